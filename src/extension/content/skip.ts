/**
 * Which links are none of our business: they lead nowhere, stay in the chat's own pages, or start
 * a call or a letter, which no browser does without asking. Pure.
 */
import { isLike } from './like.ts';

const NEVER_ASKED: ReadonlySet<string> = new Set(['mailto:', 'tel:', 'sms:', 'xmpp:']);

/** What an app writes where it wants a button that looks like a link. */
const EMPTY_SCRIPT = /^javascript:[\s;]*(?:void\s*\(?\s*0?\s*\)?[\s;]*)?$/i;

/**
 * `href`: the resolved address as the element holds it; '' when it has none. `wrappers`: patterns
 * of the chat's own paths that lead elsewhere.
 */
export function isLeftAlone(
  href: string,
  ownOrigin: string,
  wrappers: readonly string[] = [],
): boolean {
  if (href === '' || EMPTY_SCRIPT.test(href.slice(0, 64))) {
    return true;
  }
  if (!URL.canParse(href)) {
    return false;
  }
  const { protocol, origin, pathname } = new URL(href);
  const isOwn = isWeb(protocol) && origin === ownOrigin;
  return (
    NEVER_ASKED.has(protocol) || (isOwn && !wrappers.some((pattern) => isLike(pathname, pattern)))
  );
}

function isWeb(protocol: string): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

/** Reserved by RFC 2606: no real destination ends like this, so a page can lose nothing by it. */
export function isSentinel(href: string): boolean {
  return /^https:\/\/[^/?#@:]+\.invalid\//.test(href);
}
