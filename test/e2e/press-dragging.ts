/// <reference lib="dom" />
/** What is dropped, or opened or kept from the browser's own menu, is what stands in the page. */
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { SENTINEL } from '../support/guarded-chat.ts';
import { until } from '../support/until.ts';
import { hrefOf, untilHref, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

const GATE = 'src/extension/pages/gate/index.html';
const WORDS = 'words of a link';
const CLEANED = 'https://shop.example/?id=2';
const LINKS = message(
  `${listedLink('listed', WORDS)} <a id="open" href="https://shop.example/?utm_source=x&amp;id=2">shop</a>`,
);

/** Takes whatever is dropped on it, and notes all of it. */
const TARGET = `<div id="target" style="height: 200px; border: 1px solid"></div>
<script>
const target = document.querySelector('#target');
target.addEventListener('dragover', (event) => event.preventDefault());
target.addEventListener('drop', (event) => {
  event.preventDefault();
  const { dataTransfer } = event;
  globalThis.dropped = Object.fromEntries(
    [...dataTransfer.types].map((type) => [type, dataTransfer.getData(type)]),
  );
});
</script>`;

async function showLinks({ page, show }: World): Promise<Page> {
  await show(chat(LINKS, { after: TARGET }));
  await untilStopped(page, '#listed');
  await untilHref(page, '#open', CLEANED);
  await page.bringToFront();
  return page;
}

/** What Firefox's driver drags it never drops. */
export function dropping(world: () => World): void {
  test('a stopped link that is dropped is its sentinel in every form, and leads to the gate', async () => {
    const { browser } = world();
    const page = await showLinks(world());
    const sentinel = await hrefOf(page, '#listed');
    const dropped = await drop(page, '#listed');
    expect(dropped['text/uri-list']).toBe(sentinel);
    expect(dropped['text/html']).toContain(sentinel);
    expect(JSON.stringify(dropped)).not.toContain(LISTED);
    const tab = await browser.newPage();
    // The gate takes the page's place.
    await tab.goto(dropped['text/uri-list'] ?? '').catch(() => undefined);
    expect((await browser.readAndClose(GATE, readGate)).words).toContain(LISTED);
  });

  test('a link that opens is dropped as its cleaned address', async () => {
    const page = await showLinks(world());
    const dropped = await drop(page, '#open');
    expect(dropped['text/uri-list']).toBe(CLEANED);
    expect(JSON.stringify(dropped)).not.toContain('utm_source');
  });
}

/** Chromium has no menu without a screen. */
export function fromTheMenu(world: () => World): void {
  test('a stopped link that is opened in a new tab from the menu leads to the gate', async () => {
    const { browser } = world();
    const page = await showLinks(world());
    await browser.pickFromMenu(page, '#listed', 'none of ours', 'Open Link in New Tab');
    expect((await browser.readAndClose(GATE, readGate)).words).toContain(LISTED);
  });

  test('a link is bookmarked as it stands in the page', async () => {
    const { browser } = world();
    const page = await showLinks(world());
    const sentinel = await browser.addressInMenu(page, '#listed');
    expect(sentinel).toMatch(new RegExp(`^${SENTINEL}`));
    expect(sentinel).toBe(await hrefOf(page, '#listed'));
    expect(await browser.addressInMenu(page, '#open')).toBe(CLEANED);
  });
}

/** Once it says what it is about. */
function readGate(): { words: string } | undefined {
  const main = document.querySelector('main.gate');
  return /gate-(ask|warn|block)/.test(main?.className ?? '')
    ? { words: main?.textContent ?? '' }
    : undefined;
}

/** By the mouse, from the middle of one element to that of the target. */
async function drop(page: Page, selector: string): Promise<Readonly<Record<string, string>>> {
  const [from, to] = [await middleOf(page, selector), await middleOf(page, '#target')];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  return until(
    () => page.evaluate(() => (globalThis as { dropped?: Record<string, string> }).dropped),
    {
      what: 'something to be dropped',
    },
  );
}

async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await (await page.waitForSelector(selector))?.boundingBox();
  if (box === null || box === undefined) throw new Error(`${selector} is not in view`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
