import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../../src/policy/index.ts';
import { encodeGroup, type Fingerprints } from '../../../../src/policy/ruleset/rules/group.ts';
import { thinGroup } from '../../../../src/policy/ruleset/versions/thin-group.ts';

fc.configureGlobal({ seed: 20_261_120 });

const HALF = 2 ** 24;

function groupOf(numbers: readonly number[]): Fingerprints {
  const ascending = [...new Set(numbers)].sort((a, b) => a - b);
  return {
    high: Uint32Array.from(ascending, (number) => Math.floor(number / HALF)),
    low: Uint32Array.from(ascending, (number) => number % HALF),
  };
}

function without({ high, low }: Fingerprints, places: readonly number[]): Fingerprints {
  const isLeft = (_: number, place: number): boolean => !places.includes(place);
  return { high: high.filter(isLeft), low: low.filter(isLeft) };
}

/** Numbers that are spread, that stand close together, and at both ends. */
const fingerprints = fc
  .array(
    fc.oneof(
      fc.nat({ max: 2 ** 48 - 1 }),
      fc.nat(3000).map((number) => number * 1000),
      fc.constantFrom(0, 1, 2 ** 48 - 2, 2 ** 48 - 1),
    ),
    { minLength: 2, maxLength: 300, size: 'max' },
  )
  .map(groupOf)
  .filter(({ high }) => high.length > 1);

/** Spread evenly, as fingerprints are. */
function evenGroup(count: number): Fingerprints {
  return groupOf(
    Array.from({ length: count }, (_, place) => Math.floor((place * 2 ** 48) / count)),
  );
}

describe('thinGroup', () => {
  test('writes what encoding the rest would write', () => {
    fc.assert(
      fc.property(fingerprints, fc.infiniteStream(fc.nat(9)), fc.nat(10), (group, dice, share) => {
        const places = [...group.high.keys()].filter(() => dice.next().value < share).slice(1);
        const thinned = thinGroup(encodeGroup(group), group.high.length, Uint32Array.from(places));
        expect(thinned).toEqual(encodeGroup(without(group, places)));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['the first', [0]],
    ['the last', [1999]],
    ['none', []],
    ['some that stand together', [63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 95, 96, 97]],
    ['every second', Array.from({ length: 900 }, (_, index) => 2 * index)],
    ['so many that it is parted elsewhere', Array.from({ length: 1700 }, (_, index) => index)],
    ['all but one', Array.from({ length: 1999 }, (_, index) => index)],
  ])('takes out %s', (_, places) => {
    const group = evenGroup(2000);
    const thinned = thinGroup(encodeGroup(group), 2000, Uint32Array.from(places));
    expect(thinned).toEqual(encodeGroup(without(group, places)));
  });

  test('reads a group that stands anywhere in a larger buffer', () => {
    const bytes = encodeGroup(evenGroup(100));
    const buffer = new Uint8Array(bytes.length + 3);
    buffer.set(bytes, 3);
    expect(thinGroup(buffer.subarray(3), 100, Uint32Array.of(7))).toEqual(
      thinGroup(bytes, 100, Uint32Array.of(7)),
    );
  });

  test('makes something of the right size of any bytes, or refuses them', () => {
    const { length } = encodeGroup(evenGroup(20));
    const size = encodeGroup(evenGroup(18)).length;
    fc.assert(
      fc.property(fc.uint8Array({ minLength: length, maxLength: length }), (bytes) => {
        try {
          expect(thinGroup(bytes, 20, Uint32Array.of(3, 19)).length).toBe(size);
        } catch (error) {
          expect(codeOf(error)).toBe('bad-rules');
        }
      }),
    );
  });
});
