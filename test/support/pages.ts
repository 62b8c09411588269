/// <reference lib="dom" />
/** Finding pages by the address that they say they have. */
import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

/** Empty while the page is between two documents. */
export function addressOf(page: Page): Promise<string> {
  return page.evaluate(() => location.href).catch(() => '');
}

/** Waits for an open page at this address; its query and fragment may be anything. */
export function findPage(pages: () => Promise<Page[]>, address: string): Promise<Page> {
  return until(
    async () => {
      for (const page of await pages()) {
        const [base] = (await addressOf(page)).split(/[?#]/, 1);
        if (base === address) return page;
      }
      return undefined;
    },
    { what: `a page at ${address}` },
  );
}
