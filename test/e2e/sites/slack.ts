import { all, type SiteCase } from './site-case.ts';

const PERSON = 'direct sure, or a bot';

const FIRST = all('channel sure', {
  lamp: 'unknown; 1700000001.01',
  bad: 'unknown; 1700000002.01',
  'old way': 'unknown; 1700000003.01',
});
const CARD = all('channel sure', { card: 'unknown; 1700000003.01' });

function link(text: string, address: string): string {
  return `<a class="c-link" target="_blank" data-stringify-link="${address}" href="${address}">${text}</a>`;
}

export const slack: SiteCase = {
  site: 'slack',
  at: 'https://app.slack.com/client/T01/C01',
  page: 'channel sure',
  links: { ...FIRST, ...CARD },
  stopped: ['bad'],
  leads: { 'old way': 'https://plan.example/', lamp: 'https://shop.example/lamp' },
  draft: '.ql-editor',
  steps: [
    {
      chat: [
        'append',
        { id: '1700000004.01', from: 'U2', html: link('new', 'https://new.example/') },
      ],
      page: 'channel sure',
      links: { ...FIRST, ...CARD, ...all('channel sure', { new: 'unknown; 1700000004.01' }) },
    },
    {
      chat: ['edit', '1700000004.01', { html: link('changed', 'https://changed.example/') }],
      page: 'channel sure',
      links: { ...FIRST, ...CARD, ...all('channel sure', { changed: 'unknown; 1700000004.01' }) },
    },
    {
      chat: ['recycle'],
      page: 'channel sure',
      links: all('channel sure', {
        'old bad': 'unknown; 1600000001.01',
        old: 'unknown; 1600000002.01',
      }),
    },
    {
      chat: ['open', 'secret'],
      page: 'group sure',
      links: all('group sure', { secret: 'unknown; 2.1' }),
    },
    {
      chat: ['open', 'trip'],
      page: 'group sure',
      links: all('group sure', { trip: 'unknown; 3.1' }),
    },
    { chat: ['open', 'lin'], page: PERSON, links: all(PERSON, { plan: 'unknown; 4.1' }) },
    {
      chat: ['open', 'notes'],
      page: 'self sure',
      links: all('self sure', { later: 'unknown; 5.1' }),
    },
    // Neither its id nor the sidebar tells: one sender proves nothing, three prove a group.
    { chat: ['open', 'far'], page: 'unknown', links: all('unknown', { far: 'unknown; 6.1' }) },
    {
      chat: ['open', 'crowd'],
      page: 'group sure',
      links: all('group sure', {
        'crowd 4': 'unknown; 7.4',
        'crowd 5': 'unknown; 7.5',
        'crowd 6': 'unknown; 7.6',
      }),
    },
    // The sidebar comes after the messages.
    {
      chat: ['open', 'late'],
      page: 'group sure',
      links: all('group sure', { late: 'unknown; 8.1' }),
    },
    // Seen before, though its row has scrolled out of the sidebar since.
    {
      chat: ['open', 'news'],
      page: 'channel sure',
      links: { ...FIRST, ...CARD, ...all('channel sure', { changed: 'unknown; 1700000004.01' }) },
    },
  ],
};
