/// <reference lib="dom" />
/**
 * What must be true of a page in every look: in either colours, narrow, at 200 %, in the system's
 * own colours, without motion, by the keyboard alone. Each gives what is wrong, by its claim.
 */
import type { CDPSession, Page } from 'puppeteer-core';
import type { BrowserName } from '../../scripts/browsers.ts';
import { axeViolations } from './axe.ts';
import type { Emulation } from './emulation.ts';
import { toggleByKeyboard, walkByKeyboard } from './keyboard-walk.ts';
import {
  cutWords,
  faintPictures,
  moves,
  overlaidWords,
  PRESSED_BY_POINTER_ALONE,
  toldByColourAlone,
  tooWide,
  wordsLostOnCanvas,
} from './page-claims.ts';

/** By claim, in words; a claim that holds has none. */
export type Faults = Readonly<Record<string, readonly string[]>>;

/** Whoever can show a page as another person's browser does. */
export interface Looker {
  readonly name: BrowserName;
  emulate(page: Page): Promise<Emulation>;
}

/** Of axe's rules, those that tell of colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

export async function inEveryLook(looker: Looker, page: Page): Promise<Faults> {
  const light = {
    'axe, light': await axeViolations(page),
    faint: await page.evaluate(faintPictures),
    cut: await page.evaluate(cutWords),
  };
  const emulation = await looker.emulate(page);
  await emulation.set({ 'prefers-color-scheme': 'dark' });
  const dark = {
    'axe, dark': await axeViolations(page, OF_COLOURS),
    'faint in the dark': await page.evaluate(faintPictures),
  };
  await emulation.end();
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
  return { ...light, ...dark, ...narrow, ...zoomed };
}

/** What does not depend on the words. */
export async function forAll(looker: Looker, page: Page): Promise<Faults> {
  const emulation = await looker.emulate(page);
  await emulation.set({ 'forced-colors': 'active', 'prefers-color-scheme': 'dark' });
  const forced = {
    "lost in the system's colours": await page.evaluate(wordsLostOnCanvas),
    "faint in the system's colours": await page.evaluate(faintPictures),
    'told by colour alone': await page.evaluate(toldByColourAlone),
    "axe, in the system's colours": await axeViolations(page, OF_COLOURS),
  };
  await emulation.set({ 'prefers-reduced-motion': 'reduce' });
  const still = { moves: await page.evaluate(moves) };
  await emulation.end();
  const byKeys = {
    ...(looker.name === 'chromium' && {
      'pressed by a pointer alone': await pressedByPointerAlone(page),
    }),
    'opened by keyboard': await toggleByKeyboard(page),
    // Last: it may leave the page, and the keys are the browser's then.
    'by keyboard': await walkByKeyboard(page),
  };
  return { ...forced, ...still, ...byKeys };
}

/** The claims that do not hold. */
export function broken(faults: Faults): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(faults).filter(([, { length }]) => length > 0);
}

/** Chromium tells who listens, and only to its own console. */
async function pressedByPointerAlone(page: Page): Promise<readonly string[]> {
  const session: CDPSession = await page.createCDPSession();
  const { result } = await session.send('Runtime.evaluate', {
    expression: PRESSED_BY_POINTER_ALONE,
    includeCommandLineAPI: true,
    returnByValue: true,
  });
  await session.detach();
  return result.value;
}

/** Text of a page that breaks every claim. */
export const WRONG = `<!doctype html><title>Wrong</title>
<meta http-equiv="Content-Security-Policy" content="img-src 'none'">
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
  <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
</main>`;
