/**
 * A site that somebody else wrote may hold selectors that this browser cannot read, and any use of
 * one would throw. In their place stands one that finds nothing; a site that lacks what it cannot
 * do without is recognised nowhere.
 */
import type { PageSite } from '../messaging/protocol.ts';
import { createElement, matches } from './dom.ts';

const NOTHING = ':not(*)';

const SELECTORS =
  /^(fingerprint|list|message|link|own|other|quoted|exclude|composer|selector|entry|within)$/;

export function readableSite(site: PageSite): PageSite {
  const readable = JSON.parse(JSON.stringify(site), (field, value) =>
    !SELECTORS.test(field) || typeof value !== 'string' || isReadable(value)
      ? value
      : // Where anything may make a difference, each link is looked at by itself.
        field === 'within'
        ? '*'
        : NOTHING,
  ) as PageSite;
  const { list, message, link } = readable;
  return [list, message, link].includes(NOTHING) ? { ...readable, fingerprint: NOTHING } : readable;
}

/** An empty one stands for none. An entry has a place in it for an id. */
function isReadable(selector: string): boolean {
  try {
    matches(createElement('a'), selector.replaceAll('$id', 'x') || '*');
    return true;
  } catch {
    // That is the answer.
    return false;
  }
}
