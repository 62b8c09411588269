/**
 * BUDGET: what a page costs under guard, beside what the same page costs without it, in the same
 * run. Never a time against a clock: a busy machine is slow in both.
 */
import type { Page } from 'puppeteer-core';

export interface Work {
  /** Seconds that the page's main thread was at work, with whatever ran there. */
  readonly task: number;
  readonly script: number;
  /** Bytes, after a collection. */
  readonly heap: number;
  readonly listeners: number;
}

/** Since the page was opened. Chromium alone tells. */
export async function workOf(page: Page): Promise<Work> {
  const session = await page.createCDPSession();
  try {
    await session.send('Performance.enable');
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    return {
      task: of('TaskDuration'),
      script: of('ScriptDuration'),
      heap: of('JSHeapUsedSize'),
      listeners: of('JSEventListeners'),
    };
  } finally {
    await session.detach();
  }
}
