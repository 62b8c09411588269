/**
 * Telegram Web K. Its classes are written by hand. Not known: what tells a bot from a person, and
 * the person's own id, so that saved messages (drawn like a group, with a person's id) stay unknown.
 */
import { defineSite } from './define-site.ts';

export const telegramK = defineSite({
  id: 'telegram-k',
  name: { en: 'Telegram Web K', zh: 'Telegram 网页版 K', zhTW: 'Telegram 網頁版 K' },
  hosts: ['web.telegram.org', 'webk.telegram.org'],
  fingerprint: '#column-center .bubbles',
  list: '.bubbles-inner',
  message: '.bubble[data-mid]',
  messageId: 'data-mid',
  own: '.bubble.is-out',
  other: '.bubble.is-in',
  quoted: '.reply',
  clues: [
    { at: 'around', selector: '.bubbles-inner.is-broadcast', context: 'channel' },
    {
      at: 'around',
      selector: '.bubbles-inner.is-chat:not(.is-broadcast):has(.bubble[data-peer-id^="-"])',
      context: 'group',
    },
    {
      at: 'around',
      selector:
        '.bubbles-inner:not(.is-chat,.is-broadcast):has(.bubble[data-peer-id]):not(:has(.bubble[data-peer-id^="-"]))',
      context: 'direct',
      mayBeBot: true,
    },
  ],
  exclude: '.bubble.service,.bubble.is-date,.bubble.is-sponsored,.mention,.anchor-hashtag,.follow',
  composer: '.input-message-input',
  certainty: 'sure',
  lastVerified: '2025-12-31',
  tryOn: ['https://web.telegram.org/k/'],
});
