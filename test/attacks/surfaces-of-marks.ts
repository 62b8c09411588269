/// <reference lib="dom" />
/** A60–A66: pages that cover, hide, copy, remove or break what stands in them of ours. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { PopupView } from '../../src/extension/messaging/protocol.ts';
import { ask } from '../support/fault-ground.ts';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import { addCompanion, toldBy, WITH_COMPANION } from './companion.ts';
import type { Ground } from './ground.ts';

/** Ways of taking everything out of sight, or out of reach. */
const HIDINGS = [
  'html { opacity: 0 }',
  'body { filter: opacity(0) }',
  'body { clip-path: inset(50%) }',
  'html { transform: scale(0.001) }',
  'body { visibility: hidden }',
  'body { display: none }',
  'body * { pointer-events: none }',
  '[role=log] { position: absolute; left: -9999px }',
  '[role=log] { content-visibility: hidden }',
  '[data-message] { height: 0; overflow: hidden }',
  'html { mix-blend-mode: difference; color: transparent; zoom: 0.01 }',
  'a + * { display: none !important }',
];

const COVER = 'position:fixed;inset:0;border:0;background:white;z-index:2147483647';

export const SURFACES_OF_MARKS: readonly Attack[] = [
  {
    id: 'A60',
    title:
      'Something lies over the links and the marks: an element, a dialog, one that lets through',
    required: 'a press on the cover decides nothing; one that falls through leads to the gate',
    layer: 'rewrite',
    async run(ground) {
      const before = await ground.approvals();
      const page = await marked(ground);
      const gates = await ground.gates();
      for (const cover of [
        `<div style="${COVER}">`,
        `<dialog style="${COVER};width:100vw;height:100vh">`,
      ]) {
        await page.evaluate(lay, cover);
        await ground.attack(() => ground.press(page, '#a'));
        expect(await ground.gates()).toBe(gates);
        await page.evaluate(() => document.querySelector('#cover')?.remove());
      }
      await page.evaluate(lay, `<div style="${COVER};opacity:0.5;pointer-events:none">`);
      await ground.press(page, '#a');
      expect((await ground.gate()).action).toBe('block');
      expect(await ground.approvals()).toEqual(before);
    },
  },
  {
    id: 'A61',
    title: 'Twelve ways of hiding the page, its messages or its marks by style',
    required: 'nothing can be decided there; the popup still says what was stopped',
    layer: 'rewrite',
    async run(ground) {
      const before = await ground.approvals();
      const page = await marked(ground);
      await page.evaluate(() => document.head.append(document.createElement('style')));
      for (const css of HIDINGS) {
        await page.evaluate((text) => {
          const style = document.querySelector('head > style:last-of-type');
          if (style !== null) style.textContent = text;
        }, css);
        await page.mouse.click(30, 20);
        expect((await ground.href(page, '#a')) ?? '', css).toContain('.invalid/');
      }
      await page.evaluate(() => document.querySelector('head > style:last-of-type')?.remove());
      await page.bringToFront();
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).action).toBe('block');
      expect(await ground.approvals()).toEqual(before);
      await ground.noContact();
    },
  },
  {
    id: 'A62',
    title: 'The page draws a sign of its own that says the link is safe',
    required: 'the popup and the gate say what is known of it',
    layer: 'rewrite',
    async run(ground) {
      const page = await ground.show(
        `${ground.link('a')}<span role="img" aria-label="Link Guard: safe">&#x2714; Link Guard: safe</span>`,
      );
      await ground.untilStopped(page, '#a');
      const { page: described } = await popupOf(ground, page);
      expect(described?.links).toMatchObject([
        { href: `https://${ground.listed}/a`, action: 'block' },
      ]);
      await ground.attack(() => ground.press(page, '#a'));
      const gate = await ground.gate();
      expect(gate.action).toBe('block');
      expect(gate.words).toContain('Listed as suspected');
    },
  },
  {
    id: 'A63',
    title: 'The page takes the mark out, and has replaced the functions that make one',
    required: 'the mark comes back, the link stays stopped',
    layer: 'rewrite',
    async run(ground) {
      const page = await marked(ground, { head: `<script>(${breakElements})()</script>` });
      await page.evaluate(() => document.querySelector('#a')?.nextElementSibling?.remove());
      await untilMarked(page);
      await page.evaluate(() => {
        const mark = document.querySelector('#a')?.nextElementSibling;
        mark?.removeAttribute('style');
        mark?.replaceChildren('Safe');
      });
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).action).toBe('block');
      await ground.noContact();
    },
  },
  {
    id: 'A64',
    title: 'Another extension opens the closed roots of the page',
    required: 'it finds a drawing and the words of the mark there, and no address',
    layer: 'rewrite',
    modes: { only: ['warm'], why: 'it is in the page alone.' },
    async run(ground) {
      await addCompanion(ground);
      const page = await ground.show(ground.link('a'), { head: WITH_COMPANION });
      await ground.untilStopped(page, '#a');
      const { roots } = await toldBy(page, 1);
      expect(roots).toHaveLength(1);
      expect(roots[0]).toMatch(/^<span .*role="img".*<svg .*<\/svg><\/span>$/s);
      expect(roots[0]).not.toContain(ground.listed);
      expect(roots[0]).not.toContain('://');
    },
  },
  {
    id: 'A65',
    title: 'Names in the page that shadow what elements and documents offer',
    required: 'the link is stopped, and its press leads to the gate',
    layer: 'rewrite',
    async run(ground) {
      const page = await ground.show(
        `<form>${OF_ELEMENTS.map((one) => `<input type="hidden" name="${one}" id="${one}">`).join('')}${ground.link('one')}</form>`,
        {
          after: OF_DOCUMENTS.map(
            (one) => `<img name="${one}" id="${one}" alt=""><form name="${one}"></form>`,
          ).join(''),
        },
      );
      await until(
        () =>
          page.evaluate(() =>
            Document.prototype.getElementById
              .call(document, 'one')
              ?.getAttribute('href')
              ?.includes('.invalid/'),
          ),
        { what: 'the link to be stopped' },
      );
      ground.noteRewritten();
      const link = await until(async () => (await page.$('a')) ?? undefined, { what: 'the link' });
      await ground.attack(() => link.click());
      expect((await ground.gate()).action).toBe('block');
      await ground.noContact();
    },
  },
  {
    id: 'A66',
    title: 'The page sets traps on what all objects and lists have in common',
    required: 'none of ours falls into one; the link is stopped, and nothing was decided',
    layer: 'rewrite',
    async run(ground) {
      const before = await ground.approvals();
      const page = await marked(ground, { head: `<script>(${setTraps})()</script>` });
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).action).toBe('block');
      const caught = await page.evaluate(
        () => (globalThis as unknown as { caught: string[] }).caught,
      );
      expect(caught).toEqual([]);
      expect(await ground.approvals()).toEqual(before);
    },
  },
];

