/// <reference lib="dom" />
/** What our script costs a page of many links, beside what the browser itself needs to read them. */
import { createServer } from 'node:http';
import type { Page } from 'puppeteer-core';
import { listen } from '../scripts/folder-server.ts';
import { findOrInstall } from '../scripts/setup.ts';
import { type GuardedBrowser, launch } from '../test/support/browsers.ts';
import { startInternet } from '../test/support/internet.ts';
import { startPolicyService } from '../test/support/service.ts';
import { builtExtension } from '../test/support/test-ground.ts';
import { traced } from './dom-trace.ts';
import { median, type Report } from './figures.ts';

const SIZES = [10_000, 50_000] as const;
const ROUNDS = 3;
const LISTED = 'phishing.link-guard.example';
const SCRIPT = 'main.iife';
const PATIENCE = 120_000;

interface Round {
  readonly script: number;
  readonly longestTask: number;
  readonly floor: number;
  readonly urlLoop: number;
  readonly addedLayout: number;
  readonly firstLayout: number;
}

export async function benchDom(report: Report): Promise<void> {
  findOrInstall(['chromium']);
  const internet = await startInternet();
  for (const size of SIZES) {
    // Not a chat that is guarded: no content script, the same page.
    internet.answer(`plain${size}.example`, () => ({ body: chatOf(size) }));
  }
  const site = await listen(
    createServer((request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(chatOf(Number(request.url?.slice(1))));
    }),
    0,
  );
  const service = await startPolicyService();
  const browser = await launch('chromium', {
    extensionDir: builtExtension('chromium'),
    proxy: internet,
  });
  try {
    for (const size of SIZES) {
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        rounds.push(await measure(browser, site.address, size));
      }
      add(report, size, rounds);
    }
  } finally {
    await browser.close();
    await service.close();
    await site.close();
    await internet.close();
  }
}

function add(report: Report, size: number, rounds: readonly Round[]): void {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const figure = (name: string) => `${size} links, 1 % stopped: ${name}`;
  const shared = { unit: 'ms', ratioOf: 'ours/peer' } as const;
  report.add({
    ...shared,
    figure: figure('script in the page'),
    ours: of(({ script }) => script),
    peer: of(({ floor }) => floor),
    peerName: 'querySelectorAll and getAttribute alone',
    goal: '<= 2',
  });
  report.add({
    figure: figure('script in the page'),
    ours: of(({ script }) => script),
    peer: of(({ urlLoop }) => urlLoop),
    peerName: 'a loop of new URL(a.href)',
    unit: 'ms',
    goal: '>= 2.5',
  });
  report.add({
    ...shared,
    figure: figure('style and layout that it adds'),
    ours: of(({ addedLayout }) => addedLayout),
    peer: of(({ firstLayout }) => firstLayout),
    peerName: "the page's own first layout",
    goal: '<= 0.1',
  });
  report.add({
    figure: figure('longest task with a call into it'),
    ours: of(({ longestTask }) => longestTask),
    unit: 'ms',
    goal: '<= 16',
  });
}

/** Each on a document of its own: what was read once is read faster the second time. */
async function measure(browser: GuardedBrowser, address: string, size: number): Promise<Round> {
  const plain = `https://plain${size}.example/`;
  const floor = await inFreshPage(browser, plain, (page) => timeOwn(page, 'readAll'));
  const urlLoop = await inFreshPage(browser, plain, (page) => timeOwn(page, 'parseAll'));
  const own = await inFreshPage(browser, 'about:blank', (page) =>
    traced(page, '', async () => {
      await page.goto(plain);
      await settle(page);
    }),
  );
  const guarded = await inFreshPage(browser, 'about:blank', (page) =>
    traced(page, SCRIPT, async () => {
      await page.goto(`${address}/${size}`);
      await waitForAll(page, size);
      await settle(page);
    }),
  );
  return {
    script: guarded.script,
    longestTask: guarded.longestTask,
    floor,
    urlLoop,
    firstLayout: own.layout,
    addedLayout: Math.max(0, guarded.layout - own.layout),
  };
}

async function inFreshPage<T>(
  browser: GuardedBrowser,
  address: string,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage();
  await page.goto(address);
  const result = await work(page);
  await page.close();
  return result;
}

/** Milliseconds in which the thread ran a function of the page's own. */
export async function timeOwn(page: Page, name: 'readAll' | 'parseAll'): Promise<number> {
  const { script } = await traced(page, 'plain', () =>
    page.evaluate(
      (which) =>
        new Promise((resolve) => {
          // Called by the browser itself, which then notes it as a call into the page's script.
          setTimeout((globalThis as unknown as Record<string, () => void>)[which] as () => void);
          setTimeout(resolve);
        }),
      name,
    ),
  );
  return script;
}

/** In the page, for the floor and for what others do. */
const OWN_SCRIPT = `<script>
let length = 0;
function readAll() {
  for (const link of document.querySelectorAll('a')) length += link.getAttribute('href').length;
}
function parseAll() {
  for (const link of document.querySelectorAll('a')) length += new URL(link.href).hostname.length;
}
</script>`;

/** By selector alone, and rarely: asking is work in the page too. */
export async function waitForAll(page: Page, size: number): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    const stopped = await page.evaluate(
      () => document.querySelectorAll('a[href*=".link-guard.invalid/"]').length,
    );
    if (stopped === size / 100) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`not all of ${size} links were judged`);
}

/** What was asked for is drawn. */
export function settle(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let turn = 0; turn < 3; turn++) {
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 }));
    }
  });
}

/** Links as chat clients write them: the text is the address, and they open beside the chat. */
export function chatOf(size: number): string {
  const messages = Array.from({ length: size }, (_, n) => {
    const host = n % 100 === 0 ? `h${n}.${LISTED}` : `www.host${n % 2_000}.example`;
    const address = `https://${host}/articles/${n}/what-it-says?id=${n}`;
    return `<p data-message>look: <a href="${address}" target="_blank" rel="noopener noreferrer">${address}</a></p>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>many links</title><link rel="icon" href="data:,">${OWN_SCRIPT}<body data-demo-chat><main role="log" data-conversation-kind="group">${messages.join('')}</main>`;
}
