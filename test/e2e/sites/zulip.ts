/** What is expected of Zulip's reduced page: one view, messages of several conversations. */
import type { SiteCase } from './site-case.ts';

export const zulip: SiteCase = {
  site: 'zulip',
  at: 'https://team.zulipchat.com/',
  draft: '#compose-textarea',
  page: 'unknown',
  links: {
    'a lamp': 'channel sure; unknown; 3',
    'log in': 'direct sure, or a bot; unknown; 4',
    dinner: 'group sure; unknown; 5',
    help: 'bot likely; unknown; 6',
    'build is red': 'channel sure; unknown; 7',
  },
  stopped: ['log in'],
  steps: [
    {
      chat: ['edit', '3', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: 'unknown',
      links: {
        'another lamp': 'channel sure; unknown; 3',
        'log in': 'direct sure, or a bot; unknown; 4',
        dinner: 'group sure; unknown; 5',
        help: 'bot likely; unknown; 6',
        'build is red': 'channel sure; unknown; 7',
      },
    },
    {
      // The same nodes now belong to other conversations.
      chat: ['recycle'],
      page: 'unknown',
      links: {
        'older, of several': 'group sure; unknown; 1',
        'older, of a channel': 'channel sure; unknown; 2',
      },
    },
    {
      chat: ['open', 'lin'],
      page: 'direct sure, or a bot',
      links: { plan: 'direct sure, or a bot; unknown; 8' },
    },
    {
      chat: [
        'append',
        {
          id: '9',
          stream: '7',
          to: '#narrow/channel/7-market/topic/lamps',
          html: '<a href="https://more.example/">more</a>',
        },
      ],
      page: 'unknown',
      links: {
        plan: 'direct sure, or a bot; unknown; 8',
        more: 'channel sure; unknown; 9',
      },
    },
  ],
};
