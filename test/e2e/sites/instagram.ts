/** What is expected of the reduced page of Instagram's messages: the links, and nothing of them. */
import type { SiteCase } from './site-case.ts';

const UNKNOWN = 'unknown; unknown; no id';

export const instagram: SiteCase = {
  site: 'instagram',
  at: 'https://www.instagram.com/direct/t/lin/',
  turnedOn: ['https://www.instagram.com/*'],
  draft: '[role="textbox"]',
  page: 'unknown',
  links: { 'a lamp': UNKNOWN, 'log in': UNKNOWN },
  stopped: ['log in'],
  leads: { 'a lamp': 'https://shop.example/?id=2' },
  steps: [
    {
      chat: ['edit', '2', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: 'unknown',
      links: { 'another lamp': UNKNOWN, 'log in': UNKNOWN },
    },
    { chat: ['recycle'], page: 'unknown', links: { older: UNKNOWN } },
    { chat: ['open', 'several'], page: 'unknown', links: { dinner: UNKNOWN } },
    {
      chat: ['append', { id: '5', html: '<a href="https://cake.example/">cake</a>' }],
      page: 'unknown',
      links: { dinner: UNKNOWN, cake: UNKNOWN },
    },
  ],
};
