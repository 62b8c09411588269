/// <reference lib="dom" />
/** What our script costs a page of many links, beside what the browser itself needs to read them. */
import type { GuardedBrowser } from '../test/support/browsers.ts';
import {
  chatOf,
  inFreshPage,
  plainAddress,
  SCRIPT,
  settle,
  timeOwn,
  waitForFirst,
} from './dom-page.ts';
import { BEFORE, benchStream, benchText, textChatOf, textListsOf } from './dom-stream.ts';
import { traced } from './dom-trace.ts';
import { median, type Report } from './figures.ts';
import { inGuardedBrowser } from './guarded.ts';

const SIZES = [10_000, 50_000] as const;
const ROUNDS = 3;

interface Round {
  readonly script: number;
  readonly longestTurn: number;
  readonly floor: number;
  readonly urlLoop: number;
  readonly addedLayout: number;
  readonly firstLayout: number;
}

export function benchDom(report: Report): Promise<void> {
  return inGuardedBrowser(pageAt, async ({ browser, address, internet }) => {
    for (const size of [...SIZES, ...BEFORE]) {
      internet.answer(new URL(plainAddress(size)).host, () => ({ body: chatOf(size) }));
    }
    for (const size of SIZES) {
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        rounds.push(await measure(browser, address, size));
      }
      add(report, size, rounds);
    }
    await benchStream(report, browser, address);
    await benchText(report, browser, address);
  });
}

function add(report: Report, size: number, rounds: readonly Round[]): void {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const figure = (name: string) => `${size} links, 1 % stopped: ${name}`;
  const shared = { unit: 'ms', ratioOf: 'ours/peer' } as const;
  report.add({
    ...shared,
    figure: figure('script in the page'),
    ours: of(({ script }) => script),
    peer: of(({ floor }) => floor),
    peerName: 'querySelectorAll and getAttribute alone',
    goal: '<= 2',
  });
  report.add({
    figure: figure('script in the page'),
    ours: of(({ script }) => script),
    peer: of(({ urlLoop }) => urlLoop),
    peerName: 'a loop of new URL(a.href)',
    unit: 'ms',
    goal: '>= 2.5',
  });
  report.add({
    ...shared,
    figure: figure('style and layout that it adds'),
    ours: of(({ addedLayout }) => addedLayout),
    peer: of(({ firstLayout }) => firstLayout),
    peerName: "the page's own first layout",
    goal: '<= 0.1',
  });
  report.add({
    figure: figure('the most of it in one task'),
    ours: of(({ longestTurn }) => longestTurn),
    unit: 'ms',
    goal: '<= 16',
  });
}

/** Each on a document of its own: what was read once is read faster the second time. */
async function measure(browser: GuardedBrowser, address: string, size: number): Promise<Round> {
  const plain = plainAddress(size);
  const urlLoop = await inFreshPage(browser, plain, (page) => timeOwn(page, 'parseAll'));
  const own = await inFreshPage(browser, 'about:blank', async (page) => {
    const { layout } = await traced(page, '', async () => {
      await page.goto(plain);
      await settle(page);
    });
    return { layout, floor: await timeOwn(page, 'readAll') };
  });
  const guarded = await inFreshPage(browser, 'about:blank', (page) =>
    traced(page, SCRIPT, async () => {
      await page.goto(`${address}/${size}`);
      await waitForFirst(page);
      await settle(page);
    }),
  );
  return {
    script: guarded.script,
    longestTurn: guarded.longestTurn,
    floor: own.floor,
    urlLoop,
    firstLayout: own.layout,
    addedLayout: Math.max(0, guarded.layout - own.layout),
  };
}

function pageAt(path: string): string {
  const size = Number(path.replace(/\D/g, ''));
  if (path.startsWith('/text-lists')) return textListsOf(size);
  return path.startsWith('/text') ? textChatOf(size) : chatOf(size);
}
