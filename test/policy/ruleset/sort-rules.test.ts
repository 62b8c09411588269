import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortRules } from '../../../src/policy/ruleset/sort-rules.ts';

const value = fc.oneof(fc.nat(2 ** 24 - 1), fc.constantFrom(0, 4095, 4096, 2 ** 24 - 1));
const rules = fc.array(fc.tuple(fc.nat(0xffff), value, value));

describe('sortRules', () => {
  test('sorts by kind, high and low, and leaves equal ones in their order', () => {
    fc.assert(
      fc.property(rules, fc.boolean(), (all, isTwice) => {
        const doubled = isTwice ? [...all, ...all] : all;
        const column = (index: 0 | 1 | 2) => doubled.map((one) => one[index]);
        const order = sortRules(
          Uint16Array.from(column(0)),
          Uint32Array.from(column(1)),
          Uint32Array.from(column(2)),
        );
        const expected = [...doubled.entries()]
          .sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
          .map(([index]) => index);
        expect([...order]).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
