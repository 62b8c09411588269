import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { BATCH_SIZES, LookupRequestSchema, LookupResponseSchema } from '../../src/wire/index.ts';

const ANSWER = {
  rulesetVersion: 12,
  negativeTtl: 1800,
  positiveTtl: 600,
  matches: [
    { fullHash: 'a'.repeat(64), effect: 'listed', violation: 'phishing', list: 'link-guard' },
  ],
  padding: '...',
};

const prefix = fc.integer({ min: 0, max: 0xffff_ffff }).map((n) => n.toString(16).padStart(8, '0'));
const batch = fc
  .constantFrom(...BATCH_SIZES)
  .chain((size) => fc.array(prefix, { minLength: size, maxLength: size }));

describe('LookupRequestSchema', () => {
  test('takes every batch of an agreed size, and keeps its order', () => {
    fc.assert(
      fc.property(batch, (prefixes) => {
        expect(v.parse(LookupRequestSchema, { prefixes })).toEqual({ prefixes });
      }),
    );
  });

  test('refuses a batch of any other size', () => {
    fc.assert(
      fc.property(fc.array(prefix, { maxLength: 300 }), (prefixes) => {
        const isAgreed = BATCH_SIZES.some((size) => size === prefixes.length);
        expect(v.is(LookupRequestSchema, { prefixes })).toBe(isAgreed);
      }),
    );
  });

  test('refuses anything that JSON can say and that is no batch', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(v.is(LookupRequestSchema, value)).toBe(false);
      }),
    );
  });
});

describe('LookupResponseSchema', () => {
  test('reads an answer, and drops members of a later version', () => {
    expect(v.parse(LookupResponseSchema, { ...ANSWER, later: true })).toEqual(ANSWER);
  });

  test('takes an answer without padding', () => {
    const { padding: _, ...bare } = ANSWER;
    expect(v.parse(LookupResponseSchema, bare)).toEqual({ ...ANSWER, padding: '' });
  });

  test.each([
    { rulesetVersion: 0 },
    { rulesetVersion: '12' },
    { rulesetVersion: Number.NaN },
    { negativeTtl: -1 },
    { negativeTtl: 8 * 86_400 },
    { positiveTtl: Number.POSITIVE_INFINITY },
    { positiveTtl: 0.5 },
    { matches: undefined },
    { matches: {} },
    { matches: [null] },
    { matches: [{ ...ANSWER.matches[0], fullHash: 'A'.repeat(64) }] },
    { matches: [{ ...ANSWER.matches[0], fullHash: 'a'.repeat(8) }] },
    { matches: [{ ...ANSWER.matches[0], effect: 'toString' }] },
    { matches: [{ ...ANSWER.matches[0], violation: 'rudeness' }] },
    { matches: [{ ...ANSWER.matches[0], list: 'x'.repeat(65) }] },
    { matches: Array(10_001).fill(ANSWER.matches[0]) },
    { padding: 7 },
  ])('refuses a lying service: case %#', (wrong) => {
    expect(v.is(LookupResponseSchema, { ...ANSWER, ...wrong })).toBe(false);
  });

  test('takes nothing from a prototype', () => {
    const text = '{"__proto__":{"matches":[]},"rulesetVersion":1,"negativeTtl":1,"positiveTtl":1}';
    expect(v.is(LookupResponseSchema, JSON.parse(text))).toBe(false);
  });

  test.each(['<html>', '', null, [], 0, true])('refuses %j', (value) => {
    expect(v.is(LookupResponseSchema, value)).toBe(false);
  });
});
