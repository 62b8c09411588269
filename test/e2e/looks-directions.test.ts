/// <reference lib="dom" />
/** Words that are longer than English, from left to right and from right to left. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cutWords, tooWide } from '../support/page-claims.ts';
import { makePseudoExtension } from '../support/pseudo-extension.ts';
import { openStage, SHOWN_PAGES, type Stage } from '../support/shown-pages.ts';
import type { TemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';

const DIRECTIONS = [
  { direction: 'ltr', language: 'en-XA' },
  { direction: 'rtl', language: 'ar-XB' },
] as const;

/** In CSS pixels. */
const WIDTHS = [320, 1280];

/** Of each page from left to right, for each width, where its parts stand. */
const places = new Map<string, readonly Place[]>();

interface Place {
  readonly what: string;
  /** From the side on which a line begins. */
  readonly start: number;
  readonly end: number;
}

describe.each(DIRECTIONS)('every page in longer words, $direction', ({ direction, language }) => {
  let extension: TemporaryFolder;
  let stage: Stage;
  beforeAll(async () => {
    extension = await makePseudoExtension(builtExtension('chromium'), language);
    stage = await openStage('chromium', { extensionDir: extension.path, lang: 'en-US' });
  });
  afterAll(async () => {
    await stage.close();
    await extension.remove();
  });

  test.each(SHOWN_PAGES)('$name', async ({ name, open }) => {
    const page = await open(stage);
    try {
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(direction);
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 800 });
        expect(await page.evaluate(tooWide), `${width} px`).toEqual([]);
        expect(await page.evaluate(cutWords), `${width} px`).toEqual([]);
        expect(await page.evaluate(turnedAddresses), `${width} px`).toEqual([]);
        await compare(page, `${name}, ${width} px`);
      }
    } finally {
      await page.close();
    }
  });
});

/** What is measured first is what the other direction is to mirror. */
async function compare(page: Page, key: string): Promise<void> {
  const found = await page.evaluate(placesOfParts);
  const other = places.get(key);
  places.set(key, found);
  expect(found.length, key).toBeGreaterThan(2);
  if (other === undefined) return;
  expect(found.map(({ what }) => what)).toEqual(other.map(({ what }) => what));
  const moved = found.flatMap(({ what, start, end }, index) => {
    const { start: from = 0, end: to = 0 } = other[index] ?? {};
    const isThere = Math.abs(start - from) <= 2 && Math.abs(end - to) <= 2;
    return isThere ? [] : [`${what}: ${from} to ${to}, mirrored ${start} to ${end}`];
  });
  expect(moved, key).toEqual([]);
}

function placesOfParts(): readonly Place[] {
  const isFromRight = document.documentElement.dir === 'rtl';
  const width = document.documentElement.clientWidth;
  const parts = 'header, nav, main, section, h1, h2, h3, li, .part, .shape, .icon, button, select';
  return [...document.querySelectorAll(parts)].flatMap((one) => {
    if (!one.checkVisibility() || one.closest('.scrolls, [dir=ltr] [dir=ltr]') !== null) return [];
    const { left, right } = one.getBoundingClientRect();
    const [start, end] = isFromRight ? [width - right, width - left] : [left, right];
    return [{ what: `${one.localName}.${one.getAttribute('class')}`, start, end }];
  });
}

/** Addresses are written from left to right in every language. */
function turnedAddresses(): readonly string[] {
  return [...document.querySelectorAll('.host, .whole, .short-address bdi, code')]
    .filter((one) => one.checkVisibility())
    .filter((one) => getComputedStyle(one.querySelector('bdi') ?? one).direction !== 'ltr')
    .map((one) => one.outerHTML.slice(0, 120));
}
