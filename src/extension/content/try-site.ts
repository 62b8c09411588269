/** What a site's definition would find on this page. Reads the page as it is and changes nothing. */
import type { PageSite, RawTrial } from '../messaging/protocol.ts';
import { ConversationReader } from './conversation.ts';
import { closest, has, queryAll } from './dom.ts';
import { readableSite } from './readable-site.ts';
import { isMessageLink } from './recognise.ts';

/** Of each kind; the person waits for the answer. */
const MOST_ELEMENTS = 5_000;

export function trySite(tried: PageSite): RawTrial {
  const site = readableSite(tried);
  const reader = new ConversationReader(site);
  const recognition = { site, largest: undefined };
  const inLists = all(site.link).filter((link) => closest(link, site.list) !== undefined);
  const links = inLists.filter((link) => isMessageLink(link, recognition));
  // Where utterances have no mark of their own, nobody can count them.
  const messages = site.message === '*' ? [] : all(site.message);
  const kinds = () => links.map((link) => reader.place(link).kind);
  // Senders are counted while places are read, so that each link is read twice.
  kinds();
  return {
    hasFingerprint: has(document, site.fingerprint),
    lists: all(site.list).length,
    messages: messages.filter((one) => closest(one, site.list) !== undefined).length,
    links: links.length,
    excluded: inLists.length - links.length,
    kinds: kinds(),
  };
}

function all(selector: string): readonly Element[] {
  return [...queryAll(document, selector)].slice(0, MOST_ELEMENTS);
}
