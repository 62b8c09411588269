/**
 * WeChat web, an AngularJS page without a path for each conversation. Its links are wrapped, and
 * the wrapper carries secrets of the session. Not known: what in the page tells an official
 * account from a person (both have ids of one `@`).
 */
import { defineSite } from './define-site.ts';

/** By the user name of whoever the conversation is with; names without `@` are WeChat's own. */
const KINDS = {
  '@@*': 'group',
  '*@chatroom': 'group',
  '@*': 'direct',
  filehelper: 'self',
  'gh_*': 'bot',
  newsapp: 'bot',
  'weixin*': 'bot',
  weibo: 'bot',
  qqmail: 'bot',
  '?message': 'bot',
  medianote: 'bot',
  officialaccounts: 'bot',
  notification_messages: 'bot',
} as const;

const HEADER = {
  selector: '#chatArea .title_name[data-username]',
  attribute: 'data-username',
};
const CHOSEN = { selector: '.chat_item.active[data-username]', attribute: 'data-username' };

export const wechat = defineSite({
  id: 'wechat',
  name: { en: 'WeChat web', zh: '微信网页版', zhTW: '微信網頁版' },
  hosts: ['wx.qq.com', 'wx2.qq.com', 'wx8.qq.com', 'web.wechat.com', 'web2.wechat.com'],
  fingerprint: '#chatArea',
  list: '#chatArea .chat_bd',
  message: '.message',
  messageId: { selector: '[data-cm]', attribute: 'data-cm', like: '*"msgId":"{}"*' },
  own: '.message.me',
  other: '.message.you',
  sender: { selector: '[data-cm]', attribute: 'data-cm', like: '*"actualSender":"{}"*' },
  conversation: HEADER,
  clues: [
    { at: 'page-attribute', ...HEADER, is: KINDS, mayBeBot: true },
    // While another conversation comes up, header and list of chats do not agree.
    { at: 'page-attribute', ...CHOSEN, is: KINDS, mayBeBot: true },
    { at: 'page', selector: '#chatArea.chatRoom', context: 'group' },
  ],
  exclude: '#prerender,a[download]',
  composer: '#editArea',
  wrappers: ['/cgi-bin/mmwebwx-bin/webwxcheckurl'],
  certainty: 'sure',
  lastVerified: '2026-01-01',
  tryOn: ['https://wx.qq.com/', 'https://web.wechat.com/'],
});
