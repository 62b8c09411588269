/** What is expected of Rocket.Chat's reduced page. */
import type { SiteCase } from './site-case.ts';

export const rocketChat: SiteCase = {
  site: 'rocket-chat',
  at: 'https://team.rocket.chat/channel/general',
  draft: 'textarea',
  page: 'channel sure',
  links: {
    'a lamp': 'channel sure; other; b1',
    'log in': 'channel sure; own; b2',
  },
  stopped: ['log in'],
  steps: [
    {
      chat: ['edit', 'b1', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: 'channel sure',
      links: {
        'another lamp': 'channel sure; other; b1',
        'log in': 'channel sure; own; b2',
      },
    },
    {
      chat: ['recycle'],
      page: 'channel sure',
      links: { older: 'channel sure; other; a1', 'older, mine': 'channel sure; own; a2' },
    },
    { chat: ['open', 'plans'], page: 'group sure', links: { plan: 'group sure; other; c1' } },
    {
      chat: ['open', 'lin'],
      page: 'direct likely, or a bot',
      links: { lunch: 'direct likely, or a bot; other; d1' },
    },
    {
      chat: ['append', { id: 'd2', own: true, html: '<a href="https://yes.example/">yes</a>' }],
      page: 'direct likely, or a bot',
      links: {
        lunch: 'direct likely, or a bot; other; d1',
        yes: 'direct likely, or a bot; own; d2',
      },
    },
    { chat: ['open', 'several'], page: 'group sure', links: { dinner: 'group sure; other; e1' } },
    { chat: ['open', 'unnamed'], page: 'unknown', links: { later: 'unknown; other; f1' } },
    { chat: ['open', 'cat'], page: 'bot sure', links: { help: 'bot sure; other; g1' } },
    {
      chat: ['open', 'visitor'],
      page: 'direct likely, or a bot',
      links: { 'my order': 'direct likely, or a bot; other; h1' },
    },
  ],
};
