/// <reference lib="dom" />
/** The popup over a chat with 200 links in view, beside an extension page with nothing in it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { BROWSERS } from '../scripts/browsers.ts';
import type { GuardedBrowser } from '../test/support/browsers.ts';
import { POPUP } from '../test/support/guarded-chat.ts';
import { builtExtension } from '../test/support/test-ground.ts';
import { until } from '../test/support/until.ts';
import type { Report } from './figures.ts';
import { inGuardedBrowser } from './guarded.ts';
import { readLinks } from './links.ts';
import { type OpenedAtToolbar, openAtToolbar, setToolbarPopup } from './toolbar-popup.ts';

const LINKS = 200;
/** The machine does other things too, and any of them makes an opening longer, never shorter. */
const ROUNDS = 15;
const EMPTY = 'empty.html';
/** A page with the extension's API and nothing of its own to do. */
const BEHIND = 'src/extension/pages/complain/index.html';
const ROWS = '[role=tabpanel] li';

/** As many as a popup has in sight. */
const IN_SIGHT = 10;

/** Milliseconds since the page was asked for, until something is painted, and rows are. */
interface Opened {
  readonly painted: number;
  readonly first: number;
  readonly all: number;
}

export async function benchPopup(report: Report): Promise<void> {
  const { addresses } = await readLinks();
  for (const name of BROWSERS) {
    await writeFile(
      join(builtExtension(name), EMPTY),
      '<!doctype html><title>empty</title><ul role="tabpanel"><li>nothing</li></ul>',
    );
  }
  await inGuardedBrowser(
    () => chatInView(addresses.slice(0, LINKS)),
    async ({ browser, address }) => {
      const chat = await browser.newPage(`${address}/`);
      const tab = await browser.tabId(chat);
      await untilJudged(chat);
      const found = await browser.extensionPage(EMPTY);
      const empty: Opened[] = [];
      const full: Opened[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const nothing = await open(await browser.newPage(), found.url(), 1);
        const at = found.url().replace(EMPTY, `${POPUP}?tab=${tab}`);
        const listing = await open(await browser.newPage(), at, LINKS);
        // The first round is for both to get warm.
        if (round > 0) {
          empty.push(nothing);
          full.push(listing);
        }
      }
      tell(report, 'first paint', 'painted', full, empty);
      tell(report, 'the links in sight drawn', 'first', full, empty, '<= 100 ms');
      tell(report, `all ${LINKS} drawn`, 'all', full, empty);
      await atToolbar(report, 'Chromium', { browser, chat });
    },
  );
  await inGuardedBrowser(
    () => chatInView(addresses.slice(0, LINKS)),
    async ({ browser, address }) => {
      const chat = await browser.newPage(`${address}/`);
      await untilJudged(chat);
      await atToolbar(report, 'Firefox', { browser, chat });
    },
    'firefox',
  );
}

/** A round more than is counted, for it to get warm. */
async function atToolbar(
  report: Report,
  name: string,
  { browser, chat }: { browser: GuardedBrowser; chat: Page },
): Promise<void> {
  const behind = await browser.extensionPage(BEHIND);
  const ours: OpenedAtToolbar[] = [];
  const empty: OpenedAtToolbar[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await setToolbarPopup(behind, EMPTY);
    empty.push(await openAtToolbar(behind, chat, { selector: ROWS, count: 1 }));
    await setToolbarPopup(behind, POPUP);
    ours.push(await openAtToolbar(behind, chat, { selector: ROWS, count: IN_SIGHT }));
  }
  const figures = [
    ['first paint', 'painted', '<= 100 ms'],
    ['the links in sight drawn', 'first', undefined],
  ] as const;
  for (const [what, when, goal] of figures) {
    report.add({
      figure: `popup over ${LINKS} links in view, by ${name} itself at its toolbar, from the call, least of ${ROUNDS}: ${what}`,
      ours: Math.min(...ours.slice(1).map((one) => one[when])),
      peer: Math.min(...empty.slice(1).map((one) => one[when])),
      peerName: 'a popup with one line',
      unit: 'ms',
      ratioOf: 'ours/peer',
      ...(goal === undefined ? {} : { goal }),
    });
  }
}

function tell(
  report: Report,
  what: string,
  when: keyof Opened,
  full: readonly Opened[],
  empty: readonly Opened[],
  goal?: string,
): void {
  report.add({
    figure: `popup over ${LINKS} links in view, opened as a tab, least of ${ROUNDS}: ${what}`,
    ours: Math.min(...full.map((one) => one[when])),
    peer: Math.min(...empty.map((one) => one[when])),
    peerName: 'an extension page with one line',
    unit: 'ms',
    ratioOf: 'ours/peer',
    ...(goal === undefined ? {} : { goal }),
  });
}

/** Small and side by side, so that all of them are in view. */
function chatInView(addresses: readonly string[]): string {
  const links = addresses.map((address) => {
    const safe = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
    return `<p data-message><a href="${safe}">${safe}</a></p>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>chat</title><link rel="icon" href="data:,">
<style>p { float: left; width: 50px; height: 20px; margin: 1px; overflow: hidden; font-size: 8px }</style>
<body data-demo-chat><main role="log" data-conversation-kind="group">${links.join('')}</main>`;
}

async function untilJudged(chat: Page): Promise<void> {
  const selector = 'a[rel~=noreferrer], a[href*=".link-guard.invalid/"]';
  await until(
    () =>
      chat.evaluate((one, all) => document.querySelectorAll(one).length === all, selector, LINKS),
    { what: 'all links to be judged' },
  );
}

async function open(page: Page, address: string, rows: number): Promise<Opened> {
  await page.evaluateOnNewDocument(noteRows, ROWS, [Math.min(rows, IN_SIGHT), rows]);
  await page.goto(address);
  const opened = await until(() => page.evaluate(readOpened), { what: `${rows} rows` });
  await page.close();
  return opened;
}

/** Runs before the page's own code; notes when as many rows were drawn. */
function noteRows(selector: string, counts: readonly number[]): void {
  const noted = globalThis as unknown as { drawn: (number | undefined)[] };
  noted.drawn = counts.map(() => undefined);
  const waiting = new Set(counts.keys());
  const look = () => {
    const rows = document.querySelectorAll(selector).length;
    for (const index of [...waiting].filter((one) => rows >= (counts[one] ?? 0))) {
      waiting.delete(index);
      requestAnimationFrame(() => {
        const drawn = new MessageChannel();
        drawn.port1.onmessage = () => {
          noted.drawn[index] = performance.now();
        };
        drawn.port2.postMessage(undefined);
      });
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

function readOpened(): Opened | undefined {
  const { drawn } = globalThis as unknown as { drawn: readonly (number | undefined)[] };
  const [first, all] = drawn;
  const [painted] = performance.getEntriesByName('first-contentful-paint');
  return first === undefined || all === undefined || painted === undefined
    ? undefined
    : { painted: painted.startTime, first, all };
}
