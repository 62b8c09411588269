/// <reference lib="dom" />
/** Words that are longer than English, from left to right and from right to left. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cutWords, overlaidWords, tooWide } from '../support/page-claims.ts';
import { makePseudoExtension } from '../support/pseudo-extension.ts';
import { openStage, SHOWN_PAGES, type Stage } from '../support/shown-pages.ts';
import type { TemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';

/** In CSS pixels. */
const WIDTHS = [320, 1280];

interface Place {
  readonly what: string;
  /** From the side on which a line begins, in CSS pixels. */
  readonly start: number;
  readonly end: number;
}

describe('every page in longer words', () => {
  let extension: TemporaryFolder;
  let stage: Stage;
  beforeAll(async () => {
    extension = await makePseudoExtension(builtExtension('chromium'), 'ar-XB');
    stage = await openStage('chromium', { extensionDir: extension.path, lang: 'en-US' });
  });
  afterAll(async () => {
    await stage.close();
    await extension.remove();
  });

  test.each(SHOWN_PAGES)('$name', async ({ open }) => {
    const page = await open(stage);
    try {
      expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 800 });
        const mirrored = await lookedAt(page, `${width} px, from the right`);
        expect(await page.evaluate(turnedAddresses)).toEqual([]);
        await turn(page, 'ltr');
        const plain = await lookedAt(page, `${width} px, from the left`);
        expect(movedBetween(plain, mirrored), `${width} px`).toEqual([]);
        await turn(page, 'rtl');
      }
    } finally {
      await page.close();
    }
  });
});

async function lookedAt(page: Page, what: string): Promise<readonly Place[]> {
  expect(await page.evaluate(tooWide), what).toEqual([]);
  expect(await page.evaluate(cutWords), what).toEqual([]);
  expect(await page.evaluate(overlaidWords), what).toEqual([]);
  const places = await page.evaluate(placesOfParts);
  expect(places.length, what).toBeGreaterThan(2);
  return places;
}

function turn(page: Page, direction: 'ltr' | 'rtl'): Promise<void> {
  return page.evaluate((to) => {
    document.documentElement.dir = to;
  }, direction);
}

/** Two pixels are what rounding does. */
function movedBetween(plain: readonly Place[], mirrored: readonly Place[]): readonly string[] {
  expect(mirrored.map(({ what }) => what)).toEqual(plain.map(({ what }) => what));
  return mirrored.flatMap(({ what, start, end }, index) => {
    const { start: from = 0, end: to = 0 } = plain[index] ?? {};
    const isThere = Math.abs(start - from) <= 2 && Math.abs(end - to) <= 2;
    return isThere ? [] : [`${what}: ${from} to ${to}, mirrored ${start} to ${end}`];
  });
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

/** Addresses are written from left to right in every language, their parts one after another. */
function turnedAddresses(): readonly string[] {
  return [...document.querySelectorAll('.host, .whole, .site, .short-address, code')]
    .filter((one) => one.checkVisibility())
    .filter((one) => {
      const whole = one.matches('.host, .site') ? one.firstElementChild : one;
      return whole === null || getComputedStyle(whole).direction !== 'ltr';
    })
    .map((one) => one.outerHTML.slice(0, 120));
}
