/// <reference lib="dom" />
/** What the browser itself observed on a page since it was opened. Chromium alone tells of it. */
import type { Page } from 'puppeteer-core';
import type { Faults } from './look-claims.ts';

interface LayoutShift extends PerformanceEntry {
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
}

export async function observedOn(page: Page): Promise<Faults> {
  // What nobody sees is not drawn.
  await page.bringToFront();
  return {
    'slips away': await page.evaluate(shifts),
    'is forbidden': await page.evaluate(violations),
  };
}

/** What moved while nobody did anything: words that slip away from under a finger. */
function shifts(): Promise<string[]> {
  return new Promise((resolve) => {
    const words: string[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        const nodes = entry.sources.map(({ node }) =>
          node instanceof Element ? node.outerHTML : String(node?.textContent),
        );
        if (!entry.hadRecentInput) words.push(nodes.map((one) => one.slice(0, 80)).join(' and '));
      }
    }).observe({ type: 'layout-shift', buffered: true });
    // What is buffered is told within a frame.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(words)));
  });
}

/** What the page's content security policy kept it from. */
function violations(): Promise<string[]> {
  return new Promise((resolve) => {
    const words: string[] = [];
    const observe = (reports: readonly Report[]) =>
      words.push(...reports.map(({ body }) => JSON.stringify(body)));
    new ReportingObserver(observe, { types: ['csp-violation'], buffered: true }).observe();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(words)));
  });
}
