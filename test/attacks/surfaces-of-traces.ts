/// <reference lib="dom" />
/** A71–A74: pages that look for us, and pages that allow nothing. */
import { readdir } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { chat, message } from '../e2e/content-pages.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import type { Ground } from './ground.ts';
import { linkTo } from './spellings.ts';
import { tracesOf } from './traces.ts';

/** Guarded by nobody: the same page stands there for comparison. */
const PLAIN = 'plain.example';
const REPORTS = 'reports.example';

const STRICT = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const PAGE_ALONE = { only: ['warm'], why: 'it is the page layer’s work alone.' } as const;

/** Pages that have nothing for us to do. */
const INNOCENT = [
  '<!doctype html><title>empty</title><link rel="icon" href="data:,">',
  '<!doctype html><title>words</title><link rel="icon" href="data:,"><p>Some <b>words</b></p><form><input></form>',
  chat(message('no link at all') + message('nor here')),
  chat(
    message(
      '<a href="/own">own</a> <a href="mailto:a@mail.example">letter</a> <a name="x">none</a>',
    ),
  ),
  chat(message('text'), {
    after: '<textarea></textarea><div contenteditable>draft</div><x-own></x-own>',
  }),
];

export const SURFACES_OF_TRACES: readonly Attack[] = [
  {
    id: 'A71',
    title: 'The page asks for every file of the package, at our address and at one that nobody has',
    required: 'the same answer from both: none',
    modes: PAGE_ALONE,
    async run(ground) {
      const own = await ground.world.desk.evaluate(() => location.origin);
      const files = await readdir(builtExtension(ground.name), { recursive: true });
      const page = await ground.show('');
      const nobody = own.replace(/[0-9a-p]/g, (one) => (one === 'a' ? 'b' : 'a'));
      for (const part of inParts(files, 40)) {
        const found = await page.evaluate(probe, own, part);
        expect(found).toEqual(await page.evaluate(probe, nobody, part));
        expect(found.filter((one) => one.includes('loaded'))).toEqual([]);
      }
    },
  },
  {
    id: 'A72',
    title:
      'Five pages compare their elements, styles and names with those of the same page unguarded',
    required: 'not a difference, where no link leads away',
    note: 'Where a link does lead away, its page sees what we write into it: that is the work itself.',
    modes: PAGE_ALONE,
    async run(ground) {
      for (const html of INNOCENT) {
        const page = await ground.browser.newPage(ground.serve(html));
        await page.bringToFront();
        await settled(ground, page);
        const plain = await unguarded(ground, html);
        expect(await tracesOf(page)).toEqual(await tracesOf(plain));
        await page.close();
        await plain.close();
      }
    },
  },
  {
    id: 'A73',
    title:
      'The page collects errors, stacks, reports and timings while links are stopped and pressed',
    required: 'nothing that it collects names an extension, and its global names are its own',
    layer: 'rewrite',
    async run(ground) {
      const html = chat(
        message(ground.link('a')) + message(linkTo('b', `https://${ground.open}/`)),
        {
          head: `<script>(${collect})()</script>`,
        },
      );
      const page = await ground.browser.newPage(ground.serve(html));
      await page.bringToFront();
      await ground.untilStopped(page, '#a');
      await ground.untilOpen(page, '#b');
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).action).toBe('block');
      await page.bringToFront();
      const collected = await page.evaluate(
        () => (globalThis as unknown as { collected: string[] }).collected,
      );
      // The page did see that something was written.
      expect(collected.length).toBeGreaterThan(0);
      expect(collected.filter((one) => /extension:\/\//.test(one))).toEqual([]);
      const { globals, loaded } = await tracesOf(page);
      expect(loaded.filter((one) => !one.startsWith('data:'))).toEqual([]);
      const plain = await unguarded(ground, html);
      expect(globals).toEqual((await tracesOf(plain)).globals);
    },
  },
  {
    id: 'A74',
    title: 'A policy of the page that allows nothing, with Trusted Types, and reports every breach',
    required:
      'the link is stopped and marked, and the page’s reports are those that it has without us',
    layer: 'rewrite',
    async run(ground) {
      const reports: string[] = [];
      ground.world.internet.answer(REPORTS, ({ url }) => {
        reports.push(url);
        return { status: 204 };
      });
      const html = chat(message(ground.link('a')), {
        after: '<img src="https://own.example/x.png" alt="">',
      });
      const from = (name: string) => ({
        'Content-Security-Policy': `${STRICT}; report-uri https://${REPORTS}/${name}-${ground.mode}`,
      });
      const page = await ground.browser.newPage(ground.serve(html, from('guarded')));
      await page.bringToFront();
      await ground.untilStopped(page, '#a');
      const size = await until(() => markSize(page), { what: 'the mark' });
      expect(Math.min(size.width, size.height)).toBeGreaterThan(10);
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).action).toBe('block');
      await unguarded(ground, html, from('plain'));
      const of = (name: string) => reports.filter((url) => url.includes(`/${name}-${ground.mode}`));
      // They come when the browser likes; ours, if there were any, before the fence.
      await until(() => of('guarded').length > 0 && of('plain').length >= of('guarded').length, {
        what: 'as many reports of the unguarded page',
      });
      await ground.fence();
      expect(of('guarded')).toHaveLength(of('plain').length);
    },
  },
];

