/**
 * Microsoft Teams, the newer web client. Its address never changes; the thread that is open stands
 * on the button that sends. Not known: the ids of notes to oneself, and older `@thread.skype`
 * threads, which are groups or channels.
 */
import { defineSite } from './define-site.ts';

const KINDS = {
  '*19:*@unq.gbl.spaces': 'direct',
  '*19:*@thread.v2': 'group',
  '*19:*@thread.tacv2': 'channel',
} as const;

const CHAT = '[data-tid="message-pane-list-viewport"]';
const LISTS = `${CHAT},[data-tid="channel-pane-viewport"],[data-tid="response-surface"]`;

export const teams = defineSite({
  id: 'teams',
  name: { en: 'Microsoft Teams', zh: 'Microsoft Teams' },
  hosts: ['teams.microsoft.com', 'teams.live.com', 'teams.cloud.microsoft'],
  fingerprint: `${LISTS},[data-tid="chat-list-item"]`,
  list: LISTS,
  message:
    '[data-tid="chat-pane-message"],[data-tid="channel-pane-message"],[data-tid="channel-replies-pane-message"]',
  messageId: 'data-mid',
  own: '.fui-ChatMyMessage',
  other: '.fui-ChatMessage',
  quoted: '[data-tid="quoted-reply-card"]',
  clues: [
    {
      at: 'page-attribute',
      selector: '[data-track-thread-id]',
      attribute: 'data-track-thread-id',
      is: KINDS,
      mayBeBot: true,
    },
    {
      at: 'page-attribute',
      selector: '[id^="chat-header-19:"]',
      attribute: 'id',
      is: KINDS,
      mayBeBot: true,
    },
    // An agent's answers; not seen between people.
    {
      at: 'around',
      selector: `${CHAT}:has([class*="fai-AiGeneratedDisclaimer"])`,
      context: 'bot',
      certainty: 'likely',
    },
  ],
  exclude: '.fui-ChatControlMessage,[role="toolbar"]',
  composer: '[role="textbox"].ck-editor__editable',
  certainty: 'sure',
  lastVerified: '2026-09-24',
  tryOn: ['https://teams.microsoft.com/v2/', 'https://teams.live.com/v2/'],
});
