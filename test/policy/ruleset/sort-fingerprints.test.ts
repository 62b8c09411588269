import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortFingerprints } from '../../../src/policy/ruleset/sort-fingerprints.ts';

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
});
