/**
 * A new version is there. Firefox ends the scripts of the old one before they can put a page back:
 * its stopped links would hold addresses that nobody knows any more. So the pages are put back
 * first, and the new version takes them up again; until then, a moment, they are not guarded. In
 * Chromium the old scripts see to it themselves, and the browser chooses the moment.
 */
import browser from 'webextension-polyfill';
import { releasePages } from './broadcast.ts';
import { guardedPatterns } from './sites/guarded-patterns.ts';

/** Must be called when the worker starts. Who listens makes the browser wait for `reload`. */
export function whenUpdateIsThere(listener: () => void): void {
  if ('getBrowserInfo' in browser.runtime) browser.runtime.onUpdateAvailable.addListener(listener);
}

/** Waits a second at most for pages that are busy. */
export async function giveWay(): Promise<void> {
  try {
    await releasePages(await guardedPatterns());
  } finally {
    browser.runtime.reload();
  }
}
