/** What a content script says of its own page: whether the page layer gave up there. */
import type { GuardedAsker } from '../../messaging/handle.ts';
import { degradedFrames } from '../../storage/pages.ts';
import { refreshTab } from '../toolbar.ts';

const LIMIT = 200;

/** Of each frame for itself: some chats stand in a frame of their page. */
export async function notePageState(
  { isDegraded }: { isDegraded: boolean },
  { tabId, frameId }: GuardedAsker,
): Promise<void> {
  await degradedFrames.update((before) => {
    const others = before.filter((one) => one.tabId !== tabId || one.frameId !== frameId);
    return isDegraded ? [...others, { tabId, frameId }].slice(-LIMIT) : others;
  });
  await refreshTab(tabId);
}

/** The frame has another page now, or is gone; with the frame 0 all of its tab. */
export async function forgetPageState(tabId: number, frameId = 0): Promise<void> {
  const isGone = (one: { tabId: number; frameId: number }) =>
    one.tabId === tabId && (frameId === 0 || one.frameId === frameId);
  if (!(await degradedFrames.get()).some(isGone)) return;
  await degradedFrames.update((before) => before.filter((one) => !isGone(one)));
  // What is said of a tab, the browser itself forgets with its page.
  if (frameId !== 0) await refreshTab(tabId);
}
