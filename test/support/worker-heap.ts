/** What the worker holds, in Chromium. */
import type { Browser } from 'puppeteer-core';
import { until } from './until.ts';

/** Bytes, after what nobody holds any longer was taken away. */
export async function heapOfWorker(browser: Browser): Promise<number> {
  const target = await until(
    () => browser.targets().find((one) => one.type() === 'service_worker'),
    { what: 'the worker' },
  );
  const session = await target.createCDPSession();
  try {
    await session.send('HeapProfiler.enable');
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  } finally {
    await session.detach();
  }
}
