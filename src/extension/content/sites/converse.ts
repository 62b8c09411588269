/**
 * Converse.js, an XMPP client of Lit elements without shadow DOM; several boxes can be open. Not
 * known: whether who is at the other end is a bot; how public a room is.
 */
import { defineSite } from './define-site.ts';

export const converse = defineSite({
  id: 'converse',
  name: { en: 'Converse.js', zh: 'Converse.js' },
  fingerprint: 'converse-root, converse-chats',
  list: '.chat-content',
  message: '.message',
  messageId: 'data-msgid',
  own: '.chat-msg__content--me',
  other: '.chat-msg__content--them',
  exclude: 'converse-chat-help, .show-msg-author-modal, .spoiler-toggle',
  composer: '.chat-textarea',
  clues: [
    // A private chat with a room's occupant is drawn inside the room.
    { at: 'around', selector: 'converse-muc-occupant', context: 'direct', mayBeBot: true },
    { at: 'around', selector: 'converse-headlines', context: 'channel' },
    { at: 'around', selector: 'converse-muc-chat-content', context: 'group' },
    { at: 'around', selector: 'converse-muc', context: 'group', certainty: 'likely' },
    { at: 'around', selector: 'converse-chat', context: 'direct', mayBeBot: true },
  ],
  certainty: 'sure',
  lastVerified: '2026-11-20',
  tryOn: ['https://conversejs.org/fullscreen.html'],
});
