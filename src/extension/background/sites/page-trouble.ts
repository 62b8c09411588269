/** What keeps the page of one tab from being guarded, beside what is wrong everywhere. */
import browser from 'webextension-polyfill';
import { degradedFrames, unreadTabs } from '../../storage/pages.ts';

/** Nobody answers there; or the page layer gave up, in it or in a frame of it. */
export type PageTrouble = 'page-unread' | 'page-degraded';

export async function troubleOf(tabId: number): Promise<PageTrouble | undefined> {
  if ((await unreadTabs.get()).includes(tabId)) return 'page-unread';
  const degraded = (await degradedFrames.get()).filter((one) => one.tabId === tabId);
  if (degraded.some(({ frameId }) => frameId === 0)) return 'page-degraded';
  if (degraded.length === 0) return undefined;
  // A frame that its page took away says nothing of it any more.
  const frames = await browser.webNavigation.getAllFrames({ tabId }).catch(() => []);
  const there = frames?.some((frame) => degraded.some(({ frameId }) => frameId === frame.frameId));
  return there === true ? 'page-degraded' : undefined;
}
