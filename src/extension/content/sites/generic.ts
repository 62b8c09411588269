/**
 * What is left when no adapter knows the page: links in whatever the page itself declares to be a
 * log, or else in its largest scrolling list. The kind of conversation is never guessed.
 */
import { defineSite } from './define-site.ts';

export const generic = defineSite({
  id: 'generic',
  name: { en: 'Any other page', zh: '其他网页' },
  fingerprint: '*',
  list: [
    '[role="log"]',
    '[role="feed"]',
    'ul[aria-live]',
    'ol[aria-live]',
    '[role="list"][aria-live]',
    '[aria-live] ul',
    '[aria-live] ol',
    '[aria-live] [role="list"]',
  ].join(),
  exclude: 'nav,header,footer,[role="navigation"],[role="banner"],[role="menu"],[role="toolbar"]',
  lastVerified: '2026-11-20',
  tryOn: [],
});
