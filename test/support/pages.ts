/// <reference lib="dom" />
/** Finding pages by the address that they say they have. */
import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

/** Milliseconds; a page that is replaced by another process at that moment may never answer. */
const ANSWER_LIMIT = 2000;

/** Empty while the page is between two documents. */
export async function addressOf(page: Page): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(''), ANSWER_LIMIT);
  });
  const told = page.evaluate(() => location.href).catch(() => '');
  return Promise.race([told, late]).finally(() => clearTimeout(timer));
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
