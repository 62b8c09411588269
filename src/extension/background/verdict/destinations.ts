/**
 * Where the links of a page lead, for the popup: what wraps an address can carry secrets of the
 * session it was made in, and is not to be shown.
 */
import type { PageDescription } from '../../messaging/protocol.ts';
import type { ReadLink } from './read-link.ts';

/** As many as a page tells of; one that tells of more is not to keep us busy. */
const MOST_LINKS = 200;

export function withDestinations(page: PageDescription, readLink: ReadLink): PageDescription {
  const links = page.links.slice(0, MOST_LINKS).map((link) => {
    const { destination } = readLink(link.href);
    return destination === undefined ? link : { ...link, destination };
  });
  return { ...page, links, hasMoreLinks: page.hasMoreLinks || page.links.length > MOST_LINKS };
}
