/** Reads addresses with the administrator's rules for wrappers, parameters and names. */
import {
  type LinkFacts,
  type LinkRuleBook,
  type ManagedSettings,
  openLinkRules,
  type Understanding,
  understand,
} from '../../../policy/index.ts';
import { managedNow } from '../../storage/managed.ts';

export type ReadLink = (href: string, facts?: LinkFacts) => Understanding;

/** Opened once for each of the settings that hold. */
const books = new WeakMap<ManagedSettings, LinkRuleBook>();

export async function linkReader(): Promise<ReadLink> {
  const { settings } = await managedNow();
  const { protectedBrands } = settings;
  const rules = bookOf(settings);
  return (href, facts) => understand(href, { ...facts, protectedBrands }, rules);
}

function bookOf(settings: ManagedSettings): LinkRuleBook | undefined {
  if (settings.linkRules === undefined) return undefined;
  const book = books.get(settings) ?? openLinkRules(settings.linkRules);
  books.set(settings, book);
  return book;
}
