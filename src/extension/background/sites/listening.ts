/**
 * Whether somebody answers in the guarded pages that are open. An extension that was switched off
 * and on again is told nothing of them, and its script has left them: where nobody answers it is
 * put in once more, and where that does not help the person is told.
 */
import browser from 'webextension-polyfill';
import { isDisconnected } from '../../messaging/envelope.ts';
import { sendToTab } from '../../messaging/send.ts';
import { unreadTabs } from '../../storage/pages.ts';
import { refreshTab } from '../toolbar.ts';
import { type GuardedTab, guardedTabs } from './guarded-tabs.ts';
import { injectIntoTab } from './inject.ts';

/** Milliseconds; a page that is busy answers late, and is read all the same. */
const LIMIT = 1000;

/** Never rejects. */
export async function keepListening(): Promise<void> {
  const tabs = await guardedTabs();
  await Promise.allSettled(tabs.filter(isAwake).map(({ id }) => listenIn(id)));
}

/** Its page has begun, or there is no page any more. */
export async function forgetUnread(tabId: number): Promise<void> {
  if (!(await unreadTabs.get()).includes(tabId)) return;
  await unreadTabs.update((before) => before.filter((one) => one !== tabId));
  await refreshTab(tabId);
}

async function listenIn(tabId: number): Promise<void> {
  if (await isSilent(tabId)) {
    await injectIntoTab(tabId).catch(() => undefined);
    if ((await isSilent(tabId)) && (await isLoaded(tabId))) await noteUnread(tabId);
  }
  // What was noted as well: another page may have begun just then.
  if (!(await isSilent(tabId))) await forgetUnread(tabId);
}

async function noteUnread(tabId: number): Promise<void> {
  await unreadTabs.update((before) => [...before.filter((one) => one !== tabId), tabId]);
  await refreshTab(tabId);
}

function isSilent(tabId: number): Promise<boolean> {
  const asked = sendToTab(tabId, 'page.isThere', { frameId: 0, limit: LIMIT });
  return asked.then(() => false, isDisconnected);
}

/** One that still loads says by itself that it has begun. */
async function isLoaded(tabId: number): Promise<boolean> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.status === 'complete';
}

/** A tab that the browser has put to sleep has no page, or one that does not run. */
function isAwake(tab: GuardedTab & { readonly frozen?: boolean }): boolean {
  return tab.discarded !== true && tab.frozen !== true && tab.status !== 'unloaded';
}
