/**
 * What is left when no adapter knows the page: links in whatever the page itself declares to be a
 * log, or else in its largest scrolling list. The kind of conversation is never guessed.
 * Written out in full: it is the one that every page has with it.
 */
import type { Site } from './define-site.ts';

/** What a page needs of it. */
export const genericReading = {
  id: 'generic',
  hosts: [],
  paths: [],
  mayOverlay: false,
  fingerprint: '*',
  list: [
    '[role="log"]',
    '[role="feed"]',
    ':is([aria-live],[aria-live] *):is(ul,ol,[role="list"])',
  ].join(),
  message: '*',
  messageId: '',
  own: '',
  other: '',
  quoted: '',
  you: [],
  clues: [],
  link: 'a,area',
  exclude: 'nav,header,footer,[role="navigation"],[role="banner"],[role="menu"],[role="toolbar"]',
  composer: '',
  alsoHolds: [],
  wrappers: [],
} satisfies Partial<Site>;

export const generic: Site = {
  ...genericReading,
  name: { en: 'Any other page', zh: '其他网页', zhTW: '其他網頁' },
  certainty: 'likely',
  lastVerified: '2026-11-20',
  tryOn: [],
};
