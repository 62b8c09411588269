/// <reference lib="dom" />
/**
 * Every page of the extension, for everybody: what axe finds in either colours and each language,
 * the keyboard alone, a narrow window, the system's own colours, no motion.
 */
import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { toggleByKeyboard, walkByKeyboard } from '../support/keyboard-walk.ts';
import {
  cutWords,
  faintPictures,
  moves,
  overlaidWords,
  PRESSED_BY_POINTER_ALONE,
  toldByColourAlone,
  tooWide,
  wordsLostOnCanvas,
} from '../support/page-claims.ts';
import { keepLayouts, movedParts } from '../support/page-layout.ts';
import { openStage, SHOWN_PAGES, type Stage } from '../support/shown-pages.ts';
import { builtExtension } from '../support/test-ground.ts';

/** Set, what is much like the others is looked at as well. */
const ALL_LOOKS = 'LINK_GUARD_ALL_LOOKS';

const LANGUAGES = ['en-US', 'zh-CN', ...(process.env[ALL_LOOKS] === undefined ? [] : ['zh-TW'])];

/** Of axe's rules, those that tell of colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

type Media = Readonly<
  Partial<Record<'prefers-color-scheme' | 'prefers-reduced-motion' | 'forced-colors', string>>
>;

describe.each(LANGUAGES)('every page in %s', (lang) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('chromium', { extensionDir: builtExtension('chromium'), lang });
  });
  afterAll(async () => {
    await stage.close();
    if (lang === 'en-US') await keepLayouts();
  });

  test.each(SHOWN_PAGES)('$name', async ({ name, open }) => {
    const page = await open(stage);
    try {
      const found = {
        ...(await inEveryLook(page)),
        ...(lang === 'en-US' && {
          moved: await movedParts(page, name),
          ...(await forAll(page)),
        }),
      };
      expect(Object.entries(found).filter(([, { length }]) => length > 0)).toEqual([]);
    } finally {
      await page.close();
    }
  });

  test.runIf(lang === 'en-US')('what is wrong is found', async () => {
    const page = await stage.browser.newPage();
    try {
      await page.setContent(WRONG);
      const found = { ...(await inEveryLook(page)), ...(await forAll(page)) };
      expect(Object.entries(found).filter(([, { length }]) => length === 0)).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

/** A page that breaks every claim. */
const WRONG = `<!doctype html><title>Wrong</title>
<style>
  :root { color-scheme: light dark; background: Canvas }
  b { color: #777; background: #888; transition: color 1s; forced-color-adjust: none }
  svg { stroke: light-dark(#eee, #222); forced-color-adjust: none }
  a:focus { outline: none }
</style>
<main style="width: 1000px">
  <p style="width: 40px; overflow: hidden">Unbreakableandlong</p>
  <p style="margin: 0 0 -1em">Over</p><p style="margin: 0; color: Canvas">Under</p>
  <b class="mark">Blocked</b> <svg class="icon" width="9" height="9"><path d="M0 0h9" /></svg>
  <span onclick="void 0">Press</span> <a href="#there">There</a>
  <details><summary onclick="event.preventDefault()">More</summary>Much</details>
</main>`;

type Faults = Readonly<Record<string, readonly string[]>>;

async function inEveryLook(page: Page): Promise<Faults> {
  const session = await page.createCDPSession();
  const wide = {
    'axe, light': await axeViolations(page),
    faint: await page.evaluate(faintPictures),
    cut: await page.evaluate(cutWords),
  };
  await emulate(session, { 'prefers-color-scheme': 'dark' });
  const dark = {
    'axe, dark': await axeViolations(page, OF_COLOURS),
    'faint in the dark': await page.evaluate(faintPictures),
  };
  await page.setViewport({ width: 320, height: 640 });
  const narrow = {
    'too wide for 320 px': await page.evaluate(tooWide),
    'overlaid at 320 px': await page.evaluate(overlaidWords),
    'cut at 320 px': await page.evaluate(cutWords),
  };
  // A window of 1280 px at 200 %.
  await page.setViewport({ width: 640, height: 400, deviceScaleFactor: 2 });
  const zoomed = {
    'too wide at 200 %': await page.evaluate(tooWide),
    'cut at 200 %': await page.evaluate(cutWords),
  };
  await page.setViewport({ width: 1280, height: 800 });
  await session.detach();
  return { ...wide, ...dark, ...narrow, ...zoomed };
}

/** What does not depend on the words. */
async function forAll(page: Page): Promise<Faults> {
  const session = await page.createCDPSession();
  await emulate(session, { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' });
  const forced = {
    "lost in the system's colours": await page.evaluate(wordsLostOnCanvas),
    "faint in the system's colours": await page.evaluate(faintPictures),
    'told by colour alone': await page.evaluate(toldByColourAlone),
    "axe, in the system's colours": await axeViolations(page, OF_COLOURS),
  };
  await emulate(session, { 'prefers-reduced-motion': 'reduce' });
  const still = { moves: await page.evaluate(moves) };
  const byKeys = {
    'pressed by a pointer alone': await pressedByPointerAlone(session),
    'by keyboard': await walkByKeyboard(page),
    'opened by keyboard': await toggleByKeyboard(page),
  };
  await session.detach();
  return { ...forced, ...still, ...byKeys };
}

/** The browser tells who listens only to its own console. */
async function pressedByPointerAlone(session: CDPSession): Promise<readonly string[]> {
  const { result } = await session.send('Runtime.evaluate', {
    expression: PRESSED_BY_POINTER_ALONE,
    includeCommandLineAPI: true,
    returnByValue: true,
  });
  return result.value;
}

/** Puppeteer knows only some of them by name. They hold as long as the session. */
async function emulate(session: CDPSession, media: Media): Promise<void> {
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  await session.send('Emulation.setEmulatedMedia', { features });
}
