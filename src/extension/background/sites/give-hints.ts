/** Few pages are written in: what gives hints there is put into those alone. */
import browser from 'webextension-polyfill';
import { LATER_SCRIPTS } from '../../later-scripts.ts';
import type { GuardedAsker } from '../../messaging/handle.ts';

export async function giveHints({
  tabId,
  frameId,
}: Pick<GuardedAsker, 'tabId' | 'frameId'>): Promise<void> {
  const files = [LATER_SCRIPTS.hints];
  await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files });
}
