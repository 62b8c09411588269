import { all, type SiteCase } from './site-case.ts';

const PERSON = 'direct sure, or a bot';

const FIRST = all(PERSON, {
  lamp: 'other; 7500000000000000011',
  mine: 'own; 7500000000000000012',
  bad: 'other; 7500000000000000013',
});
const LAST = all(PERSON, {
  quoted: 'unknown; 7500000000000000014',
  checked: 'other; 7500000000000000014',
});

function link(text: string, address: string): string {
  return `<a href="${address}" target="_blank">${text}</a>`;
}

export const feishu: SiteCase = {
  site: 'feishu',
  at: 'https://lamps.feishu.cn/next/messenger/',
  turnedOn: ['https://lamps.feishu.cn/*'],
  page: PERSON,
  links: { ...FIRST, ...LAST },
  stopped: ['bad'],
  leads: { checked: 'https://checked.example/', lamp: 'https://shop.example/lamp' },
  draft: '.editor-kit-container',
  steps: [
    {
      chat: ['append', { id: '7500000000000000015', html: link('new', 'https://new.example/') }],
      page: PERSON,
      links: { ...FIRST, ...LAST, ...all(PERSON, { new: 'other; 7500000000000000015' }) },
    },
    {
      chat: ['edit', '7500000000000000014', { html: link('changed', 'https://changed.example/') }],
      page: PERSON,
      links: {
        ...FIRST,
        ...all(PERSON, {
          changed: 'other; 7500000000000000014',
          new: 'other; 7500000000000000015',
        }),
      },
    },
    {
      chat: ['recycle'],
      page: PERSON,
      links: all(PERSON, {
        'old bad': 'own; 7400000000000000001',
        old: 'other; 7400000000000000002',
      }),
    },
    {
      chat: ['open', 'market'],
      page: 'group likely',
      links: all('group likely', { plan: 'other; 7500000000000000021' }),
    },
  ],
};

export const lark: SiteCase = {
  ...feishu,
  at: 'https://lamps.larksuite.com/next/messenger/',
  turnedOn: ['https://lamps.larksuite.com/*'],
};
