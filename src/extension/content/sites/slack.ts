/**
 * Slack. Each message says in which conversation it stands, the sidebar of which kind that is; a
 * sidebar shows only the rows in view, and another view than Home none. Not known: what tells a
 * person's own messages.
 */
import { defineSite } from './define-site.ts';

const ID = { selector: '[data-msg-channel-id]', attribute: 'data-msg-channel-id' };
const ROW = '[data-qa-channel-sidebar-channel-id="$id"]';

export const slack = defineSite({
  id: 'slack',
  name: { en: 'Slack', zh: 'Slack' },
  hosts: ['app.slack.com'],
  fingerprint: '[data-qa="message_pane"],[data-qa="slack_kit_list"],[data-qa="message_container"]',
  list: '[data-qa="slack_kit_list"],[data-qa="message_pane"]',
  message: '[data-qa="message_container"]',
  messageId: 'data-msg-ts',
  sender: { selector: '[data-message-sender]', attribute: 'data-message-sender' },
  conversation: ID,
  clues: [
    { at: 'around-attribute', ...ID, is: { 'D*': 'direct' }, mayBeBot: true },
    {
      at: 'directory',
      id: ID,
      entry: ROW,
      attribute: 'data-qa-channel-sidebar-channel-type',
      is: { channel: 'channel', private: 'group', mpim: 'group', im: 'direct' },
      mayBeBot: true,
    },
    {
      at: 'directory',
      id: ID,
      entry: ROW,
      attribute: 'data-qa-channel-sidebar-is-you',
      is: { true: 'self' },
    },
  ],
  // The time of a message and its sender's name are links of Slack's own.
  exclude: '.c-timestamp,[data-qa="message_sender_name"],.c-message_actions__container',
  composer: '[data-qa="message_input"] .ql-editor',
  alsoHolds: ['data-stringify-link'],
  certainty: 'sure',
  lastVerified: '2026-09-20',
  tryOn: ['https://app.slack.com/client'],
});
