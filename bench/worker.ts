/// <reference lib="dom" />
/** What many tabs leave in the worker. */
import type { Page } from 'puppeteer-core';
import { until } from '../test/support/until.ts';
import { heapOfWorker } from '../test/support/worker-heap.ts';
import { chatOf, listsOf, waitForFirst } from './dom-page.ts';
import type { Report } from './figures.ts';
import { type Guarded, inGuardedBrowser } from './guarded.ts';

const TABS = 100;
const LINKS = 10_000;
const MEGABYTE = 1024 * 1024;

export function benchWorker(report: Report): Promise<void> {
  const pageAt = (path: string) => (path === '/lists' ? listsOf(LINKS) : chatOf(10));
  return inGuardedBrowser(pageAt, (guarded) => benchTabs(report, guarded));
}

async function benchTabs(report: Report, { browser, address }: Guarded): Promise<void> {
  const pages: Page[] = [];
  const first = await browser.newPage(`${address}/`);
  await waitForFirst(first);
  const before = await heapOfWorker(first.browser());
  for (let tab = 0; tab < TABS; tab += 1) {
    const page = await browser.newPage(`${address}/lists`);
    pages.push(page);
    await until(() => page.evaluate(countStopped, LINKS / 100), {
      what: 'the links of a tab to be judged',
      within: 60_000,
    });
  }
  const after = await heapOfWorker(first.browser());
  for (const page of [first, ...pages]) await page.close();
  report.add({
    figure: `heap of the worker with ${TABS} tabs of ${LINKS} links`,
    ours: after / MEGABYTE,
    unit: 'MB',
    goal: '< 50',
  });
  report.note(`heap of the worker before that: ${(before / MEGABYTE).toFixed(1)} MB`);
}

function countStopped(expected: number): boolean {
  return document.querySelectorAll('a[href*=".link-guard.invalid/"]').length === expected;
}
