/**
 * A tab that a sandboxed page opened keeps the sandbox for whatever it shows. Into one Chromium does
 * not let a page that asks to be kept apart from its opener, as the gate does; Firefox shows it, but
 * it can ask nobody what it stands for. The gate then opens in a tab of its own, in the place of
 * that one.
 */
import browser, { type WebNavigation } from 'webextension-polyfill';
import { noteOpener, watchedTab } from '../net/watched-tabs.ts';
import { gateAddress, isSilentGate, unbindGate } from './gates.ts';

export const GATE_FILTER: WebNavigation.EventUrlFilters = {
  url: [{ urlPrefix: gateAddress('') }],
};

/** What Chromium says then. */
const NOT_LET_IN = 'net::ERR_BLOCKED_BY_RESPONSE';

/** Milliseconds within which a gate that was loaded asks. */
const SILENCE = 1000;

/** After a gate could not be shown. */
export async function freeGate({
  tabId,
  frameId,
  url,
  error,
}: Pick<WebNavigation.OnErrorOccurredDetailsType, 'tabId' | 'frameId' | 'url'> & {
  readonly error?: string;
}): Promise<void> {
  if (frameId !== 0 || error !== NOT_LET_IN) return;
  await moveGate(url, tabId);
}

/** After a gate was shown. */
export async function freeSilentGate({
  tabId,
  frameId,
  url,
}: Pick<WebNavigation.OnCompletedDetailsType, 'tabId' | 'frameId' | 'url'>): Promise<void> {
  if (frameId !== 0 || !(await isSilentGate(url, tabId))) return;
  await new Promise((resolve) => setTimeout(resolve, SILENCE));
  if (await isSilentGate(url, tabId)) await moveGate(url, tabId);
}

async function moveGate(url: string, tabId: number): Promise<void> {
  // One that fails in its new tab as well is bound to none, and is left.
  if (!(await unbindGate(url, tabId))) return;
  const { active, index, windowId } = await browser.tabs.get(tabId);
  const { id } = await browser.tabs.create({
    ...{ url, active, index },
    ...(windowId === undefined ? {} : { windowId }),
  });
  if (id !== undefined) {
    // Before the old tab is closed, with which goes what is known of it.
    noteOpener(id, tabId);
    await watchedTab(id);
  }
  await browser.tabs.remove(tabId);
}
