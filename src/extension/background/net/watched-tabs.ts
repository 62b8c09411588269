/**
 * The tabs whose navigations are looked at: those of guarded pages, and those that were opened from
 * one. All others are none of our business. What was asked for once is kept in memory, because a
 * navigation does not wait.
 */
import type { Context } from '../../../policy/index.ts';
import { type WatchedTab, watchedTabs } from '../../storage/net.ts';

export interface OpenedTab {
  readonly id?: number | undefined;
  readonly openerTabId?: number | undefined;
}

const LIMIT = 300;

let loaded: Promise<Map<number, WatchedTab>> | undefined;

/** Tabs whose opener is known, and not yet whether it is watched. */
const openers = new Map<number, number>();

export async function watchedTab(tabId: number): Promise<WatchedTab | undefined> {
  const tabs = await all();
  const known = tabs.get(tabId);
  if (known !== undefined) return known;
  const opener = openers.get(tabId);
  const source = opener === undefined ? undefined : tabs.get(opener);
  if (source === undefined) return undefined;
  const opened = { ...source, tabId };
  await watch(opened);
  return opened;
}

/** A content script told of links of its page: `unknown` from when they stand in several contexts. */
export async function noteGuardedTab(tabId: number, site: string, context: Context): Promise<void> {
  const known = (await all()).get(tabId);
  const isSame = known?.site === site;
  if (isSame && (known.context === context || known.context === 'unknown')) return;
  await watch({ tabId, site, context: isSame ? 'unknown' : context });
}

/** A page of a guarded host has come into the tab; what its content script tells of it comes later. */
export async function noteGuardedPage(tabId: number): Promise<void> {
  const known = (await all()).get(tabId);
  if (known?.site === 'generic' && known.context === 'unknown') return;
  await watch({ tabId, site: 'generic', context: 'unknown' });
}

/** At once, so that the first navigation of the new tab finds it. */
export function noteOpener(tabId: number, opener: number): void {
  // For some new windows Firefox names the new tab as its own opener.
  if (tabId === opener || openers.has(tabId)) return;
  openers.set(tabId, opener);
  const [oldest] = openers.keys();
  if (openers.size > LIMIT && oldest !== undefined) openers.delete(oldest);
}

export async function forgetWatched(tabId: number): Promise<void> {
  openers.delete(tabId);
  const tabs = await all();
  if (tabs.delete(tabId)) await keep(tabs);
}

async function watch(tab: WatchedTab): Promise<void> {
  const tabs = await all();
  tabs.delete(tab.tabId);
  tabs.set(tab.tabId, tab);
  const [oldest] = tabs.keys();
  if (tabs.size > LIMIT && oldest !== undefined) tabs.delete(oldest);
  await keep(tabs);
}

function all(): Promise<Map<number, WatchedTab>> {
  loaded ??= watchedTabs.get().then((kept) => new Map(kept.map((tab) => [tab.tabId, tab])));
  return loaded;
}

async function keep(tabs: ReadonlyMap<number, WatchedTab>): Promise<void> {
  // Where it cannot be kept, which is told as 'storage-full', it holds until the worker ends.
  await watchedTabs.update(() => [...tabs.values()]).catch(() => undefined);
}
