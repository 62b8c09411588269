/**
 * BUDGET: what a page costs under guard, beside what the same page costs without it, in the same
 * run. What the processor did is counted, not what a clock says: a busy machine is slow in both.
 */
import type { Page } from 'puppeteer-core';
import { BURST_MILLISECONDS, LASTING_SHARE } from '../../src/extension/content/slices.ts';

export interface Work {
  /** Seconds of a processor that the page's main thread took, with whatever ran there. */
  readonly task: number;
  /** Seconds since the page was opened. */
  readonly age: number;
  readonly script: number;
  /** Bytes, after a collection. */
  readonly heap: number;
  readonly listeners: number;
}

/** Since the page was opened. Chromium alone tells. */
export async function workOf(page: Page): Promise<Work> {
  const session = await page.createCDPSession();
  try {
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    return {
      task: of('TaskDuration'),
      age: (await page.evaluate(() => performance.now())) / 1_000,
      script: of('ScriptDuration'),
      heap: of('JSHeapUsedSize'),
      listeners: of('JSEventListeners'),
    };
  } finally {
    await session.detach();
  }
}

/** What the guard took of a page, over what it may take of one that never rests. */
export function excessOf(guarded: Work, plain: Work): number {
  const allowed = BURST_MILLISECONDS / 1_000 + LASTING_SHARE * guarded.age;
  return (guarded.task - plain.task) / allowed;
}
