/**
 * Which links are none of our business: they lead nowhere, stay in the chat's own pages, run a
 * script of the page's, or start a call or a letter, which no browser does without asking. Pure.
 */
import { isLike } from './like.ts';

/** A script leads nowhere that could be judged, and nothing of ours ever runs one. */
const NEVER_ASKED = /^(?:mailto|tel|sms|xmpp|javascript):$/;

/** What a page has in its own memory (`blob:`) is the page's own. */
const OF_ORIGINS = /^(?:https?|blob):$/;

/**
 * `href`: the resolved address as the element holds it; '' when it has none. `wrappers`: patterns
 * of the chat's own paths that lead elsewhere.
 */
export function isLeftAlone(
  href: string,
  ownOrigin: string,
  wrappers: readonly string[] = [],
): boolean {
  if (!URL.canParse(href)) {
    return href === '';
  }
  const { protocol, origin, pathname } = new URL(href);
  const isOwn = OF_ORIGINS.test(protocol) && origin === ownOrigin && origin !== 'null';
  return (
    NEVER_ASKED.test(protocol) || (isOwn && !wrappers.some((pattern) => isLike(pathname, pattern)))
  );
}

/** Reserved by RFC 2606: no real destination ends like this, so a page can lose nothing by it. */
export function isSentinel(href: string): boolean {
  return /^https:\/\/[^/?#@:]+\.invalid\//.test(href);
}
