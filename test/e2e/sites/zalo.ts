import { all, type SiteCase } from './site-case.ts';

const PERSON = 'direct likely, or a bot';

const FIRST = all(PERSON, { lamp: 'other; 1709619982311', mine: 'own; 1709619982312' });

function link(text: string, address: string): string {
  return `<span><a href="${address}" target="_blank">${text}</a></span>`;
}

export const zalo: SiteCase = {
  site: 'zalo',
  at: 'https://chat.zalo.me/',
  page: PERSON,
  links: { ...FIRST, ...all(PERSON, { bad: 'other; 1709619982313' }) },
  stopped: ['bad'],
  leads: { lamp: 'https://shop.example/lamp' },
  draft: '#richInput',
  steps: [
    {
      chat: [
        'append',
        { id: '1709619982314', from: 'Lin', html: link('new', 'https://new.example/') },
      ],
      page: PERSON,
      links: {
        ...FIRST,
        ...all(PERSON, { bad: 'other; 1709619982313', new: 'other; 1709619982314' }),
      },
    },
    {
      chat: ['edit', '1709619982313', { html: link('changed', 'https://changed.example/') }],
      page: PERSON,
      links: {
        ...FIRST,
        ...all(PERSON, { changed: 'other; 1709619982313', new: 'other; 1709619982314' }),
      },
    },
    {
      chat: ['recycle'],
      page: PERSON,
      links: all(PERSON, { 'old bad': 'own; 1609619982301', old: 'other; 1609619982302' }),
    },
    {
      chat: ['open', 'market'],
      page: 'group likely',
      links: all('group likely', { plan: 'other; 1709619982321' }),
    },
    {
      chat: ['open', 'files'],
      page: 'self likely',
      links: all('self likely', { later: 'own; 1709619982331' }),
    },
    // The sidebar shows something else: one sender proves nothing.
    {
      chat: ['open', 'search'],
      page: 'unknown',
      links: all('unknown', { found: 'other; 1709619982341' }),
    },
  ],
};
