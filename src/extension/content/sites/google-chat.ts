/**
 * Google Chat, on its own host and in Gmail, where its panes are frames. `dm/` is one to one, with
 * a person or an app; `space/` a space or a conversation of several, which are both groups here.
 * Not known: who wrote a message (a label in the person's language), and whether links are wrapped
 * today; what wraps them in Gmail stands in an attribute of their own.
 */
import { defineSite } from './define-site.ts';

export const googleChat = defineSite({
  id: 'google-chat',
  name: { en: 'Google Chat', zh: 'Google Chat' },
  hosts: ['chat.google.com', 'mail.google.com'],
  // In Gmail, frames of it have the second of these.
  paths: ['/u/*', '/chat/*', '/app/*', '/dm/*', '/room/*'],
  mayOverlay: true,
  fingerprint: '[role="main"][data-group-id],c-wiz[data-group-id],c-wiz[data-topic-id]',
  list: [
    '[role="main"][data-group-id]',
    'c-wiz[data-group-id]',
    '[data-is-detailed-thread-view="true"]',
  ].join(),
  message: '[role="group"][data-id],c-wiz[data-topic-id]',
  messageId: 'data-id',
  sender: { selector: '[data-user-id]', attribute: 'data-user-id' },
  exclude: '[role="toolbar"]',
  composer: '[role="textbox"]',
  clues: [
    {
      at: 'around-attribute',
      selector: '[data-group-id]',
      attribute: 'data-group-id',
      is: { 'dm/*': 'direct', 'space/*': 'group' },
      certainty: 'likely',
      mayBeBot: true,
    },
  ],
  alsoHolds: ['data-saferedirecturl'],
  certainty: 'likely',
  lastVerified: '2026-08-23',
  tryOn: ['https://chat.google.com/', 'https://mail.google.com/chat/'],
});
