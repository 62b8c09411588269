/// <reference lib="dom" />
/** The pages that are measured: as chat clients write them, with and without the guard. */
import type { Page } from 'puppeteer-core';
import type { GuardedBrowser } from '../test/support/browsers.ts';
import { traced } from './dom-trace.ts';

/** Part of the addresses of our scripts: the first, and those that come when they are needed. */
export const SCRIPT = '.iife';
const PATIENCE = 60_000;
/** Milliseconds in which plain text is read, a little at a time. */
const RESTING = 1_000;
export const LISTED = 'phishing.link-guard.example';
/** Messages of one list. */
const AT_ONCE = 200;

export async function inFreshPage<T>(
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
export async function timeOwn(
  page: Page,
  name: 'readAll' | 'parseAll' | 'readText',
  address = 'plain',
): Promise<number> {
  const { script } = await traced(page, address, () =>
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

/** In the page, for the floor, for what others do, and for an observer that does nothing. */
const OWN_SCRIPT = `<script>
let length = 0;
function readAll() {
  for (const link of document.querySelectorAll('a')) length += link.getAttribute('href').length;
}
function readText() {
  for (const list of document.querySelectorAll('main')) {
    const text = list.textContent;
    for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 1)) length += 1;
  }
}
function observe() {
  new MutationObserver(() => {}).observe(document, {
    subtree: true, childList: true, characterData: true, attributeFilter: ['href', 'class'],
  });
}
function parseAll() {
  for (const link of document.querySelectorAll('a')) length += new URL(link.href).hostname.length;
}
</script>`;

const HEAD = `<!doctype html><meta charset="utf-8"><title>many links</title><link rel="icon" href="data:,">${OWN_SCRIPT}<body data-demo-chat>`;

/**
 * The first link is one that is to be stopped, and in view. By selector alone, and rarely: asking
 * is work in the page too.
 */
export async function waitForFirst(page: Page): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    const isStopped = await page.evaluate(
      () => document.querySelector('a[href*=".link-guard.invalid/"]') !== null,
    );
    if (isStopped) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the first link was not judged');
}

/** What was asked for is drawn, and what had no hurry is done. */
export async function settle(page: Page, resting = RESTING): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await new Promise((resolve) => setTimeout(resolve, resting));
}

/** Not a chat that is guarded: no content script, the same page. */
export function plainAddress(size: number): string {
  return `https://plain${size}.example/`;
}

/** Links as chat clients write them: the text is the address, and they open beside the chat. */
export function chatOf(size: number): string {
  return chatPage(messagesOf(size));
}

/** The same in lists that are short enough to be looked at as a whole. */
export function listsOf(size: number): string {
  return inLists(messagesOf(size));
}

export function inLists(messages: readonly string[]): string {
  const lists: string[] = [];
  for (let first = 0; first < messages.length; first += AT_ONCE) {
    lists.push(logOf(messages.slice(first, first + AT_ONCE)));
  }
  return `${HEAD}${lists.join('')}`;
}

function messagesOf(size: number): readonly string[] {
  return Array.from({ length: size }, (_, n) => {
    const host = n % 100 === 0 ? `h${n}.${LISTED}` : `www.host${n % 2_000}.example`;
    const address = `https://${host}/articles/${n}/what-it-says?id=${n}`;
    return `<p data-message>look: <a href="${address}" target="_blank" rel="noopener noreferrer">${address}</a></p>`;
  });
}

export function chatPage(messages: readonly string[]): string {
  return `${HEAD}${logOf(messages)}`;
}

function logOf(messages: readonly string[]): string {
  return `<main role="log" data-conversation-kind="group">${messages.join('')}</main>`;
}
