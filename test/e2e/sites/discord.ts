import { all, type SiteCase } from './site-case.ts';

const PERSON = 'direct likely, or a bot';

const FIRST = all('channel sure', {
  lamp: 'unknown; 11',
  card: 'unknown; 11',
  bad: 'unknown; 12',
});
const LAST = all('channel sure', { quoted: 'unknown; 13', game: 'unknown; 13' });

function link(text: string, address: string): string {
  return `<a href="${address}" title="${address}" target="_blank" role="button">${text}</a>`;
}

export const discord: SiteCase = {
  site: 'discord',
  at: 'https://discord.com/channels/500/501',
  page: 'channel sure',
  links: { ...FIRST, ...LAST },
  stopped: ['bad'],
  leads: { game: 'https://game.example/', lamp: 'https://shop.example/lamp' },
  draft: '[role="textbox"]',
  steps: [
    {
      chat: ['append', { id: '14', from: 'Lin', html: link('new', 'https://new.example/') }],
      page: 'channel sure',
      links: { ...FIRST, ...LAST, ...all('channel sure', { new: 'unknown; 14' }) },
    },
    {
      chat: ['edit', '14', { html: link('changed', 'https://changed.example/') }],
      page: 'channel sure',
      links: { ...FIRST, ...LAST, ...all('channel sure', { changed: 'unknown; 14' }) },
    },
    {
      chat: ['recycle'],
      page: 'channel sure',
      links: all('channel sure', { 'old bad': 'unknown; 1', old: 'unknown; 2' }),
    },
    {
      chat: ['open', 'lin'],
      page: PERSON,
      links: all(PERSON, { plan: 'unknown; 21', mine: 'unknown; 22', 'mine too': 'unknown; 23' }),
    },
    {
      chat: ['open', 'trip'],
      page: 'group likely',
      links: all('group likely', { trip: 'unknown; 31' }),
    },
    // No row in view: one sender proves nothing, the reader and two others prove a group.
    { chat: ['open', 'far'], page: 'unknown', links: all('unknown', { far: 'unknown; 41' }) },
    {
      chat: ['open', 'crowd'],
      page: 'group sure',
      links: all('group sure', {
        'crowd 0': 'unknown; 50',
        'crowd 1': 'unknown; 51',
        'crowd 2': 'unknown; 52',
      }),
    },
  ],
};
