import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CodedError } from '../../../src/policy/index.ts';
import { inBatches } from '../../../src/service/store/batches.ts';

/** Doubles numbers, and keeps the batches in which they came. */
function doubling(atOnce: number) {
  const batches: (readonly number[])[] = [];
  const gates: (() => void)[] = [];
  const double = inBatches(
    async (items: readonly number[]) => {
      batches.push(items);
      if (items.includes(13)) throw new TypeError('unlucky');
      if (items.includes(14)) throw new CodedError('store-unavailable', 'away');
      await new Promise<void>((resolve) => gates.push(resolve));
      return items.map((item) => item * 2);
    },
    { perBatch: 3, atOnce, waiting: 6 },
  );
  return {
    double,
    batches,
    /** Until nothing is at work any more. */
    async openGates() {
      for (let idle = 0; idle < 5; idle += 1) {
        if (gates.length > 0) idle = 0;
        for (const open of gates.splice(0)) open();
        await setImmediate();
      }
    },
  };
}

/** Long enough for whatever waits for its turn of the loop. */
async function turn(): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) await setImmediate();
}

describe('inBatches', () => {
  test('does together what comes together, and what comes meanwhile after it', async () => {
    const { double, batches, openGates } = doubling(1);
    const first = [1, 2].map(double);
    await turn();
    const later = [3, 4, 5, 6].map(double);
    await turn();
    expect(batches).toEqual([[1, 2]]);
    await openGates();
    expect(await Promise.all([...first, ...later])).toEqual([2, 4, 6, 8, 10, 12]);
    expect(batches).toEqual([[1, 2], [3, 4, 5], [6]]);
  });

  test('has as many batches at work as it may', async () => {
    const { double, batches, openGates } = doubling(2);
    const all = [double(1)];
    await turn();
    all.push(double(2));
    await turn();
    all.push(double(3));
    await turn();
    expect(batches).toEqual([[1], [2]]);
    await openGates();
    expect(await Promise.all(all)).toEqual([2, 4, 6]);
  });

  test('refuses who comes when too many wait', async () => {
    const { double, openGates } = doubling(1);
    const settled = Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map(double));
    await turn();
    await openGates();
    expect((await settled).map(({ status }) => status)).toEqual([
      ...Array(6).fill('fulfilled'),
      'rejected',
    ]);
  });

  test('lets one that fails take no other with it, but does not try what cannot be', async () => {
    const { double, batches, openGates } = doubling(1);
    const settled = Promise.allSettled([12, 13].map(double));
    await turn();
    await openGates();
    expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(batches).toEqual([[12, 13], [12], [13]]);
    const away = Promise.allSettled([14, 15].map(double));
    expect((await away).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(batches.at(-1)).toEqual([14, 15]);
  });
});
