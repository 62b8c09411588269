/**
 * Discord. A server's channel is told by the address; a group from a conversation of two only by
 * the label of its row in the sidebar, known in English. Not known: a person's own messages, and
 * bots (apps also answer inside conversations of two people).
 */
import { defineSite } from './define-site.ts';

const ROW = 'li[id^="chat-messages-"]';

export const discord = defineSite({
  id: 'discord',
  name: { en: 'Discord', zh: 'Discord' },
  hosts: ['discord.com', 'ptb.discord.com', 'canary.discord.com'],
  fingerprint: '[data-list-id="chat-messages"],[data-list-id="guildsnav"]',
  list: '[data-list-id="chat-messages"]',
  message: ROW,
  messageId: { selector: ROW, attribute: 'id', like: 'chat-messages-*-{}' },
  quoted: '[id^="message-reply-context-"]',
  // Names in a quote are written otherwise than above a message.
  sender: {
    selector: '[id^="message-username-"]:not([id^="message-reply-context-"] *)',
  },
  conversation: { selector: ROW, attribute: 'id', like: 'chat-messages-{}-*' },
  clues: [
    {
      at: 'address',
      // A server's number; conversations outside of servers have `@me` in its place.
      is: {
        '/channels/1*': 'channel',
        '/channels/2*': 'channel',
        '/channels/3*': 'channel',
        '/channels/4*': 'channel',
        '/channels/5*': 'channel',
        '/channels/6*': 'channel',
        '/channels/7*': 'channel',
        '/channels/8*': 'channel',
        '/channels/9*': 'channel',
      },
    },
    {
      at: 'directory',
      id: { selector: ROW, attribute: 'id', like: 'chat-messages-{}-*' },
      entry: 'a[href="/channels/@me/$id"]',
      attribute: 'aria-label',
      is: {
        '*(group message)*': 'group',
        '*(Group message)*': 'group',
        '*(direct message)*': 'direct',
        '*(Direct message)*': 'direct',
      },
      certainty: 'likely',
      mayBeBot: true,
    },
  ],
  composer: '[class*="channelTextArea"] [role="textbox"]',
  certainty: 'sure',
  lastVerified: '2026-07-01',
  tryOn: ['https://discord.com/channels/@me'],
});
