/** What is expected of Element's reduced page. */
import type { SiteCase } from './site-case.ts';

const ROOM = 'group sure';
const TWO = 'direct likely, or a bot';
/** Of all rooms. */
const FOUND = { 'found anywhere': 'unknown; other; $found' };

export const element: SiteCase = {
  site: 'element',
  at: 'https://app.element.io/',
  draft: '.mx_BasicMessageComposer_input',
  page: 'unknown',
  links: {
    ...FOUND,
    'a lamp': `${ROOM}; other; $1`,
    'a lamp, again': `${ROOM}; unknown; $2`,
    'log in': `${ROOM}; own; $2`,
  },
  stopped: ['log in'],
  leads: { 'a lamp': 'https://shop.example/' },
  steps: [
    {
      chat: ['edit', '$1', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: 'unknown',
      links: {
        ...FOUND,
        'another lamp': `${ROOM}; other; $1`,
        'a lamp, again': `${ROOM}; unknown; $2`,
        'log in': `${ROOM}; own; $2`,
      },
    },
    {
      chat: ['recycle'],
      page: 'unknown',
      links: {
        ...FOUND,
        older: `${ROOM}; other; $0`,
        'older, mine': `${ROOM}; own; $00`,
      },
    },
    {
      chat: ['open', 'lin'],
      page: 'unknown',
      links: {
        ...FOUND,
        when: `${TWO}; unknown; $5`,
        plan: `${TWO}; other; $5`,
        'plan, again': `${TWO}; unknown; $6`,
        yes: `${TWO}; own; $6`,
      },
    },
    {
      // Marked as one to one, and yet two others write.
      chat: [
        'append',
        {
          id: '$7',
          from: '@mei:chat.example',
          html: '<a href="https://third.example/">and I</a>',
        },
      ],
      page: 'unknown',
      links: {
        ...FOUND,
        when: `${ROOM}; unknown; $5`,
        plan: `${ROOM}; other; $5`,
        'plan, again': `${ROOM}; unknown; $6`,
        yes: `${ROOM}; own; $6`,
        'and I': `${ROOM}; other; $7`,
      },
    },
  ],
};
