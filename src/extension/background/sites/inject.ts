/**
 * Puts the content script into pages that are open already: after an installation or an update,
 * and when a site is turned on. A page that has it does not start it twice.
 */
import browser, { type Tabs } from 'webextension-polyfill';
import { isCovered, patternOf } from '../../match-pattern.ts';
import { packagedScript } from './packaged-script.ts';

/** Into every open tab on these hosts. Never rejects: some tabs are asleep, or closed meanwhile. */
export async function injectInto(patterns: readonly string[]): Promise<void> {
  // The browser tells the address only where the extension has access.
  const tabs = await browser.tabs.query({}).catch(() => []);
  await Promise.allSettled(
    tabs.flatMap(({ id, url }) =>
      id !== undefined && isOn(url, patterns) ? [injectIntoTab(id)] : [],
    ),
  );
}

/** Into every frame of it. Rejects where the browser lets nobody in. */
export async function injectIntoTab(tabId: number): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    files: [...packagedScript().files],
    injectImmediately: true,
  });
}

function isOn(url: Tabs.Tab['url'], patterns: readonly string[]): boolean {
  const pattern = patternOf(url ?? '');
  return pattern !== undefined && isCovered(pattern, patterns);
}
