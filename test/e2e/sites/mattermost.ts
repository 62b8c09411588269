/** What is expected of Mattermost's reduced page. */
import type { SiteCase } from './site-case.ts';

const CHANNEL = 'channel sure';
/** Of whichever conversation it was opened in. */
const THREAD = { 'in a thread': 'unknown; other; t1' };

export const mattermost: SiteCase = {
  site: 'mattermost',
  at: 'https://team.cloud.mattermost.com/team/channels/town-square',
  draft: '#post_textbox',
  page: 'unknown',
  links: {
    ...THREAD,
    'a lamp': `${CHANNEL}; other; b1`,
    'log in': `${CHANNEL}; own; b2`,
    'a lamp, again': `${CHANNEL}; unknown; b2`,
    'new header': `${CHANNEL}; unknown; b3`,
    'build is red': `${CHANNEL}; other; b4`,
  },
  stopped: ['log in'],
  steps: [
    {
      chat: ['edit', 'b1', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: 'unknown',
      links: {
        ...THREAD,
        'another lamp': `${CHANNEL}; other; b1`,
        'log in': `${CHANNEL}; own; b2`,
        'a lamp, again': `${CHANNEL}; unknown; b2`,
        'new header': `${CHANNEL}; unknown; b3`,
        'build is red': `${CHANNEL}; other; b4`,
      },
    },
    {
      chat: ['recycle'],
      page: 'unknown',
      links: {
        ...THREAD,
        older: `${CHANNEL}; other; a1`,
        'older, mine': `${CHANNEL}; own; a2`,
      },
    },
    {
      chat: ['open', 'lin'],
      page: 'unknown',
      links: { ...THREAD, plan: 'direct sure, or a bot; other; c1' },
    },
    {
      chat: ['append', { id: 'c2', own: true, html: '<a href="https://yes.example/">yes</a>' }],
      page: 'unknown',
      links: {
        ...THREAD,
        plan: 'direct sure, or a bot; other; c1',
        yes: 'direct sure, or a bot; own; c2',
      },
    },
    {
      chat: ['open', 'helper'],
      page: 'unknown',
      links: { ...THREAD, help: 'bot likely; other; d1' },
    },
    {
      chat: ['open', 'several'],
      page: 'unknown',
      links: { ...THREAD, dinner: 'group sure; other; e1' },
    },
  ],
};
