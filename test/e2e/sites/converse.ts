/** What is expected of the reduced page of Converse.js: several boxes, all open. */
import type { SiteCase } from './site-case.ts';

const DIRECT = 'direct sure, or a bot';
const OTHER_BOXES = {
  plan: 'group sure; other; r1',
  rules: 'group sure; unknown; no id',
  'between us': `${DIRECT}; own; p1`,
  notice: 'channel sure; unknown; h1',
};

export const converse: SiteCase = {
  site: 'converse',
  at: 'https://conversejs.org/fullscreen.html',
  draft: '.chat-textarea',
  page: 'unknown',
  links: {
    ...OTHER_BOXES,
    'a lamp': `${DIRECT}; other; m3`,
    'the card of a lamp': `${DIRECT}; other; m3`,
    'log in': `${DIRECT}; own; m4`,
  },
  stopped: ['log in'],
  steps: [
    {
      chat: ['edit', 'm3', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: 'unknown',
      links: {
        ...OTHER_BOXES,
        'another lamp': `${DIRECT}; other; m3`,
        'the card of a lamp': `${DIRECT}; other; m3`,
        'log in': `${DIRECT}; own; m4`,
      },
    },
    {
      chat: ['recycle'],
      page: 'unknown',
      links: {
        ...OTHER_BOXES,
        older: `${DIRECT}; other; m1`,
        'older, mine': `${DIRECT}; own; m2`,
      },
    },
    {
      chat: ['open', 'mei'],
      page: 'unknown',
      links: { ...OTHER_BOXES, lunch: `${DIRECT}; other; m5` },
    },
    {
      chat: ['append', { id: 'm6', by: 'me', html: '<a href="https://yes.example/">yes</a>' }],
      page: 'unknown',
      links: {
        ...OTHER_BOXES,
        lunch: `${DIRECT}; other; m5`,
        yes: `${DIRECT}; own; m6`,
      },
    },
  ],
};
