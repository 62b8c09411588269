import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortFingerprints } from '../../../../src/policy/ruleset/rules/sort-fingerprints.ts';

const value = fc.oneof(fc.nat(2 ** 24 - 1), fc.constantFrom(0, 255, 256, 65_535, 2 ** 24 - 1));
const fingerprints = fc.array(fc.tuple(value, value));

describe('sortFingerprints', () => {
  test('sorts by high and low, and leaves equal ones in their order', () => {
    fc.assert(
      fc.property(fingerprints, fc.boolean(), (all, isTwice) => {
        const doubled = isTwice ? [...all, ...all] : all;
        const high = Uint32Array.from(doubled, ([upper]) => upper);
        const low = Uint32Array.from(doubled, ([, lower]) => lower);
        const order = sortFingerprints({ high, low });
        const expected = [...doubled.entries()].sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1]);
        expect([...order]).toEqual(expected.map(([index]) => index));
        expect([...high]).toEqual(expected.map(([, [upper]]) => upper));
        expect([...low]).toEqual(expected.map(([, [, lower]]) => lower));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('sorts what lists repeat without comparing each with all', () => {
    const size = 200_000;
    const high = Uint32Array.from({ length: size }, (_, index) => (index % 2 === 0 ? 7 : 6));
    const low = Uint32Array.from({ length: size }, (_, index) => (size - index) % 3);
    const before = [...high].map((upper, index) => upper * 2 ** 24 + (low[index] ?? 0));
    const order = sortFingerprints({ high, low });
    const after = [...high].map((upper, index) => upper * 2 ** 24 + (low[index] ?? 0));
    expect(after).toEqual([...order].map((former) => before[former]));
    const unsorted = after.filter((value, place) => {
      const former = after[place - 1] ?? -1;
      const isInOrder = (order[place - 1] ?? -1) < (order[place] ?? 0);
      return former > value || (former === value && !isInOrder);
    });
    expect(unsorted).toEqual([]);
  });
});
