/**
 * WeChat's File Helper on its own page: a conversation with oneself, from a phone or from here.
 * Not known: whether links in it are links at all, and wrapped as in WeChat web.
 */
import { defineSite } from './define-site.ts';

export const wechatFileHelper = defineSite({
  id: 'wechat-file-helper',
  name: { en: 'WeChat File Helper', zh: '微信文件传输助手', zhTW: '微信檔案傳輸助手' },
  hosts: ['filehelper.weixin.qq.com', 'szfilehelper.weixin.qq.com'],
  fingerprint: '#chatBody,.chat-panel',
  list: '#chatBody,.chat-panel__body',
  message: '.msg-item',
  own: '.msg-item.mine',
  clues: [{ at: 'address', is: { '*': 'self' } }],
  exclude: '.msg-file,a[download]',
  composer: '.chat-panel__input-container',
  wrappers: ['/cgi-bin/mmwebwx-bin/webwxcheckurl'],
  certainty: 'likely',
  lastVerified: '2026-01-01',
  tryOn: ['https://filehelper.weixin.qq.com/'],
});
