import { all, type SiteCase } from './site-case.ts';

const PERSON = 'direct sure, or a bot';

const FIRST = all(PERSON, { lamp: 'other; 11', mine: 'own; 12', bad: 'other; 13' });
const LAST = all(PERSON, { quoted: 'unknown; 14', view: 'other; 14' });

function link(text: string, address: string): string {
  return `<a class="anchor-url" href="${address}" target="_blank" rel="noopener noreferrer">${text}</a>`;
}

export const telegramK: SiteCase = {
  site: 'telegram-k',
  at: 'https://web.telegram.org/k/',
  page: PERSON,
  links: { ...FIRST, ...LAST },
  stopped: ['bad'],
  leads: { lamp: 'https://shop.example/lamp', view: 'https://news.example/card' },
  draft: '.input-message-input',
  steps: [
    {
      chat: ['append', { id: '15', html: link('new', 'https://new.example/') }],
      page: PERSON,
      links: { ...FIRST, ...LAST, ...all(PERSON, { new: 'other; 15' }) },
    },
    {
      chat: ['edit', '14', { html: link('changed', 'https://changed.example/') }],
      page: PERSON,
      links: { ...FIRST, ...all(PERSON, { changed: 'other; 14', new: 'other; 15' }) },
    },
    {
      chat: ['recycle'],
      page: PERSON,
      links: all(PERSON, { 'old bad': 'own; 1', old: 'other; 2' }),
    },
    {
      chat: ['open', 'market'],
      page: 'group sure',
      links: all('group sure', { plan: 'other; 21' }),
    },
    {
      chat: ['open', 'news'],
      page: 'channel sure',
      links: all('channel sure', { news: 'other; 31' }),
    },
    { chat: ['open', 'saved'], page: 'unknown', links: all('unknown', { later: 'own; 41' }) },
  ],
};
