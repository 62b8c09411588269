/// <reference lib="dom" />
/** A page of many links in a real browser, with the guard on it and without. */

import { createServer } from 'node:http';
import type { Page } from 'puppeteer-core';
import { listen } from '../scripts/folder-server.ts';
import { launch } from '../test/support/browsers.ts';
import { startInternet } from '../test/support/internet.ts';
import { startPolicyService } from '../test/support/service.ts';
import { builtExtension } from '../test/support/test-ground.ts';
import type { Links } from './links.ts';

export interface PageFigures {
  readonly links: number;
  /** How many of them the guard had dealt with at the end. */
  readonly handled: number;
  /** Milliseconds from the page's start to that end. */
  readonly took: number;
  /** Messages of the content script to the worker. */
  readonly messages: number;
  /** Requests to the policy service. */
  readonly lookups: number;
  /** Milliseconds; 0 where no task was longer than 50. */
  readonly longestTask: { readonly guarded: number; readonly plain: number };
}

const LINKS = 10_000;
const PATIENCE = 60_000;

export async function measurePage({ addresses }: Links): Promise<PageFigures> {
  const html = pageOf(addresses.slice(0, LINKS));
  const internet = await startInternet();
  internet.answer('plain.example', () => ({ body: html }));
  const site = await listen(
    createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(html);
    }),
    0,
  );
  const service = await startPolicyService();
  const browser = await launch('chromium', {
    extensionDir: builtExtension('chromium'),
    proxy: internet,
  });
  try {
    const plain = await browser.newPage();
    await watchTasks(plain);
    // Not a chat that is guarded: no content script, the same page.
    await plain.goto('https://plain.example/');
    await settle(plain);
    const longestPlain = await longestTask(plain);
    await plain.close();

    await browser.evaluateInBackground(countMessages);
    const guarded = await browser.newPage();
    await watchTasks(guarded);
    const started = Date.now();
    await guarded.goto(`${site.address}/`);
    const handled = await waitForAll(guarded);
    const took = Date.now() - started;
    await settle(guarded);
    return {
      links: await guarded.evaluate(() => document.links.length),
      handled,
      took,
      messages: await browser.evaluateInBackground(countedMessages),
      lookups: service.front.requests('/v1/lookup').length,
      longestTask: { guarded: await longestTask(guarded), plain: longestPlain },
    };
  } finally {
    await browser.close();
    await service.close();
    await site.close();
    await internet.close();
  }
}

function pageOf(addresses: readonly string[]): string {
  const messages = addresses.map((address) => {
    const safe = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
    return `<p data-message>look: <a href="${safe}">${safe}</a></p>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>many links</title><link rel="icon" href="data:,"><body data-demo-chat><main role="log" data-conversation-kind="group">${messages.join('')}</main>`;
}

/** Before anything else runs in the page. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    // Node's types, which are in force here too, do not know this kind of entry.
    const kind = 'longtask' as 'measure';
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: kind, buffered: true });
  });
}

function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { longTasks } = globalThis as unknown as { longTasks: number[] };
    return Math.max(0, ...longTasks);
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
    readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  };
};

/** A second listener beside the extension's own; it answers nothing. */
function countMessages(): void {
  const counted = globalThis as unknown as { messages?: number };
  counted.messages = 0;
  chrome.runtime.onMessage.addListener((message) => {
    const { protocol } = message as { protocol?: string };
    if (protocol === 'content') counted.messages = (counted.messages ?? 0) + 1;
  });
}

function countedMessages(): number {
  return (globalThis as unknown as { messages?: number }).messages ?? -1;
}
