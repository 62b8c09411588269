/// <reference lib="dom" />
/** Changing the scope of the background while it runs: a clock, a disk. The next one has its own. */
import { type Ground, viewOf } from './fault-ground.ts';

/** `work` stands alone; without a scope it is in the background itself. */
export async function inBackground(
  { browser, desk }: Ground,
  work: (scope?: typeof globalThis) => void,
): Promise<void> {
  // One that sleeps is woken up: Firefox gives the page of one that runs, and of no other.
  await viewOf(desk);
  if (browser.name === 'chromium') return browser.evaluateInBackground(work as () => void);
  await desk.evaluate(`(${work.toString()})(chrome.extension.getBackgroundPage())`);
}
