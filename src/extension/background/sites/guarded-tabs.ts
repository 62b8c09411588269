/** The open tabs whose pages are guarded. */
import browser, { type Tabs } from 'webextension-polyfill';
import { guardedPatterns } from './guarded-patterns.ts';

export interface GuardedTab extends Tabs.Tab {
  readonly id: number;
}

/** Never rejects. */
export async function guardedTabs(): Promise<readonly GuardedTab[]> {
  const patterns = [...(await guardedPatterns())];
  if (patterns.length === 0) return [];
  const tabs = await browser.tabs.query({ url: patterns }).catch(() => []);
  return tabs.flatMap((tab) => (tab.id === undefined ? [] : [{ ...tab, id: tab.id }]));
}
