/** What is expected of the reduced page of X: X Chat, the old messages, the drawer. */
import type { SiteCase } from './site-case.ts';

const TWO = 'direct likely, or a bot';
const DRAWER = { 'in the drawer': 'unknown; unknown; no id' };

export const x: SiteCase = {
  site: 'x',
  at: 'https://x.com/i/chat/12-15',
  turnedOn: ['https://x.com/*'],
  draft: '[data-testid="dm-composer-textarea"]',
  page: 'unknown',
  links: {
    ...DRAWER,
    'shop.example/lamp': `${TWO}; unknown; 3`,
    'log in': `${TWO}; unknown; 4`,
    'a card': `${TWO}; unknown; no id`,
  },
  stopped: ['log in'],
  steps: [
    {
      chat: ['edit', '4', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: 'unknown',
      links: {
        ...DRAWER,
        'shop.example/lamp': `${TWO}; unknown; 3`,
        'another lamp': `${TWO}; unknown; 4`,
        'a card': `${TWO}; unknown; no id`,
      },
    },
    {
      chat: ['recycle'],
      page: 'unknown',
      links: {
        ...DRAWER,
        older: `${TWO}; unknown; 1`,
        'older, bad': `${TWO}; unknown; 2`,
      },
    },
    {
      chat: ['open', 'several'],
      page: 'unknown',
      links: { ...DRAWER, plan: 'group likely; unknown; 6' },
    },
    {
      chat: ['append', { id: '9', html: '<a href="https://yes.example/">yes</a>' }],
      page: 'unknown',
      links: {
        ...DRAWER,
        plan: 'group likely; unknown; 6',
        yes: 'group likely; unknown; 9',
      },
    },
    {
      chat: ['open', 'oldLin'],
      page: 'unknown',
      links: { ...DRAWER, lunch: `${TWO}; unknown; no id` },
    },
    {
      chat: ['open', 'oldSeveral'],
      page: 'unknown',
      links: { ...DRAWER, dinner: 'group likely; unknown; no id' },
    },
  ],
};

const NOBODY = 'unknown; unknown; no id';

/** The drawer over a page of posts, which are none of messages. */
export const xOverTimeline: SiteCase = {
  ...x,
  fixture: 'x-drawer',
  at: 'https://x.com/home',
  draft: '[data-testid="dmComposerTextInput"]',
  links: { lunch: NOBODY, 'log in': NOBODY },
  steps: [
    {
      chat: ['edit', '1', { html: '<a href="https://dinner.example/">dinner</a>' }],
      page: 'unknown',
      links: { dinner: NOBODY, 'log in': NOBODY },
    },
    { chat: ['recycle'], page: 'unknown', links: { older: NOBODY } },
    { chat: ['open', 'mei'], page: 'unknown', links: { plan: NOBODY } },
    {
      chat: ['append', { id: '4', html: '<a href="https://yes.example/">yes</a>' }],
      page: 'unknown',
      links: { plan: NOBODY, yes: NOBODY },
    },
  ],
};
