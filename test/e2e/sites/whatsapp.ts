import { all, type SiteCase } from './site-case.ts';

const LIKELY = 'direct likely, or a bot';
const SURE = 'direct sure, or a bot';

const FIRST = all(LIKELY, {
  lamp: 'other; 3EB001',
  mine: 'own; 3EB002',
  bad: 'other; 3EB003',
});
const LAST = all(LIKELY, { quoted: 'unknown; 3EB004', shop: 'other; 3EB004' });

function link(text: string, address: string): string {
  return `<span class="selectable-text copyable-text"><a href="${address}" target="_blank">${text}</a></span>`;
}

export const whatsapp: SiteCase = {
  site: 'whatsapp',
  at: 'https://web.whatsapp.com/',
  page: LIKELY,
  links: { ...FIRST, ...LAST },
  stopped: ['bad'],
  leads: { shop: 'https://business.example/', mine: 'https://shop.example/mine' },
  draft: '#main footer [contenteditable]',
  steps: [
    {
      chat: ['append', { id: '3EB005', from: 'Lin', html: link('new', 'https://new.example/') }],
      page: LIKELY,
      links: { ...FIRST, ...LAST, ...all(LIKELY, { new: 'other; 3EB005' }) },
    },
    {
      chat: ['edit', '3EB004', { html: link('changed', 'https://changed.example/') }],
      page: LIKELY,
      links: { ...FIRST, ...all(LIKELY, { changed: 'other; 3EB004', new: 'other; 3EB005' }) },
    },
    {
      chat: ['recycle'],
      page: LIKELY,
      links: all(LIKELY, { 'old bad': 'own; 3EA001', old: 'other; 3EA002' }),
    },
    {
      chat: ['open', 'Market'],
      page: 'group sure',
      links: all('group sure', { plan: 'other; 3EB101', 'bad plan': 'other; 3EB102' }),
    },
    // In a language whose words are not known: two others prove a group, one proves nothing.
    {
      chat: ['open', 'Mercado'],
      page: 'group sure',
      links: all('group sure', { uno: 'other; 3EB201', dos: 'other; 3EB202' }),
    },
    { chat: ['open', 'Ana'], page: 'unknown', links: all('unknown', { tres: 'other; 3EB301' }) },
    // Rows as they were before April 2026.
    {
      chat: ['open', 'before'],
      page: SURE,
      links: all(SURE, {
        was: 'other; false_4915100@c.us_3EB401',
        'my was': 'own; true_4915100@c.us_3EB402',
      }),
    },
    {
      chat: ['open', 'beforeGroup'],
      page: 'group sure',
      links: all('group sure', { 'all was': 'other; false_1203@g.us_3EB501_4915100@c.us' }),
    },
    {
      chat: ['open', 'beforeChannel'],
      page: 'channel sure',
      links: all('channel sure', { news: 'other; false_1204@newsletter_3EB601' }),
    },
    {
      chat: ['open', 'beforeBot'],
      page: 'bot sure',
      links: all('bot sure', { answer: 'other; false_1305@bot_3EB701' }),
    },
  ],
};
