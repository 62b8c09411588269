import type { SeenLink } from '../../messaging/protocol.ts';

/**
 * Gives each link a key that stays the same when the page is looked at again, so that what was
 * opened stays open: what it says and where it leads, and which of several alike it is.
 */
export function keyed(
  links: readonly SeenLink[],
): readonly { readonly key: string; readonly link: SeenLink }[] {
  const seen = new Map<string, number>();
  return links.map((link) => {
    const name = JSON.stringify([link.href, link.text, link.context]);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { key: `${count} ${name}`, link };
  });
}
