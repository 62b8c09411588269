/** What is expected of LinkedIn's reduced page: its own page of messages, and a box over it. */
import type { SiteCase } from './site-case.ts';

const TWO = 'direct hint, or a bot';
const BOX = { 'in the box': `${TWO}; other; urn:box` };

export const linkedin: SiteCase = {
  site: 'linkedin',
  at: 'https://www.linkedin.com/messaging/thread/lin/',
  turnedOn: ['https://www.linkedin.com/*'],
  draft: '.msg-form__contenteditable',
  page: TWO,
  links: {
    ...BOX,
    'a lamp': `${TWO}; other; urn:3`,
    'log in': `${TWO}; own; urn:4`,
    plain: `${TWO}; other; urn:5`,
  },
  stopped: ['log in'],
  leads: { 'a lamp': 'https://shop.example/?id=2', plain: 'https://plain.example/' },
  steps: [
    {
      chat: ['edit', 'urn:3', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: TWO,
      links: {
        ...BOX,
        'another lamp': `${TWO}; other; urn:3`,
        'log in': `${TWO}; own; urn:4`,
        plain: `${TWO}; other; urn:5`,
      },
    },
    {
      chat: ['recycle'],
      page: TWO,
      links: { ...BOX, older: `${TWO}; other; urn:1`, 'older, mine': `${TWO}; own; urn:2` },
    },
    {
      chat: ['open', 'several'],
      page: 'unknown',
      links: { ...BOX, plan: 'unknown; other; urn:6' },
    },
    {
      // Only a second sender tells.
      chat: [
        'append',
        { id: 'urn:7', from: 'Mei', html: '<a href="https://dinner.example/">dinner</a>' },
      ],
      page: 'unknown',
      links: {
        ...BOX,
        plan: 'group sure; other; urn:6',
        dinner: 'group sure; other; urn:7',
      },
    },
  ],
};

const OVER = `${TWO}; other`;

/** Over a page of posts, which are none of messages; another conversation opens a box of its own. */
export const linkedinOverFeed: SiteCase = {
  ...linkedin,
  fixture: 'linkedin-box',
  at: 'https://www.linkedin.com/feed/',
  links: { 'a lamp': `${OVER}; urn:3`, 'log in': `${TWO}; own; urn:4` },
  leads: { 'a lamp': 'https://shop.example/?id=2' },
  steps: [
    {
      chat: ['edit', 'urn:3', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: TWO,
      links: { 'another lamp': `${OVER}; urn:3`, 'log in': `${TWO}; own; urn:4` },
    },
    { chat: ['recycle'], page: TWO, links: { older: `${OVER}; urn:1` } },
    {
      chat: [
        'append',
        { id: 'urn:5', from: 'Lin', html: '<a href="https://yes.example/">yes</a>' },
      ],
      page: TWO,
      links: {
        'another lamp': `${OVER}; urn:3`,
        'log in': `${TWO}; own; urn:4`,
        yes: `${OVER}; urn:5`,
      },
    },
  ],
};
