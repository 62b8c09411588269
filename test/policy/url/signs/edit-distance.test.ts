import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isWithin,
  lettersApart,
  lettersIn,
  slipBetween,
} from '../../../../src/policy/url/signs/edit-distance.ts';

describe('slipBetween', () => {
  test.each([
    ['facebok', 'missing'],
    ['faceboook', 'spare'],
    ['xfacebook', 'spare'],
    ['facebooc', 'other'],
    ['faecbook', 'swapped'],
    ['facebook', undefined],
    ['facbok', undefined],
    ['faecboko', undefined],
    ['', undefined],
  ])('between facebook and %j is %s', (written, slip) => {
    expect(slipBetween('facebook', written)).toBe(slip);
  });
});

describe('isWithin', () => {
  test.each([
    [0, 'abc', 'abc', true],
    [1, 'abc', 'acb', true],
    [1, 'abcd', 'badc', false],
    [2, 'abcd', 'badc', true],
    [2, 'steamcommunity', 'staemcomunity', true],
    [1, 'steamcommunity', 'staemcomunity', false],
    [3, 'abc', '', true],
    [2, 'abc', '', false],
  ])('%i slips: %s and %s is %s', (slips, one, other, isNear) => {
    expect(isWithin(slips, one, other)).toBe(isNear);
    expect(isWithin(slips, other, one)).toBe(isNear);
  });

  test('of one slip says what slipBetween says', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(name, name, (one, other) => {
        const isSlip = one === other || slipBetween(one, other) !== undefined;
        expect(isWithin(1, one, other)).toBe(isSlip);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test('is never kept from a look by the letters that two names have', () => {
    const name = fc.string({ unit: fc.constantFrom(...'abcdefgh'), maxLength: 9 });
    fc.assert(
      fc.property(name, name, fc.nat(3), (one, other, slips) => {
        if (!isWithin(slips, one, other)) return;
        expect(lettersApart(lettersIn(one), lettersIn(other))).toBeLessThanOrEqual(2 * slips);
      }),
      { seed: 7, numRuns: 5000 },
    );
  });
});
