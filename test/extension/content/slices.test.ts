import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { Slices } from '../../../src/extension/content/slices.ts';

/** Whatever was posted before has arrived after this. */
function messageRound(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

async function rounds(count = 20): Promise<void> {
  for (let round = 0; round < count; round++) await messageRound();
}

function slicesOf(options: { slices: number; isPageBusy: boolean }) {
  const end = new AbortController();
  onTestFinished(() => end.abort());
  const done: number[] = [];
  const slices = new Slices(
    {
      step(deadline) {
        done.push(deadline - performance.now());
        return done.length < options.slices;
      },
      idleStep: () => undefined,
      hasIdleWork: () => false,
      isPageBusy: () => options.isPageBusy,
    },
    end.signal,
  );
  return { slices, done, end };
}

describe('Slices', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test('goes on until there is no more to do, with no slice longer than 8 ms', async () => {
    const { slices, done } = slicesOf({ slices: 3, isPageBusy: false });
    slices.request();
    slices.request();
    await rounds();
    expect(done).toHaveLength(3);
    expect(Math.max(...done)).toBeLessThanOrEqual(8);
  });

  test('leaves most of the time to a page that is being parsed', async () => {
    const { slices, done } = slicesOf({ slices: 2, isPageBusy: true });
    slices.request();
    await rounds();
    expect(done).toHaveLength(0);
    vi.advanceTimersByTime(8 / 0.3 + 1);
    await rounds();
    expect(done).toHaveLength(1);
    vi.advanceTimersByTime(8 / 0.3 + 1);
    await rounds();
    expect(done).toHaveLength(2);
  });

  test('does nothing after its end', async () => {
    const { slices, done, end } = slicesOf({ slices: 1, isPageBusy: false });
    end.abort();
    slices.request();
    await rounds();
    expect(done).toHaveLength(0);
  });
});
