/** What a content script says of its own page: whether the page layer gave up there. */
import type { GuardedAsker } from '../../messaging/handle.ts';
import { degradedTabs } from '../../storage/net.ts';
import { refreshTab } from '../toolbar.ts';

const LIMIT = 200;

/** Of the page itself; a frame that gave up is one of many, and the page can still be guarded. */
export async function notePageState(
  { isDegraded }: { isDegraded: boolean },
  { tabId, frameId }: GuardedAsker,
): Promise<void> {
  if (frameId !== 0) return;
  await degradedTabs.update((before) => {
    const others = before.filter((one) => one !== tabId);
    return isDegraded ? [...others, tabId].slice(-LIMIT) : others;
  });
  await refreshTab(tabId);
}

/** The tab has another page now, or is gone. */
export async function forgetPageState(tabId: number): Promise<void> {
  if (!(await degradedTabs.get()).includes(tabId)) return;
  await degradedTabs.update((before) => before.filter((one) => one !== tabId));
}
