/// <reference lib="dom" />
/** INVIS: what a page can see of its own document and world that we might have left there. */
import type { Page } from 'puppeteer-core';

export interface Traces {
  /** Every element with its attributes' names, in order. */
  readonly elements: readonly string[];
  readonly globals: readonly string[];
  readonly styleSheets: number;
  /** Addresses that were loaded and are not of the web. */
  readonly loaded: readonly string[];
}

/** Compare those of a guarded page with those of the same page at an address that is not guarded. */
export function tracesOf(page: Page): Promise<Traces> {
  return page.evaluate(() => ({
    elements: [...document.querySelectorAll('*')].map((element) =>
      `${element.localName} ${element.getAttributeNames().join(' ')}`.trim(),
    ),
    globals: Object.getOwnPropertyNames(globalThis).toSorted(),
    styleSheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    loaded: performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => !/^https?:/.test(name)),
  }));
}
