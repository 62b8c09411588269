/// <reference lib="dom" />
/** A10–A15: pages that make the guard work: floods, fights, and things of enormous size. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import { excessOf, workOf } from './budget.ts';
import type { Ground } from './ground.ts';

/** How often one link may be rewritten in this many milliseconds: docs, and `content/links.ts`. */
const MOST_REWRITES = 20;
const MOST_AT_ONCE = 10;
const REWRITE_WINDOW = 5_000;

const PAGE_ALONE = { only: ['warm'], why: 'it is the page layer’s work alone.' } as const;

const WITHIN_BOUNDS =
  'we take of the page’s thread one second at once and a twentieth of the time from then on, at the most, and a key waits no longer than it would without us, as far as a person can tell';

export const WORK: readonly Attack[] = [
  {
    id: 'A10',
    title: 'The page draws its messages afresh sixty times a second',
    required: `the links are stopped again, the marks come back, and ${WITHIN_BOUNDS}`,
    modes: PAGE_ALONE,
    layer: 'rewrite',
    async run(ground) {
      const script = `<script>(${drawAgain})(${JSON.stringify(messages(ground, 20))}, 120, ${ground.signal('drawn')})</script>`;
      const page = await costs(ground, 'drawn', { after: script });
      await ground.untilStopped(page, '#m0', '#m19');
      await until(
        () => page.evaluate(() => document.querySelector('#m0')?.nextElementSibling !== null),
        {
          what: 'the mark',
        },
      );
    },
  },
  {
    id: 'A11',
    title: 'The page undoes every rewrite at once',
    required: `at most ${MOST_REWRITES} rewrites in ${REWRITE_WINDOW / 1000} seconds, then none; the press is still held`,
    modes: PAGE_ALONE,
    layer: 'guard',
    async run(ground) {
      const page = await ground.show(ground.link('a'), {
        after: `<script>(${undo})('#a', ${MOST_AT_ONCE}, ${ground.signal('fought')})</script>`,
      });
      await ground.signalled('fought');
      await until(async () => (await ground.describe(page)).isDegraded, { what: 'the surrender' });
      const written = await page.evaluate(
        () => (globalThis as unknown as { written: number[] }).written,
      );
      expect(mostWithin(written, REWRITE_WINDOW)).toBeLessThanOrEqual(MOST_REWRITES);
      // Without a pointer: on this page a pointer alone makes the browser connect ahead.
      await ground.attack(() => ground.type(page, '#a', 'Enter'));
      expect((await ground.gate()).words).toContain(ground.listed);
    },
  },
  {
    id: 'A12',
    title: 'The page replaces its root fifty times, and opens its document anew',
    required: 'one observer and one set of listeners; new links are stopped',
    modes: PAGE_ALONE,
    async run(ground) {
      const page = await ground.show(ground.link('a'));
      await ground.untilStopped(page, '#a');
      await page.evaluate(replaceRoot, 10);
      const before = ground.name === 'chromium' ? await workOf(page) : undefined;
      await page.evaluate(replaceRoot, 40);
      if (before !== undefined) {
        const after = await workOf(page);
        expect(after.listeners).toBeLessThanOrEqual(before.listeners);
        expect(after.heap).toBeLessThan(2 * before.heap);
      }
      await page.evaluate(
        (html) => {
          document.open();
          document.write(html);
          document.close();
        },
        `<!doctype html><body data-demo-chat><div role="log" data-conversation-kind="group"><p data-message>${ground.link('b')}</p></div>`,
      );
      await ground.untilStopped(page, '#b');
      await ground.attack(() => ground.press(page, '#b'));
      expect((await ground.gate()).words).toContain(ground.listed);
      await ground.noContact();
    },
  },
  {
    id: 'A13',
    title: 'Two hundred thousand links come and go',
    required: `${WITHIN_BOUNDS}; another tab is guarded meanwhile`,
    modes: PAGE_ALONE,
    layer: 'rewrite',
    async run(ground) {
      const script = `<script>(${flood})(100, 2000, ${ground.signal('flooded')})</script>`;
      const page = await costs(ground, 'flooded', { after: script }, async () => {
        const other = await ground.show(ground.link('b'));
        await ground.untilStopped(other, '#b');
        await other.close();
      });
      await page.evaluate((html) => {
        document.querySelector('[data-message]')?.insertAdjacentHTML('beforeend', html);
      }, ground.link('a'));
      await ground.untilStopped(page, '#a');
    },
  },
  {
    id: 'A14',
    title: 'Fifty thousand elements inside each other, and a link with a megabyte of text',
    required: WITHIN_BOUNDS,
    modes: PAGE_ALONE,
    layer: 'rewrite',
    async run(ground) {
      const deep = '<span>'.repeat(50_000);
      const long = ground.link('a').replace('>link a<', `>${'word '.repeat(200_000)}<`);
      const script = `<script>setTimeout(() => { new Image().src = ${ground.signal('built')}; }, 500)</script>`;
      const page = await costs(ground, 'built', { after: script }, undefined, long + deep);
      await ground.untilStopped(page, '#a');
    },
  },
  {
    id: 'A15',
    title: 'An address of a megabyte, one of a hundred thousand spaces, and one of endless escapes',
    required: 'they are stopped or left; the worker lives, and judges what comes after them',
    layer: 'rewrite',
    async run(ground) {
      const baits = [
        `https://${ground.listed}/${'a'.repeat(1_000_000)}`,
        `https://${ground.listed}/?q=${' '.repeat(100_000)}x`,
        `https://${ground.listed}/${'%25'.repeat(50_000)}`,
        `https://${'a.'.repeat(5_000)}${ground.listed}/`,
      ].map((href, index) => `<a id="bait${index}" href="${href}">bait</a>`);
      const page = await ground.attack(() => ground.show([...baits, ground.link('a')]));
      await ground.untilStopped(page, '#bait0', '#bait1', '#bait2', '#bait3', '#a');
      expect(await ground.browser.isWorkerRunning()).toBe(true);
    },
  },
];

