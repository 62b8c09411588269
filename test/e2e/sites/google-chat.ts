/** What is expected of Google Chat's reduced page, on its own host and in Gmail. */
import type { SiteCase } from './site-case.ts';

const TWO = 'direct likely, or a bot';

const googleChat: Omit<SiteCase, 'at'> = {
  site: 'google-chat',
  draft: '[role="textbox"]',
  page: TWO,
  links: {
    'a lamp': `${TWO}; unknown; 3`,
    'log in': `${TWO}; unknown; 4`,
    plain: `${TWO}; unknown; 5`,
  },
  stopped: ['log in'],
  leads: { 'a lamp': 'https://shop.example/?id=2', plain: 'https://plain.example/' },
  steps: [
    {
      chat: ['edit', '3', { html: '<a href="https://shop.example/2">another lamp</a>' }],
      page: TWO,
      links: {
        'another lamp': `${TWO}; unknown; 3`,
        'log in': `${TWO}; unknown; 4`,
        plain: `${TWO}; unknown; 5`,
      },
    },
    {
      chat: ['recycle'],
      page: TWO,
      links: { older: `${TWO}; unknown; 1`, 'older, bad': `${TWO}; unknown; 2` },
    },
    {
      chat: ['open', 'space'],
      page: 'group likely',
      links: { plan: 'group likely; unknown; 6' },
    },
    {
      // Two people, of whom one may be the reader.
      chat: ['open', 'unnamed'],
      page: 'unknown',
      links: { one: 'unknown; unknown; 7', two: 'unknown; unknown; 8' },
    },
    {
      chat: ['append', { id: '9', by: '15', html: '<a href="https://three.example/">three</a>' }],
      page: 'group sure',
      links: {
        one: 'group sure; unknown; 7',
        two: 'group sure; unknown; 8',
        three: 'group sure; unknown; 9',
      },
    },
  ],
};

export const googleChatAlone: SiteCase = {
  ...googleChat,
  at: 'https://chat.google.com/app/chat/AAAA',
};

export const googleChatInGmail: SiteCase = {
  ...googleChat,
  at: 'https://mail.google.com/mail/u/0/#chat/dm/AAAA',
  turnedOn: ['https://mail.google.com/*'],
};
