/**
 * The Lounge, an IRC client: its window says of what type the open conversation is. Not known:
 * whether who is at the other end of a query is a bot or one of the network's services.
 */
import { defineSite } from './define-site.ts';

export const theLounge = defineSite({
  id: 'the-lounge',
  name: { en: 'The Lounge', zh: 'The Lounge' },
  fingerprint: '#chat-container .chat-view[data-type]',
  list: '.chat-view .messages',
  message: '.msg[id^="msg-"]',
  messageId: { selector: '.msg[id]', attribute: 'id', like: 'msg-{}' },
  own: '.msg.self',
  other: '.msg[data-from]:not(.self)',
  composer: '#input',
  clues: [
    {
      at: 'around-attribute',
      selector: '.chat-view[data-type]',
      attribute: 'data-type',
      is: { channel: 'channel', query: 'direct' },
      mayBeBot: true,
    },
    // Where the network itself speaks.
    {
      at: 'around-attribute',
      selector: '.chat-view[data-type]',
      attribute: 'data-type',
      is: { lobby: 'bot' },
      certainty: 'likely',
    },
  ],
  certainty: 'sure',
  lastVerified: '2026-11-20',
  tryOn: ['https://demo.thelounge.chat/'],
});
