/**
 * Kills the extension's worker, or the whole browser, at a random moment while rulesets are
 * published one after the other, and looks what is in force then: the old one or the new one, in
 * the database, in the verdicts and in the browser's own rules alike, and no floor below one that
 * was held.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { type BrowserName, type GuardedBrowser, launch } from './browsers.ts';
import { ask, explain, startUpdate, viewOf } from './fault-ground.ts';
import { type FaultyService, startFaultyService } from './faulty-service.ts';
import { startInternet } from './internet.ts';
import { type KeptRuleset, readKept } from './kept-ruleset.ts';
import { dynamicRules } from './net-ground.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { builtExtension } from './test-ground.ts';
import { until } from './until.ts';

/** In every version, so that what is written takes its time. */
const STEADY = Array.from({ length: 5000 }, (_, index) => `steady-${index}.drill.example`);

export interface UpdateDrill {
  readonly name: BrowserName;
  readonly loops: number;
  /** In every so manieth loop it is the browser that is killed; 0 for never. */
  readonly browserEvery: number;
  readonly onLoop?: (loop: number) => void;
}

/** How far the update had come when it was killed. */
export const STEPS = ['nothing', 'slot', 'pointer', 'all'] as const;

export interface UpdateReport {
  readonly loops: number;
  readonly browsersKilled: number;
  readonly reached: Readonly<Record<(typeof STEPS)[number], number>>;
}

const markOf = (loop: number) => `mark-${loop}.drill.example`;

/** Throws at the first state that is neither the old nor the new one. */
export async function drillUpdates(drill: UpdateDrill): Promise<UpdateReport> {
  const internet = await startInternet();
  const service = await startFaultyService();
  const profile = await makeTemporaryFolder(`drill-${drill.name}`);
  const start = () =>
    launch(drill.name, {
      extensionDir: builtExtension(drill.name),
      proxy: internet,
      profileDir: profile.path,
    });
  let browser = await start();
  try {
    let desk = await deskOf(browser);
    const reached = { nothing: 0, slot: 0, pointer: 0, all: 0 };
    let browsersKilled = 0;
    let former = { mark: 0, kept: await firstVersion(service, desk) };
    // About how long an update takes: the kill falls anywhere in it, or a little after.
    let span = 400;
    for (let loop = 1; loop <= drill.loops; loop += 1) {
      const version = await service.publish([...STEADY, markOf(loop)]);
      service.front.clear();
      const started = performance.now();
      await startUpdate(desk);
      // Half of the kills fall anywhere, half where it is verified and written.
      if (loop % 2 === 0) await untilParts(service);
      await wait(Math.random() * (loop % 2 === 0 ? span / 4 : span * 1.2));
      const isWhole = drill.browserEvery > 0 && loop % drill.browserEvery === 0;
      if (isWhole) {
        await browser.kill();
        browser = await start();
        desk = await deskOf(browser);
        browsersKilled += 1;
      } else {
        await browser.killWorker();
      }
      const elapsed = performance.now() - started;
      const kept = await readKept(desk);
      const step = checkKept(kept, former.kept, version);
      reached[step] += 1;
      const mark = step === 'nothing' || step === 'slot' ? former.mark : loop;
      await checkInForce(desk, { version: kept.version, mark, others: [former.mark, loop] });
      if (!isWhole) span = nextSpan(span, elapsed, step === 'all');
      former = { mark, kept: await readKept(desk) };
      drill.onLoop?.(loop);
    }
    return { loops: drill.loops, browsersKilled, reached };
  } finally {
    await browser.close();
    await profile.remove();
    await service.close();
    await internet.close();
  }
}

/** The delta and the fresh hosts, which come last. */
function untilParts({ front }: FaultyService): Promise<true> {
  return until(() => front.requests('/v1/ruleset/parts/').length >= 2, { what: 'the parts' });
}

async function deskOf(browser: GuardedBrowser): Promise<Page> {
  return browser.extensionPage('icons/16.png');
}

/** Verdicts of the device alone: it is its ruleset that is looked at. */
async function firstVersion(service: FaultyService, desk: Page): Promise<KeptRuleset> {
  await ask(desk, 'lookups.set', { mode: 'local-only' });
  const version = await service.publish([...STEADY, markOf(0)]);
  await startUpdate(desk);
  return until(
    async () => {
      const kept = await readKept(desk);
      return kept.version === version && kept.floor === version && kept;
    },
    { what: 'the first ruleset' },
  );
}

function nextSpan(span: number, elapsed: number, isDone: boolean): number {
  return Math.min(Math.max(isDone ? (span + elapsed) / 2 : span * 1.03, 100), 3000);
}

function checkKept(
  kept: KeptRuleset,
  former: KeptRuleset,
  version: number,
): (typeof STEPS)[number] {
  const told = JSON.stringify({ former, kept, version });
  if (!kept.isWhole || kept.pointed !== kept.version) throw new Error(`mixed: ${told}`);
  if (!kept.isOtherWhole) throw new Error(`half of a slot was written: ${told}`);
  if (kept.floor < former.floor || kept.pointed < former.pointed) {
    throw new Error(`a floor was lowered: ${told}`);
  }
  if (kept.version === version) return kept.floor === version ? 'all' : 'pointer';
  if (kept.version !== former.version) throw new Error(`neither old nor new: ${told}`);
  return kept.other === version ? 'slot' : 'nothing';
}

interface Expected {
  readonly version: number;
  /** The host that this version lists and the others do not. */
  readonly mark: number;
  readonly others: readonly number[];
}

/** The next worker judges by exactly that version, whole, and has the browser's rules say the same. */
async function checkInForce(desk: Page, { version, mark, others }: Expected): Promise<void> {
  const { ruleset, problems } = (await viewOf(desk)).protection;
  if (ruleset?.version !== version || ruleset.origin !== 'fetched' || ruleset.stale !== undefined) {
    throw new Error(`${version} is kept, in force is ${JSON.stringify(ruleset)}`);
  }
  if (problems.includes('storage-broken')) throw new Error('a kill is taken for damage');
  for (const one of new Set([mark, ...others])) {
    const { verdict } = await explain(desk, `https://${markOf(one)}/`);
    const expected = one === mark ? 'harmful' : 'unlisted';
    if (verdict !== expected) throw new Error(`${markOf(one)} is ${verdict} under ${version}`);
  }
  await until(
    async () => {
      const rules = JSON.stringify(await dynamicRules(desk));
      return [...new Set([mark, ...others])].every(
        (one) => rules.includes(JSON.stringify(markOf(one))) === (one === mark),
      );
    },
    { what: `the browser's rules of ${version}` },
  );
}
