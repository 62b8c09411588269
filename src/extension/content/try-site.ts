/** What a site's definition would find on this page. Reads the page as it is and changes nothing. */
import type { Site } from '../../policy/index.ts';
import type { SiteTrial } from '../messaging/protocol.ts';
import { ConversationReader } from './conversation.ts';
import { closest, has, queryAll } from './dom.ts';
import { readableSite, unreadableFields } from './readable-site.ts';
import { isMessageLink } from './recognise.ts';

/** Of each kind; the person waits for the answer. */
const MOST_ELEMENTS = 5_000;

type KindCount = SiteTrial['contexts'][number];

export function trySite(site: Site): SiteTrial {
  const unreadable = unreadableFields(site);
  const readable = readableSite(site);
  return readable === undefined
    ? { ...NOTHING, unreadable }
    : { ...tryReadable(readable), unreadable };
}

const NOTHING = {
  hasFingerprint: false,
  lists: 0,
  messages: 0,
  links: 0,
  excluded: 0,
  contexts: [],
};

function tryReadable(site: Site): Omit<SiteTrial, 'unreadable'> {
  const reader = new ConversationReader(site);
  const recognition = { site, reader, largest: undefined };
  const inLists = all(site.link).filter((link) => closest(link, site.list) !== undefined);
  const links = inLists.filter((link) => isMessageLink(link, recognition));
  // Where utterances have no mark of their own, nobody can count them.
  const messages = site.message === '*' ? [] : all(site.message);
  return {
    hasFingerprint: has(document, site.fingerprint),
    lists: all(site.list).length,
    messages: messages.filter((one) => closest(one, site.list) !== undefined).length,
    links: links.length,
    excluded: inLists.length - links.length,
    contexts: countKinds(links, reader),
  };
}

function all(selector: string): readonly Element[] {
  return [...queryAll(document, selector)].slice(0, MOST_ELEMENTS);
}

/** Senders are counted while places are read, so that each link is read twice. */
function countKinds(links: readonly Element[], reader: ConversationReader): readonly KindCount[] {
  for (const link of links) {
    reader.place(link);
  }
  const counts = new Map<string, KindCount>();
  for (const link of links) {
    const { context, certainty, mayBeBot } = reader.place(link).kind;
    const key = JSON.stringify([context, certainty, mayBeBot]);
    const before = counts.get(key)?.links ?? 0;
    counts.set(key, { context, certainty, mayBeBot, links: before + 1 });
  }
  return [...counts.values()];
}