function messages(ground: Ground, count: number): string {
  return Array.from({ length: count }, (_, n) => ground.link(`m${n}`))
    .map((link) => `<p data-message>${link}</p>`)
    .join('');
}

/**
 * The same page unguarded and guarded, one after the other, until it says that it is through, with
 * keys pressed meanwhile. Only Chromium tells what its main thread did.
 */
async function costs(
  ground: Ground,
  done: string,
  around: { readonly after: string },
  meanwhile?: () => Promise<void>,
  message = '',
): Promise<Page> {
  const run = async (host?: string) => {
    const page = await ground.browser.newPage();
    await page.bringToFront();
    ground.forget();
    await page.goto(
      ground.chat(message, { ...around, head: `<script>(${noteKeys})()</script>` }, host),
    );
    for (let press = 0; press < PRESSES; press += 1) await page.keyboard.press('Shift');
    await meanwhile?.();
    await page.bringToFront();
    await ground.signalled(done, 60_000);
    const work = ground.name === 'chromium' ? await workOf(page) : undefined;
    return { page, work, wait: middleOf(await page.evaluate(waitsOfKeys)) };
  };
  const plain = await run(PLAIN);
  await plain.page.close();
  const guarded = await run();
  if (plain.work !== undefined && guarded.work !== undefined) {
    expect(excessOf(guarded.work, plain.work)).toBeLessThan(1);
  }
  expect(guarded.wait - plain.wait).toBeLessThan(MOST_WAIT);
  return guarded.page;
}

const PRESSES = 11;
/** Milliseconds that a key may wait longer than without us: below what a person notices. */
const MOST_WAIT = 50;

/** Runs in the page, before anything is in it. */
function noteKeys(): void {
  const waits: number[] = [];
  Object.assign(globalThis, { waits });
  addEventListener('keydown', ({ timeStamp }) => waits.push(performance.now() - timeStamp), true);
}

function waitsOfKeys(): number[] {
  return (globalThis as unknown as { waits: number[] }).waits;
}

function middleOf(values: readonly number[]): number {
  expect(values).toHaveLength(PRESSES);
  return values.toSorted((one, other) => one - other)[(PRESSES - 1) / 2] ?? Number.NaN;
}

/** Nobody guards it. */
const PLAIN = 'plain.example';

/** Runs in the page, like those below. */
function drawAgain(html: string, frames: number, done: string): void {
  let drawn = 0;
  const draw = () => {
    const log = document.querySelector('[role=log]');
    if (log !== null) log.innerHTML = html;
    drawn += 1;
    if (drawn < frames) requestAnimationFrame(draw);
    else new Image().src = done;
  };
  draw();
}

/** Through an observer, as frameworks and other extensions do; tells when there is nothing to undo. */
function undo(selector: string, most: number, done: string): void {
  const written: number[] = [];
  Object.assign(globalThis, { written });
  const link = document.querySelector(selector);
  const own = link?.getAttribute('href') ?? '';
  if (link === null) return;
  new MutationObserver(() => {
    if (link.getAttribute('href') === own) return;
    written.push(performance.now());
    link.setAttribute('href', own);
    if (written.length === most) new Image().src = done;
  }).observe(link, { attributes: true });
}

function replaceRoot(times: number): void {
  for (let count = 0; count < times; count += 1) {
    const root = document.documentElement;
    root.replaceWith(root.cloneNode(true));
  }
}

function flood(rounds: number, links: number, done: string): void {
  const log = document.querySelector('[role=log]');
  let round = 0;
  const next = () => {
    const message = document.createElement('p');
    message.dataset.message = '';
    for (let n = 0; n < links; n += 1) {
      const link = document.createElement('a');
      link.href = `https://h${n}.flood.example/`;
      link.textContent = 'flood';
      message.append(link);
    }
    log?.append(message);
    message.remove();
    round += 1;
    if (round < rounds) setTimeout(next);
    else {
      const last = document.createElement('p');
      last.dataset.message = '';
      log?.append(last);
      new Image().src = done;
    }
  };
  next();
}

/** The largest number of times that lie in one window of this length. */
function mostWithin(times: readonly number[], window: number): number {
  return Math.max(
    0,
    ...times.map((start) => times.filter((at) => at >= start && at < start + window).length),
  );
}
