/// <reference lib="dom" />
/** A page of many links in a real browser: the same bytes with the guard on them and without. */

import { createServer } from 'node:http';
import type { Page } from 'puppeteer-core';
import { listen } from '../scripts/folder-server.ts';
import { type GuardedBrowser, launch } from '../test/support/browsers.ts';
import { startInternet } from '../test/support/internet.ts';
import { startPolicyService } from '../test/support/service.ts';
import { builtExtension } from '../test/support/test-ground.ts';
import { inLists } from './dom-page.ts';
import type { Links } from './links.ts';

/** Real addresses, most of which open; or as many below a listed host, which are all stopped. */
export const PAGE_KINDS = ['real', 'stopped'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

export interface PageFigures {
  readonly kind: PageKind;
  readonly links: number;
  /** How many of them the guard had dealt with at the end. */
  readonly handled: number;
  /** Milliseconds from the page's start to that end. */
  readonly took: number;
  /** Messages of the content script to the worker. */
  readonly messages: number;
  /** Requests to the policy service. */
  readonly lookups: number;
  /** Milliseconds; 0 where no task was longer than 50. Of several loads the least disturbed. */
  readonly longestTask: {
    readonly guarded: number;
    readonly plain: number;
    /** After the document was there, when all that is left to do is the guard's. */
    readonly afterLoad: number;
  };
}

const LINKS = 10_000;
const PATIENCE = 60_000;
/** The machine does other things too, and any of them makes a task longer, never shorter. */
const LOADS = 3;
const LISTED = 'phishing.link-guard.example';

export async function measurePages({ addresses }: Links): Promise<readonly PageFigures[]> {
  const html = {
    real: pageOf(addresses.slice(0, LINKS)),
    stopped: pageOf(
      Array.from({ length: LINKS }, (_, n) => `https://h${n}.${LISTED}/${n}?id=${n}`),
    ),
  };
  const internet = await startInternet();
  for (const kind of PAGE_KINDS) {
    // Not a chat that is guarded: no content script, the same page.
    internet.answer(`${kind}.example`, () => ({ body: html[kind] }));
  }
  const site = await listen(
    createServer((request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(request.url === '/real' ? html.real : html.stopped);
    }),
    0,
  );
  const service = await startPolicyService();
  const browser = await launch('chromium', {
    extensionDir: builtExtension('chromium'),
    proxy: internet,
  });
  try {
    const figures: PageFigures[] = [];
    for (const kind of PAGE_KINDS) {
      const loads: PageFigures[] = [];
      for (let load = 0; load < LOADS; load++) {
        const plain = await loadPlain(browser, kind);
        service.front.clear();
        const guarded = await loadGuarded(browser, `${site.address}/${kind}`);
        const lookups = service.front.requests('/v1/lookup').length;
        const longest = { guarded: guarded.longest, plain, afterLoad: guarded.afterLoad };
        loads.push({ ...guarded.figures, kind, lookups, longestTask: longest });
      }
      figures.push(leastDisturbed(loads));
    }
    return figures;
  } finally {
    await browser.close();
    await service.close();
    await site.close();
    await internet.close();
  }
}

/** The first load is also the one that nothing was cached for: its messages and look-ups count. */
function leastDisturbed(loads: readonly PageFigures[]): PageFigures {
  const [first] = loads;
  if (first === undefined) throw new RangeError('no load was measured');
  const least = (of: (figures: PageFigures) => number) => Math.min(...loads.map(of));
  return {
    ...first,
    handled: least(({ handled }) => handled),
    longestTask: {
      guarded: least(({ longestTask }) => longestTask.guarded),
      plain: least(({ longestTask }) => longestTask.plain),
      afterLoad: least(({ longestTask }) => longestTask.afterLoad),
    },
  };
}

async function loadPlain(browser: GuardedBrowser, kind: PageKind): Promise<number> {
  const page = await browser.newPage();
  await watchTasks(page);
  await page.goto(`https://${kind}.example/`);
  await settle(page);
  const { longest } = await longestTasks(page);
  await page.close();
  return longest;
}

async function loadGuarded(browser: GuardedBrowser, address: string) {
  await browser.evaluateInBackground(countMessages);
  const page = await browser.newPage();
  await watchTasks(page);
  const started = Date.now();
  await page.goto(address);
  const handled = await waitForAll(page);
  const took = Date.now() - started;
  await settle(page);
  const links = await page.evaluate(() => document.links.length);
  const messages = await browser.evaluateInBackground(countedMessages);
  const tasks = await longestTasks(page);
  await page.close();
  return { figures: { links, handled, took, messages }, ...tasks };
}

function pageOf(addresses: readonly string[]): string {
  const messages = addresses.map((address) => {
    const safe = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
    return `<p data-message>look: <a href="${safe}">${safe}</a></p>`;
  });
  return inLists(messages);
}

/** Before anything else runs in the page. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const tasks: { start: number; duration: number }[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    // Node's types, which are in force here too, do not know this kind of entry.
    const kind = 'longtask' as 'measure';
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        tasks.push({ start: startTime, duration });
      }
    }).observe({ type: kind, buffered: true });
  });
}

function longestTasks(page: Page): Promise<{ longest: number; afterLoad: number }> {
  return page.evaluate(() => {
    const { longTasks } = globalThis as unknown as {
      longTasks: { start: number; duration: number }[];
    };
    const loaded = (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming)
      .loadEventEnd;
    const longest = (tasks: typeof longTasks) =>
      Math.max(0, ...tasks.map(({ duration }) => duration));
    return {
      longest: longest(longTasks),
      afterLoad: longest(longTasks.filter(({ start }) => start > loaded)),
    };
  });
}

/** Two idle turns: what was under way is over, and its entries are delivered. */
function settle(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 }));
    }
  });
}

/** Asks rarely, for asking is work in the page too. */
async function waitForAll(page: Page): Promise<number> {
  const deadline = Date.now() + PATIENCE;
  let handled = 0;
  while (Date.now() < deadline) {
    // By selector alone: reading 10,000 properties would be a long task of its own.
    const state = await page.evaluate(() => ({
      handled: document.querySelectorAll('a[rel~=noopener], a[href*=".link-guard.invalid/"]')
        .length,
      all: document.links.length,
    }));
    handled = state.handled;
    if (state.all > 0 && handled === state.all) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return handled;
}

declare const chrome: {
  readonly runtime: {
    readonly onMessage: Listened<unknown>;
    readonly onConnect: Listened<{ readonly onMessage: Listened<unknown> }>;
  };
};

interface Listened<T> {
  addListener(listener: (what: T) => void): void;
}

/** Listeners beside the extension's own, which answer nothing: links are asked about over a port. */
function countMessages(): void {
  const counted = globalThis as unknown as { messages?: number };
  const isCounting = counted.messages !== undefined;
  counted.messages = 0;
  if (isCounting) return;
  const count = () => {
    counted.messages = (counted.messages ?? 0) + 1;
  };
  chrome.runtime.onMessage.addListener((message) => {
    const { protocol } = message as { protocol?: string };
    if (protocol === 'content') count();
  });
  chrome.runtime.onConnect.addListener((port) => port.onMessage.addListener(count));
}

function countedMessages(): number {
  return (globalThis as unknown as { messages?: number }).messages ?? -1;
}
