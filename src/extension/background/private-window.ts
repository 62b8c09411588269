/** Whether somebody asks from a private window: what is done there leaves nothing behind. */
import browser from 'webextension-polyfill';
import type { Asker } from '../messaging/handle.ts';

/** A popup stands in no tab: it is as private as the window that it opened over. */
export async function isInPrivateWindow({
  isPrivate,
  tabId,
}: Pick<Asker, 'isPrivate' | 'tabId'>): Promise<boolean> {
  if (tabId !== undefined) return isPrivate;
  const below = await browser.windows.getLastFocused().catch(() => undefined);
  return below?.incognito === true;
}