const OF_ELEMENTS = [
  ...['nodeType', 'closest', 'isConnected', 'parentNode', 'matches', 'href', 'rel', 'attributes'],
  ...['getAttribute', 'setAttribute', 'action', 'method', 'submit', 'after', 'remove'],
];
const OF_DOCUMENTS = [
  ...['querySelectorAll', 'createElement', 'createElementNS', 'baseURI', 'body', 'location'],
  ...['createTreeWalker', 'documentElement', 'readyState', 'defaultView', 'addEventListener'],
];

/** A chat with a stopped link and its mark. */
async function marked(ground: Ground, choice: { readonly head?: string } = {}): Promise<Page> {
  const page = await ground.show(ground.link('a'), choice);
  await ground.untilStopped(page, '#a');
  await untilMarked(page);
  return page;
}

function untilMarked(page: Page): Promise<unknown> {
  return until(
    () =>
      page.evaluate(() =>
        /^[a-z]{2}-[a-z]{6}$/.test(
          document.querySelector('#a')?.nextElementSibling?.localName ?? '',
        ),
      ),
    { what: 'the mark' },
  );
}

/** What the popup is told beside this page. */
export async function popupOf(ground: Ground, page: Page): Promise<PopupView> {
  const tabId = await ground.browser.tabId(page);
  return ask<PopupView>(ground.world.desk, 'popup.view', { tabId });
}

/** Runs in the page, like those below. */
function lay(html: string): void {
  document.body.insertAdjacentHTML('beforeend', html);
  const cover = document.body.lastElementChild;
  if (cover === null) return;
  cover.id = 'cover';
  if (cover instanceof HTMLDialogElement) cover.showModal();
}

function breakElements(): void {
  const fail = () => {
    throw new Error('not here');
  };
  const { prototype } = Element;
  for (const name of [
    'attachShadow',
    'after',
    'remove',
    'setAttribute',
    'removeAttribute',
    'closest',
    'matches',
  ]) {
    if (name !== 'remove' && name !== 'removeAttribute') {
      Object.defineProperty(prototype, name, { value: fail });
    }
  }
  Object.assign(globalThis, { MutationObserver: fail, IntersectionObserver: fail });
  Object.defineProperty(document, 'createElementNS', { value: fail });
  Object.defineProperty(HTMLAnchorElement.prototype, 'href', { get: () => 'about:blank' });
}

function setTraps(): void {
  const caught: string[] = [];
  Object.assign(globalThis, { caught });
  const names = [
    'action',
    'found',
    'sighting',
    'order',
    'written',
    'disposition',
    'protocol',
    'links',
    'reason',
  ];
  for (const name of names) {
    Object.defineProperty(Object.prototype, name, {
      configurable: true,
      get: () => undefined,
      set(value: unknown) {
        caught.push(`${name} ${String(value)}`);
      },
    });
  }
  Object.defineProperty(Array.prototype, '0', {
    configurable: true,
    set(value: unknown) {
      if (String(value).includes('.example')) caught.push(`0 ${String(value)}`);
    },
  });
}
