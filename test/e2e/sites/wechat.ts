import { all, type SiteCase } from './site-case.ts';

const PERSON = 'direct sure, or a bot';

const FIRST = all(PERSON, {
  lamp: 'other; 101',
  mine: 'own; 102',
  bad: 'other; 103',
});

/** A link as WeChat writes it. */
function wrapped(text: string, address: string): string {
  const query = `requrl=${encodeURIComponent(address)}&skey=%40crypt_secret&pass_ticket=secret`;
  return `<pre><a target="_blank" href="/cgi-bin/mmwebwx-bin/webwxcheckurl?${query}">${text}</a></pre>`;
}

export const wechat: SiteCase = {
  site: 'wechat',
  at: 'https://wx.qq.com/',
  page: PERSON,
  links: { ...FIRST, ...all(PERSON, { card: 'other; 104' }) },
  stopped: ['bad'],
  leads: {
    lamp: 'https://shop.example/lamp?id=1',
    mine: 'https://shop.example/mine',
    card: 'https://news.example/card',
  },
  secret: 'secret',
  draft: '#editArea',
  steps: [
    {
      chat: ['append', { id: '105', from: '@1a2b', html: wrapped('new', 'https://new.example/') }],
      page: PERSON,
      links: { ...FIRST, ...all(PERSON, { card: 'other; 104', new: 'other; 105' }) },
    },
    {
      chat: ['edit', '104', { html: wrapped('changed', 'https://changed.example/') }],
      page: PERSON,
      links: { ...FIRST, ...all(PERSON, { changed: 'other; 104', new: 'other; 105' }) },
    },
    {
      chat: ['recycle'],
      page: PERSON,
      links: all(PERSON, { 'old bad': 'own; 91', old: 'other; 92' }),
    },
    {
      chat: ['open', 'market'],
      page: 'group sure',
      links: all('group sure', { plan: 'other; 201', 'bad plan': 'other; 202', map: 'own; 203' }),
    },
    { chat: ['open', 'later'], page: 'self sure', links: all('self sure', { later: 'own; 301' }) },
    { chat: ['open', 'team'], page: 'bot sure', links: all('bot sure', { notice: 'other; 401' }) },
  ],
};