/** The same page where nobody guards it. */
async function unguarded(
  ground: Ground,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  ground.world.internet.answer(PLAIN, () => ({ body: html, headers }));
  const page = await ground.browser.newPage(`https://${PLAIN}/`);
  await page.bringToFront();
  return page;
}

/** The content script has answered for the page: whatever it does at the start, it has done. */
async function settled(ground: Ground, page: Page): Promise<void> {
  const tab = await ground.browser.tabId(page);
  await ground.world.desk.evaluate(
    (id) => chrome.tabs.sendMessage(id, { protocol: 'background', name: 'page.describe' }),
    tab,
  );
}

declare const chrome: {
  readonly tabs: { sendMessage(tabId: number, message: unknown): Promise<unknown> };
};

function markSize(page: Page): Promise<{ width: number; height: number } | undefined> {
  return page.evaluate(() => {
    const box = document.querySelector('#a + *')?.getBoundingClientRect();
    return box === undefined ? undefined : { width: box.width, height: box.height };
  });
}

function inParts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
    all.slice(n * size, (n + 1) * size),
  );
}

/** Runs in the page, like the one below: what comes of asking for these files. */
async function probe(origin: string, files: readonly string[]): Promise<string[]> {
  const asElement = (name: 'img' | 'script' | 'link', url: string) =>
    new Promise<string>((resolve) => {
      const element = document.createElement(name);
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('error');
      if (element instanceof HTMLLinkElement)
        Object.assign(element, { rel: 'stylesheet', href: url });
      else element.src = url;
      document.body.append(element);
    });
  return Promise.all(
    files.map(async (file) => {
      const url = `${origin}/${file}`;
      const fetched = await fetch(url).then(
        () => 'loaded',
        (error: Error) => error.name,
      );
      const shown = await Promise.all([
        asElement('img', url),
        asElement('script', url),
        asElement('link', url),
      ]);
      return [file, fetched, ...shown].join(' ');
    }),
  );
}

/** Notes whatever a page may hear of the code that runs beside it. */
function collect(): void {
  const collected: string[] = [];
  Object.assign(globalThis, { collected });
  const note = (what: string) => collected.push(`${what} ${new Error('here').stack}`);
  addEventListener('error', ({ filename, error }) => note(`error ${filename} ${error?.stack}`));
  addEventListener('unhandledrejection', ({ reason }) => note(`rejection ${reason?.stack}`));
  addEventListener('securitypolicyviolation', ({ sourceFile, blockedURI }) =>
    note(`violation ${sourceFile} ${blockedURI}`),
  );
  for (const type of ['pointerdown', 'click', 'focusin', 'blur']) {
    addEventListener(type, () => note(type), true);
  }
  new MutationObserver((records) => {
    for (const { attributeName } of records) note(`mutation ${attributeName}`);
  }).observe(document, { subtree: true, childList: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) collected.push(`timing ${name}`);
  }).observe({ type: 'resource', buffered: true });
}
