/**
 * A tab that a sandboxed page opened keeps the sandbox for whatever it shows; and a page that asks
 * to be kept apart from its opener, as the gate does, is not let into it. The gate then opens in a
 * tab of its own, in the place of that one.
 */
import browser, { type WebNavigation } from 'webextension-polyfill';
import { noteOpener, watchedTab } from '../net/watched-tabs.ts';
import { gateAddress, unbindGate } from './gates.ts';

export const GATE_FILTER: WebNavigation.EventUrlFilters = {
  url: [{ urlPrefix: gateAddress('') }],
};

/** What Chromium says then. */
const NOT_LET_IN = 'net::ERR_BLOCKED_BY_RESPONSE';

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
