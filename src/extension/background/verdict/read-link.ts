/**
 * Reads addresses with the administrator's rules for wrappers, parameters and names. What was
 * understood of the last links is kept: one that is passed on comes again in the next chat, and those
 * in view are what the popup asks about.
 */
import {
  type LinkFacts,
  type ManagedSettings,
  openLinkRules,
  type Understanding,
  understand,
} from '../../../policy/index.ts';
import { managedNow } from '../../storage/managed.ts';

export type ReadLink = (href: string, facts?: LinkFacts) => Understanding;

const KEPT = 1_000;
/** Longer addresses are not kept: they are few, and would take the room of many. */
const LONGEST_KEPT = 2_048;

/** Made once for each of the settings that hold. */
const readers = new WeakMap<ManagedSettings, ReadLink>();

export async function linkReader(): Promise<ReadLink> {
  const { settings } = await managedNow();
  const read = readers.get(settings) ?? readerWith(settings);
  readers.set(settings, read);
  return read;
}

function readerWith({ linkRules, protectedBrands }: ManagedSettings): ReadLink {
  const book = linkRules === undefined ? undefined : openLinkRules(linkRules);
  return keeping((href, facts) => understand(href, { ...facts, protectedBrands }, book));
}

export function keeping(read: ReadLink): ReadLink {
  const known = new Map<string, Understanding>();
  return (href, facts = {}) => {
    if (href.length > LONGEST_KEPT) return read(href, facts);
    const key = JSON.stringify([href, facts.text, facts.site]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const understood = read(href, facts);
    if (known.size >= KEPT) known.clear();
    known.set(key, understood);
    return understood;
  };
}
