import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  areClearances,
  clearancesOf,
  isCleared,
} from '../../../../src/policy/ruleset/rules/clearances.ts';
import { fullHashOf, toHex } from '../../../../src/policy/url/hash.ts';
import { expression, rule } from '../sample-rules.ts';

const allow = (text: string) => rule(text, { effect: 'allowed' });

describe('clearancesOf', () => {
  test('holds the beginning of the hash of each expression that is allowed, and of no other', () => {
    const clearances = clearancesOf([allow('a.test/'), rule('b.test/'), allow('a.test/')]);
    expect(toHex(clearances)).toBe(toHex(fullHashOf('a.test/')).slice(0, 24));
    expect(clearancesOf([rule('b.test/')])).toHaveLength(0);
  });

  test('takes a rule that is known by its hash for what the hash is of', () => {
    const hashed = allow(`#${toHex(fullHashOf('a.test/'))}`);
    expect(clearancesOf([hashed])).toEqual(clearancesOf([allow('a.test/')]));
  });
});

describe('isCleared', () => {
  test('finds what is there and nothing else', () => {
    fc.assert(
      fc.property(fc.array(expression), fc.array(expression), (cleared, others) => {
        const clearances = clearancesOf(cleared.map(allow));
        expect(areClearances(clearances)).toBe(true);
        for (const text of cleared) expect(isCleared(clearances, text)).toBe(true);
        for (const text of others) {
          expect(isCleared(clearances, text)).toBe(cleared.includes(text));
        }
      }),
    );
  });
});

test('areClearances refuses another order, a repetition and a part', () => {
  const clearances = clearancesOf([allow('a.test/'), allow('b.test/')]);
  const [first, second] = [clearances.subarray(0, 12), clearances.subarray(12)];
  expect(areClearances(Uint8Array.of(...second, ...first))).toBe(false);
  expect(areClearances(Uint8Array.of(...first, ...first))).toBe(false);
  expect(areClearances(clearances.subarray(1))).toBe(false);
  expect(areClearances(new Uint8Array())).toBe(true);
});
