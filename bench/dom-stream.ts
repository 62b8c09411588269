/// <reference lib="dom" />
/** What our script costs a page in which messages come, and one in which they hold no links. */
import type { GuardedBrowser } from '../test/support/browsers.ts';
import {
  chatPage,
  inFreshPage,
  inLists,
  plainAddress,
  SCRIPT,
  settle,
  timeOwn,
  waitForFirst,
} from './dom-page.ts';
import { traced } from './dom-trace.ts';
import { median, type Report } from './figures.ts';

export const BEFORE = [1_000, 50_000] as const;
/** In a second, so many at a time. */
const STREAMED = 1_000;
const AT_ONCE = 20;
const TEXTS = 10_000;
const FEW_TEXTS = 10;
/** Milliseconds until all of them are read, a little at a time. */
const READING = 3_000;
const ROUNDS = 3;

export async function benchStream(
  report: Report,
  browser: GuardedBrowser,
  address: string,
): Promise<void> {
  for (const size of BEFORE) {
    const { script, told, rescans } = await inFreshPage(
      browser,
      `${address}/${size}`,
      async (page) => {
        await waitForFirst(page);
        await settle(page);
        const ours = await traced(page, SCRIPT, async () => {
          await page.evaluate(stream, STREAMED, AT_ONCE);
          await settle(page);
        });
        const rescan = await timeOwn(page, 'readAll', '/');
        return { ...ours, rescans: (rescan * STREAMED) / AT_ONCE };
      },
    );
    const empty = await toldToNobody(browser, size);
    const each = (milliseconds: number) => (milliseconds * 1_000) / STREAMED;
    const figure = (name: string) => `1,000 messages a second after ${size}: ${name}, each`;
    report.add({
      figure: figure('in the observer'),
      ours: each(told),
      peer: each(empty),
      peerName: 'in one that does nothing',
      unit: 'us',
      goal: '<= 3 us',
      ratioOf: 'ours/peer',
    });
    report.add({
      figure: figure('script'),
      ours: each(script),
      peer: each(rescans),
      peerName: 'a full rescan for every batch',
      unit: 'us',
      goal: '>= 10',
    });
  }
}

/** What the call itself costs: milliseconds of an observer of the page's own that does nothing. */
function toldToNobody(browser: GuardedBrowser, size: number): Promise<number> {
  return inFreshPage(browser, plainAddress(size), async (page) => {
    await settle(page);
    await page.evaluate('observe()');
    const { told } = await traced(page, plainAddress(size), async () => {
      await page.evaluate(stream, STREAMED, AT_ONCE);
      await settle(page);
    });
    return told;
  });
}

/**
 * What the search costs is what a page of so many messages costs more than one of a few: all else
 * of our script runs in that one, too.
 */
export async function benchText(
  report: Report,
  browser: GuardedBrowser,
  address: string,
): Promise<void> {
  const rounds: Record<'few' | 'log' | 'lists' | 'floor', number>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const few = await readTexts(browser, `${address}/text${FEW_TEXTS}`);
    const log = await readTexts(browser, `${address}/text${TEXTS}`);
    const lists = await readTexts(browser, `${address}/text-lists${TEXTS}`);
    rounds.push({ few: few.script, log: log.script, lists: lists.script, floor: log.floor });
  }
  const of = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
  const figure = (name: string) => `plain text of ${TEXTS} messages, no links: ${name}`;
  const shared = {
    ...({ unit: 'ms', ratioOf: 'ours/peer' } as const),
    peer: of(({ floor }) => floor),
    peerName: 'textContent and indexOf alone',
  };
  const goal = '<= 3';
  report.add({
    ...shared,
    figure: figure('script, in one log'),
    ours: of(({ log }) => log),
  });
  report.add({
    ...shared,
    ...{ figure: figure(`what it adds to that of ${FEW_TEXTS}, in one log`), goal },
    ours: of(({ log, few }) => log - few),
  });
  report.add({
    ...shared,
    ...{
      figure: figure(`what it adds to that of ${FEW_TEXTS}, in lists that are all searched`),
      goal,
    },
    ours: of(({ lists, few }) => lists - few),
  });
}

/** Milliseconds of our script, and of what the page's own needs to read the same. */
function readTexts(
  browser: GuardedBrowser,
  address: string,
): Promise<Record<'script' | 'floor', number>> {
  return inFreshPage(browser, 'about:blank', async (page) => {
    const { script } = await traced(page, SCRIPT, async () => {
      await page.goto(address);
      await settle(page, READING);
    });
    return { script, floor: await timeOwn(page, 'readText', '/') };
  });
}

/** In one log, of which what is near the view is looked at. */
export function textChatOf(size: number): string {
  return chatPage(textsOf(size));
}

/** In lists that are short enough to be looked at as a whole. */
export function textListsOf(size: number): string {
  return inLists(textsOf(size));
}

/** Three in a hundred say an address; many more say something like one. */
function textsOf(size: number): readonly string[] {
  return Array.from({ length: size }, (_, n) => {
    const said = n % 33 === 0 ? `https://host${n}.example/read` : `of report.${n}.pdf`;
    return `<p data-message>what we spoke about yesterday, and what is to be done until then: ${said} and so on</p>`;
  });
}

/** In the page: messages as its own script would add them. */
export async function stream(count: number, atOnce: number): Promise<void> {
  const list = document.querySelector('main') as HTMLElement;
  for (let n = 0; n < count; n += atOnce) {
    const part = document.createDocumentFragment();
    for (let m = n; m < n + atOnce; m += 1) {
      const message = document.createElement('p');
      message.setAttribute('data-message', '');
      const link = document.createElement('a');
      link.href = `https://late${m}.example/articles/${m}`;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      link.append(link.href);
      message.append('look: ', link);
      part.append(message);
    }
    list.append(part);
    performance.mark('changed');
    // Whoever observes the page is told before this goes on.
    await undefined;
    performance.mark('told');
    await new Promise((resolve) => setTimeout(resolve, atOnce));
  }
}
