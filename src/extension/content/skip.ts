/**
 * Which links are none of our business: they lead nowhere, stay in the chat's own pages, or start
 * a call or a letter, which no browser does without asking. Pure.
 */
import { isLike } from './like.ts';

/** Schemes that no browser follows without asking. */
const NEVER_ASKED = /^(?:mailto|tel|sms|xmpp):$/;

/** What an app writes where it wants a button that looks like a link. */
const EMPTY_SCRIPT = /^javascript:[\s;]*(?:void\s*\(?\s*0?\s*\)?[\s;]*)?$/i;

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
    NEVER_ASKED.test(protocol) ||
    isEmptyScript(href) ||
    (isOwn && !wrappers.some((pattern) => isLike(pathname, pattern)))
  );
}

/** Of a form: what sends the message on in some clients. In a message's link it is somebody else's. */
export function isScript(href: string): boolean {
  return URL.canParse(href) && new URL(href).protocol === 'javascript:';
}

function isEmptyScript(href: string): boolean {
  return href.length <= 64 && EMPTY_SCRIPT.test(href);
}

/** Reserved by RFC 2606: no real destination ends like this, so a page can lose nothing by it. */
export function isSentinel(href: string): boolean {
  return /^https:\/\/[^/?#@:]+\.invalid\//.test(href);
}
