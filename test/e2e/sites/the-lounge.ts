/** What is expected of The Lounge's reduced page, on somebody's own host. */
import type { SiteCase } from './site-case.ts';

export const theLounge: SiteCase = {
  site: 'the-lounge',
  at: 'https://irc.chat.example/',
  turnedOn: ['https://irc.chat.example/*'],
  draft: '#input',
  page: 'channel sure',
  links: {
    'a lamp': 'channel sure; other; 3',
    'the card of a lamp': 'channel sure; other; 3',
    'log in': 'channel sure; own; 4',
    bye: 'channel sure; other; 6',
  },
  stopped: ['log in'],
  steps: [
    {
      chat: ['edit', '3', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: 'channel sure',
      links: {
        'another lamp': 'channel sure; other; 3',
        'the card of a lamp': 'channel sure; other; 3',
        'log in': 'channel sure; own; 4',
        bye: 'channel sure; other; 6',
      },
    },
    {
      chat: ['recycle'],
      page: 'channel sure',
      links: { older: 'channel sure; other; 1', 'older, mine': 'channel sure; own; 2' },
    },
    {
      chat: ['open', 'lin'],
      page: 'direct sure, or a bot',
      links: { plan: 'direct sure, or a bot; other; 7' },
    },
    {
      chat: [
        'append',
        { id: '9', from: 'me', self: true, html: '<a href="https://yes.example/">yes</a>' },
      ],
      page: 'direct sure, or a bot',
      links: {
        plan: 'direct sure, or a bot; other; 7',
        yes: 'direct sure, or a bot; own; 9',
      },
    },
    {
      chat: ['open', 'network'],
      page: 'bot likely',
      links: { rules: 'bot likely; unknown; 8' },
    },
  ],
};
