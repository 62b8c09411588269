/**
 * Feishu and Lark, the messenger inside them. Each row says whose it is and in which kind of
 * conversation it stands. Not known: bots, groups by topic, notes to oneself, and whether the
 * addresses in the page are wrapped.
 */
import { defineSite } from './define-site.ts';

export const feishu = defineSite({
  id: 'feishu',
  name: { en: 'Feishu and Lark', zh: '飞书', zhTW: '飛書' },
  hosts: ['feishu.cn', '*.feishu.cn', '*.larksuite.com'],
  paths: ['/messenger*', '/next/messenger*'],
  fingerprint: '.chatMessages,.js-message-item,[data-feed-id]',
  list: '.chatMessages,.messageList-row-wrapper',
  message: '.js-message-item',
  messageId: 'id',
  own: '.js-message-item.message-self',
  other: '.js-message-item.message-not-self',
  quoted: '.quote_reply_title',
  clues: [
    {
      at: 'around',
      selector: '.js-message-item.message-is-p2p',
      context: 'direct',
      mayBeBot: true,
    },
    {
      at: 'around',
      selector: '.js-message-item.message-is-group',
      context: 'group',
      certainty: 'likely',
    },
    {
      at: 'around',
      selector: '.chatContainer.p2pChat',
      context: 'direct',
      certainty: 'likely',
      mayBeBot: true,
    },
  ],
  exclude: '.message-reactions,.system-text-background',
  composer: '.editor-kit-container',
  certainty: 'likely',
  lastVerified: '2026-09-29',
  tryOn: ['https://www.feishu.cn/messenger/', 'https://www.larksuite.com/messenger/'],
});
