import { all, type SiteCase } from './site-case.ts';

const PERSON = 'direct sure, or a bot';

const FIRST = all(PERSON, {
  lamp: 'other; 1700000000011',
  mine: 'own; 1700000000012',
  bad: 'other; 1700000000013',
});
const LAST = all(PERSON, { quoted: 'unknown; 1700000000014', mailed: 'other; 1700000000014' });

function link(text: string, address: string): string {
  return `<a data-testid="atp-safelink" href="${address}" target="_blank">${text}</a>`;
}

export const teams: SiteCase = {
  site: 'teams',
  at: 'https://teams.microsoft.com/v2/',
  page: PERSON,
  links: { ...FIRST, ...LAST },
  stopped: ['bad'],
  leads: { mailed: 'https://mailed.example/', lamp: 'https://shop.example/lamp' },
  draft: '.ck-editor__editable',
  steps: [
    {
      chat: ['append', { id: '1700000000015', html: link('new', 'https://new.example/') }],
      page: PERSON,
      links: { ...FIRST, ...LAST, ...all(PERSON, { new: 'other; 1700000000015' }) },
    },
    {
      chat: ['edit', '1700000000014', { html: link('changed', 'https://changed.example/') }],
      page: PERSON,
      links: {
        ...FIRST,
        ...all(PERSON, { changed: 'other; 1700000000014', new: 'other; 1700000000015' }),
      },
    },
    {
      chat: ['recycle'],
      page: PERSON,
      links: all(PERSON, { 'old bad': 'own; 1600000000001', old: 'other; 1600000000002' }),
    },
    {
      chat: ['open', 'agent'],
      page: 'bot likely',
      links: all('bot likely', { answer: 'other; 21' }),
    },
    { chat: ['open', 'team'], page: 'group sure', links: all('group sure', { plan: 'other; 31' }) },
    {
      chat: ['open', 'meeting'],
      page: 'group sure',
      links: all('group sure', { slides: 'other; 41' }),
    },
    {
      chat: ['open', 'news'],
      page: 'channel sure',
      links: all('channel sure', { news: 'other; 51' }),
    },
    { chat: ['open', 'older'], page: 'unknown', links: all('unknown', { skype: 'other; 61' }) },
    // The header has changed, the composer not yet: nothing may be said.
    { chat: ['open', 'between'], page: 'unknown', links: all('unknown', { between: 'other; 71' }) },
  ],
};
