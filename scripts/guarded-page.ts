/** Whether the guard has dealt with the links of a page, seen from outside of the extension. */
import type { Page } from 'puppeteer-core';

/** The reserved host that stands in the place of a stopped link's destination. */
const SENTINEL = '.link-guard.invalid/';

/** How long, in milliseconds, nothing may change before the page counts as settled. */
const SETTLED = 600;

/** Resolves with the number of stopped links; rejects when there is none in time. */
export async function waitUntilGuarded(page: Page, within = 20_000): Promise<number> {
  const deadline = Date.now() + within;
  let count = 0;
  let since = Date.now();
  while (Date.now() < deadline) {
    const now = await page.evaluate(countStopped, SENTINEL);
    if (now !== count) {
      count = now;
      since = Date.now();
    }
    if (count > 0 && Date.now() - since >= SETTLED) return count;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the demo chat shows no stopped link after ${within / 1000} s`);
}

/** The little of the page that is looked at; these files are typed for Node. */
declare const document: { readonly links: Iterable<{ readonly href: string }> };

function countStopped(sentinel: string): number {
  return [...document.links].filter((link) => link.href.includes(sentinel)).length;
}
