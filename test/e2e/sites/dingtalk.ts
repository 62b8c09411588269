import { all, type SiteCase } from './site-case.ts';

const FIRST = all('unknown', {
  lamp: 'unknown; no id',
  inside: 'unknown; no id',
  bad: 'unknown; no id',
});

/** No adapter: what marks a message there is not known. Links are unwrapped all the same. */
export const dingtalk: SiteCase = {
  site: 'generic',
  fixture: 'dingtalk',
  at: 'https://im.dingtalk.com/',
  page: 'unknown',
  links: FIRST,
  stopped: ['bad'],
  leads: { inside: 'https://plan.example/', lamp: 'https://shop.example/lamp' },
  draft: '#composer',
  steps: [
    {
      chat: ['append', { html: '<a href="https://new.example/">new</a>' }],
      page: 'unknown',
      links: { ...FIRST, ...all('unknown', { new: 'unknown; no id' }) },
    },
    {
      chat: ['edit', '1', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: 'unknown',
      links: all('unknown', {
        'another lamp': 'unknown; no id',
        inside: 'unknown; no id',
        bad: 'unknown; no id',
        new: 'unknown; no id',
      }),
    },
    {
      chat: ['recycle'],
      page: 'unknown',
      links: all('unknown', { old: 'unknown; no id' }),
    },
    {
      chat: ['open', 'other'],
      page: 'unknown',
      links: all('unknown', { plan: 'unknown; no id' }),
    },
  ],
};
