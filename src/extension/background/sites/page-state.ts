/** What a content script says of its own page: whether it is read, and whether the page layer gave up. */
import type { GuardedAsker } from '../../messaging/handle.ts';
import type { PageState } from '../../messaging/protocol.ts';
import { chatTabs, degradedTabs } from '../../storage/net.ts';
import { inTurn } from '../net/on-its-way.ts';
import { refreshTab } from '../toolbar.ts';

const LIMIT = 200;

type Tabs = typeof chatTabs;

/**
 * That a page gave up is told of the page itself, for a frame that did is one of many; that it is
 * read, of any, for a chat may stand in a frame. Not before it is noted that the page has come.
 */
export function notePageState(
  { isDegraded, hasChat }: PageState,
  { tabId, frameId }: GuardedAsker,
): Promise<void> {
  const isPage = frameId === 0;
  return inTurn(tabId, async () => {
    if (isPage) await note(degradedTabs, tabId, isDegraded);
    if (isPage || hasChat) await note(chatTabs, tabId, hasChat);
    await refreshTab(tabId);
  });
}

/** The tab has another page now, or is gone. */
export async function forgetPageState(tabId: number): Promise<void> {
  await note(degradedTabs, tabId, false);
  await note(chatTabs, tabId, false);
}

async function note(tabs: Tabs, tabId: number, holds: boolean): Promise<void> {
  if ((await tabs.get()).includes(tabId) === holds) return;
  await tabs.update((before) => {
    const others = before.filter((one) => one !== tabId);
    return holds ? [...others, tabId].slice(-LIMIT) : others;
  });
}
