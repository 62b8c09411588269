/**
 * Telegram Web A. The address holds the conversation's number: below zero for groups and channels,
 * which it does not tell apart. Not known: what tells a bot from a person.
 */
import { defineSite } from './define-site.ts';

export const telegramA = defineSite({
  id: 'telegram-a',
  name: { en: 'Telegram Web A', zh: 'Telegram 网页版 A', zhTW: 'Telegram 網頁版 A' },
  hosts: ['web.telegram.org'],
  fingerprint: '#MiddleColumn .MessageList,#MiddleColumn .MiddleHeader',
  list: '.MessageList',
  message: '.Message.message-list-item',
  messageId: 'data-message-id',
  own: '.Message.own',
  other: '.Message:not(.own)',
  quoted: '.EmbeddedMessage',
  clues: [
    {
      at: 'address',
      // Of thirteen digits it would be a large group or a channel.
      is: {
        '/?/#-???????': 'group',
        '/?/#-????????': 'group',
        '/?/#-?????????': 'group',
        '/?/#-??????????': 'group',
      },
    },
    {
      at: 'page',
      selector: '.MiddleHeader .ChatInfo .user-status',
      context: 'direct',
      mayBeBot: true,
    },
    { at: 'page', selector: '.MiddleHeader .Avatar.saved-messages', context: 'self' },
    // Avatars stand beside messages in groups alone; channels that show their writers are rare.
    {
      at: 'page',
      selector: '.MiddleColumn:has(.group-status) .MessageList:not(.no-avatars)',
      context: 'group',
      certainty: 'likely',
    },
    {
      at: 'page',
      selector: '.MiddleColumn:has(.group-status) .MessageList.no-avatars',
      context: 'channel',
      certainty: 'likely',
    },
  ],
  exclude: '.ActionMessage,.sponsored',
  composer: '#editable-message-text',
  certainty: 'sure',
  lastVerified: '2026-08-09',
  tryOn: ['https://web.telegram.org/a/'],
});
