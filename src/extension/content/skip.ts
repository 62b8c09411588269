/**
 * Which links are none of our business: they lead nowhere, stay in the chat's own pages, or start
 * a call or a letter, which no browser does without asking. Pure.
 */
const NEVER_ASKED: ReadonlySet<string> = new Set(['mailto:', 'tel:', 'sms:', 'xmpp:']);

/** What an app writes where it wants a button that looks like a link. */
const EMPTY_SCRIPT = /^javascript:[\s;]*(?:void\s*\(?\s*0?\s*\)?[\s;]*)?$/i;

/** @param href Resolved address as the element holds it; '' when it has none. */
export function isLeftAlone(href: string, ownOrigin: string): boolean {
  if (href === '' || EMPTY_SCRIPT.test(href.slice(0, 64))) {
    return true;
  }
  if (!URL.canParse(href)) {
    return false;
  }
  const { protocol, origin } = new URL(href);
  return NEVER_ASKED.has(protocol) || (isWeb(protocol) && origin === ownOrigin);
}

function isWeb(protocol: string): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

/** Reserved by RFC 2606: no real destination ends like this, so a page can lose nothing by it. */
export function isSentinel(href: string): boolean {
  return /^https:\/\/[^/?#@:]+\.invalid\//.test(href);
}
