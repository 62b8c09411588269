/// <reference lib="dom" />
/**
 * From a worker that sleeps to its first verdict, with a million rules that are read and verified
 * on the way, beside a worker of another extension that answers and does nothing else. Each is
 * asked from a page of its own, in whose process it starts.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page, Target } from 'puppeteer-core';
import { findOrInstall } from '../scripts/setup.ts';
import { launch } from '../test/support/browsers.ts';
import { ask, explain, startUpdate, viewOf } from '../test/support/fault-ground.ts';
import { startFaultyService } from '../test/support/faulty-service.ts';
import { startInternet } from '../test/support/internet.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';
import { builtExtension } from '../test/support/test-ground.ts';
import { until } from '../test/support/until.ts';
import { median, type Report } from './figures.ts';
import { asPlainList, makeRules, readStock } from './inputs.ts';

const RULES = 1_000_000;
const ROUNDS = 25;
/** Milliseconds: what is published is compiled, fetched, and given to the browser's filter. */
const PATIENCE = 300_000;
const LISTED = 'cold.bench.example';

declare const chrome: {
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  readonly storage: {
    readonly local: { get(key: string): Promise<Record<string, unknown>> };
  };
};

export async function benchCold(report: Report): Promise<void> {
  findOrInstall(['chromium']);
  const internet = await startInternet();
  const service = await startFaultyService();
  const folder = await makeTemporaryFolder('empty-extension');
  await writeEmptyExtension(folder.path);
  const extensionDir = builtExtension('chromium');
  const browser = await launch('chromium', { extensionDir, proxy: internet });
  try {
    const desk = await browser.extensionPage('icons/16.png');
    await ask(desk, 'lookups.set', { mode: 'local-only' });
    const pages = asPlainList(makeRules(await readStock(), RULES)).split('\n');
    const before = await netOf(desk);
    const version = await service.publish([LISTED], { pages });
    await startUpdate(desk);
    await until(async () => (await viewOf(desk)).protection.ruleset?.version === version, {
      ...{ what: 'a million rules in force', within: PATIENCE },
    });
    // Else each worker would begin anew with what the first one was ended in the middle of.
    await until(async () => (await netOf(desk)) !== before, {
      ...{ what: "the browser's rules of a million rules", within: PATIENCE },
    });
    const { verdict } = await explain(desk, `https://${LISTED}/`);
    if (verdict !== 'harmful') throw new Error('the rules are not in force');
    await browser.addExtension(folder.path);
    const empty = await openEmpty(desk.browser(), originOf(desk));
    await compareBesidePages(report, { desk, empty });
  } finally {
    await browser.close();
    await folder.remove();
    await service.close();
    await internet.close();
  }
}

/** Which listed hosts the browser has rules for. */
function netOf(desk: Page): Promise<unknown> {
  return desk.evaluate(async () => (await chrome.storage.local.get('net-listed'))['net-listed']);
}

type Pages = Readonly<Record<'desk' | 'empty', Page>>;

const FIRST = 'from a worker that sleeps to the first verdict of 1M rules';

async function compareBesidePages(report: Report, { desk, empty }: Pages): Promise<void> {
  const link = { href: `https://${LISTED}/`, text: 'look', context: 'direct', site: 'demo' };
  const question = { protocol: 'page', name: 'link.explain', input: link };
  await inTurns(report, FIRST, {
    nothing: () => coldAnswer(empty, 'anything'),
    judged: () => coldAnswer(desk, question),
  });
}

async function inTurns(
  report: Report,
  figure: string,
  { nothing, judged }: Readonly<Record<'nothing' | 'judged', () => Promise<number>>>,
): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [peer, own] = [await nothing(), await judged()];
    // The first round is for both to get warm.
    if (round === 0) continue;
    theirs.push(peer);
    ours.push(own);
  }
  report.add({
    figure,
    ours: median(ours),
    peer: median(theirs),
    peerName: 'the first answer of an empty worker',
    unit: 'ms',
    goal: '<= 1.7',
    ratioOf: 'ours/peer',
  });
  const least = Math.min(...ours) / Math.min(...theirs);
  report.note(`the least of each: ${least.toFixed(2)} x`);
}

/** Milliseconds from the question to the answer of a worker that was ended before. */
async function coldAnswer(page: Page, question: unknown): Promise<number> {
  await endWorker(page.browser(), originOf(page));
  return page.evaluate(timeAnswer, question);
}

/** Runs in a page. */
async function timeAnswer(message: unknown): Promise<number> {
  const started = performance.now();
  await chrome.runtime.sendMessage(message);
  return performance.now() - started;
}

/** The parser knows no origin of this scheme. */
function originOf(page: Page): string {
  return `chrome-extension://${new URL(page.url()).host}`;
}

async function endWorker(browser: Browser, origin: string): Promise<void> {
  const isOurs = (one: Target) => one.type() === 'service_worker' && one.url().startsWith(origin);
  await until(
    async () => {
      const target = browser.targets().find(isOurs);
      await (await target?.worker())?.close();
      return browser.targets().every((one) => !isOurs(one));
    },
    { what: 'the end of a worker' },
  );
}

async function writeEmptyExtension(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = {
    ...{ manifest_version: 3, name: 'empty', version: '1' },
    background: { service_worker: 'worker.js' },
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'page.html'), '<!doctype html><title>empty</title>');
  await writeFile(
    join(folder, 'worker.js'),
    'chrome.runtime.onMessage.addListener((message, sender, answer) => answer("here"));',
  );
}

async function openEmpty(browser: Browser, ours: string): Promise<Page> {
  const worker = await browser.waitForTarget(
    (one) =>
      one.type() === 'service_worker' &&
      one.url().startsWith('chrome-extension://') &&
      !one.url().startsWith(ours),
  );
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${new URL(worker.url()).host}/page.html`);
  return page;
}
