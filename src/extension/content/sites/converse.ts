/** Converse.js, an XMPP client of Lit elements without shadow DOM; several boxes can be open. */
import { defineSite } from './define-site.ts';

export const converse = defineSite({
  id: 'converse',
  name: { en: 'Converse.js', zh: 'Converse.js' },
  fingerprint: 'converse-root, converse-chats',
  list: '.chat-content',
  message: '.message',
  messageId: 'data-msgid',
  own: '.chat-msg:has(.chat-msg__content--me)',
  other: '.chat-msg:has(.chat-msg__content--them)',
  exclude: 'converse-chat-help, .show-msg-author-modal, .spoiler-toggle',
  composer: '.chat-textarea',
  clues: [
    // A private chat with a room's occupant is drawn inside the room.
    { at: 'around', selector: 'converse-muc-occupant', context: 'direct' },
    { at: 'around', selector: 'converse-headlines', context: 'channel' },
    { at: 'around', selector: '.chat-msg.groupchat', context: 'group' },
    { at: 'around', selector: 'converse-muc', context: 'group', certainty: 'likely' },
    { at: 'around', selector: 'converse-chat', context: 'direct' },
  ],
  certainty: 'sure',
  lastVerified: '2026-11-20',
  tryOn: ['https://conversejs.org/fullscreen.html'],
});
