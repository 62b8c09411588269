/** What a content script says of its own page: whether it is read, and whether the page layer gave up. */
import type { GuardedAsker } from '../../messaging/handle.ts';
import type { PageState } from '../../messaging/protocol.ts';
import { chatTabs, degradedFrames } from '../../storage/pages.ts';
import { inTurn } from '../net/on-its-way.ts';
import { refreshTab } from '../toolbar.ts';

const LIMIT = 200;

/**
 * Of each frame for itself, for some chats stand in a frame of their page; that nothing is read is
 * told of the page alone. Not before it is noted that the page has come.
 */
export function notePageState(
  { isDegraded, hasChat }: PageState,
  { tabId, frameId }: GuardedAsker,
): Promise<void> {
  return inTurn(tabId, async () => {
    await degradedFrames.update((before) => {
      const others = before.filter((one) => one.tabId !== tabId || one.frameId !== frameId);
      return isDegraded ? [...others, { tabId, frameId }].slice(-LIMIT) : others;
    });
    if (frameId === 0 || hasChat) await noteChat(tabId, hasChat);
    await refreshTab(tabId);
  });
}

/** The frame has another page now, or is gone; with the frame 0 all of its tab. */
export async function forgetPageState(tabId: number, frameId = 0): Promise<void> {
  if (frameId === 0) await noteChat(tabId, false);
  const isGone = (one: { tabId: number; frameId: number }) =>
    one.tabId === tabId && (frameId === 0 || one.frameId === frameId);
  if (!(await degradedFrames.get()).some(isGone)) return;
  await degradedFrames.update((before) => before.filter((one) => !isGone(one)));
  // What is said of a tab, the browser itself forgets with its page.
  if (frameId !== 0) await refreshTab(tabId);
}

async function noteChat(tabId: number, hasChat: boolean): Promise<void> {
  if ((await chatTabs.get()).includes(tabId) === hasChat) return;
  await chatTabs.update((before) => {
    const others = before.filter((one) => one !== tabId);
    return hasChat ? [...others, tabId].slice(-LIMIT) : others;
  });
}
