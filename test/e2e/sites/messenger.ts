/** What is expected of Messenger's reduced page, on its own host and in Facebook's pages. */
import type { SiteCase } from './site-case.ts';

const TWO = 'direct hint, or a bot';

const messenger: Omit<SiteCase, 'at'> = {
  site: 'messenger',
  draft: '[role="textbox"]',
  page: TWO,
  links: {
    'a lamp': `${TWO}; other; mid.3`,
    'a lamp, again': `${TWO}; unknown; mid.4`,
    'log in': `${TWO}; own; mid.4`,
  },
  stopped: ['log in'],
  leads: { 'a lamp': 'https://shop.example/?id=2' },
  steps: [
    {
      chat: ['edit', 'mid.3', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: TWO,
      links: {
        'another lamp': `${TWO}; other; mid.3`,
        'a lamp, again': `${TWO}; unknown; mid.4`,
        'log in': `${TWO}; own; mid.4`,
      },
    },
    {
      chat: ['recycle'],
      page: TWO,
      links: { older: `${TWO}; other; mid.1`, 'older, mine': `${TWO}; own; mid.2` },
    },
    {
      chat: ['open', 'several'],
      page: 'group hint',
      links: { dinner: 'group hint; other; mid.5' },
    },
    {
      chat: [
        'append',
        { id: 'mid.8', from: 'Mei', html: '<a href="https://cake.example/">cake</a>' },
      ],
      page: 'group sure',
      links: { dinner: 'group sure; other; mid.5', cake: 'group sure; other; mid.8' },
    },
    {
      chat: ['open', 'sale'],
      page: 'unknown',
      links: { 'pay here': 'unknown; other; mid.6' },
    },
    {
      // Words of a language that is not known.
      chat: ['open', 'foreign'],
      page: 'unknown',
      links: { plan: 'unknown; unknown; mid.7' },
    },
  ],
};

export const messengerAlone: SiteCase = { ...messenger, at: 'https://www.messenger.com/t/lin/' };

export const messengerInFacebook: SiteCase = {
  ...messenger,
  at: 'https://www.facebook.com/messages/t/lin/',
  turnedOn: ['https://www.facebook.com/*'],
};
