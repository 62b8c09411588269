/** Converse.js, an XMPP client of Lit elements without shadow DOM; several boxes can be open. */
import { defineSite } from './define-site.ts';

export const converse = defineSite({
  id: 'converse',
  hosts: [],
  fingerprint: 'converse-root, converse-chats',
  list: '.chat-content',
  message: '.message',
  exclude: 'converse-chat-help, .show-msg-author-modal, .spoiler-toggle',
  context: [
    // A private chat with a room's occupant is drawn inside the room.
    { selector: 'converse-muc-occupant', context: 'direct' },
    { selector: 'converse-headlines', context: 'channel' },
    { selector: '.chat-msg.groupchat', context: 'group' },
    { selector: 'converse-muc', context: 'group' },
    { selector: 'converse-chat', context: 'direct' },
  ],
  lastVerified: '2026-11-20',
  tryOn: ['https://conversejs.org/fullscreen.html'],
});
