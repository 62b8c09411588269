import { all, type SiteCase } from './site-case.ts';

const PERSON = 'direct sure, or a bot';

const FIRST = all(PERSON, { lamp: 'other; 11', mine: 'own; 12', bad: 'other; 13' });
const LAST = all(PERSON, { card: 'other; 13', quoted: 'unknown; 14', go: 'other; 14' });

function link(text: string, address: string): string {
  return `<a class="text-entity-link" href="${address}" target="_blank">${text}</a>`;
}

export const telegramA: SiteCase = {
  site: 'telegram-a',
  at: 'https://web.telegram.org/a/',
  page: PERSON,
  links: { ...FIRST, ...LAST },
  stopped: ['bad'],
  leads: { go: 'https://go.example/', lamp: 'https://shop.example/lamp' },
  draft: '#editable-message-text',
  steps: [
    {
      chat: ['append', { id: '15', html: link('new', 'https://new.example/') }],
      page: PERSON,
      links: { ...FIRST, ...LAST, ...all(PERSON, { new: 'other; 15' }) },
    },
    {
      chat: ['edit', '14', { html: link('changed', 'https://changed.example/') }],
      page: PERSON,
      links: {
        ...FIRST,
        ...all(PERSON, { card: 'other; 13', changed: 'other; 14', new: 'other; 15' }),
      },
    },
    {
      chat: ['recycle'],
      page: PERSON,
      links: all(PERSON, { 'old bad': 'own; 1', old: 'other; 2' }),
    },
    {
      chat: ['open', 'family'],
      page: 'group sure',
      links: all('group sure', { plan: 'other; 21' }),
    },
    {
      chat: ['open', 'market'],
      page: 'group likely',
      links: all('group likely', { offer: 'other; 31' }),
    },
    {
      chat: ['open', 'news'],
      page: 'channel likely',
      links: all('channel likely', { news: 'other; 41' }),
    },
    { chat: ['open', 'saved'], page: 'self sure', links: all('self sure', { later: 'own; 51' }) },
  ],
};
