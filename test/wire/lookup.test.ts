import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { BATCH_SIZES, LookupRequestSchema, LookupResponseSchema } from '../../src/wire/index.ts';

const MATCH = {
  fullHash: 'a'.repeat(64),
  effect: 'listed',
  violation: 'phishing',
  severity: 'severe',
  list: 'link-guard',
};

const ANSWER = {
  rulesetVersion: 12,
  negativeTtl: 1800,
  positiveTtl: 600,
  matches: [{ ...MATCH, listedOn: '2026-03-01', evidence: 'case-7' }, MATCH],
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

  test('takes the severity of the violation from a service that does not tell one', () => {
    const { severity: _, ...bare } = MATCH;
    const matches = [bare, { ...bare, violation: 'marketing' }];
    const read = v.parse(LookupResponseSchema, { ...ANSWER, matches });
    expect(read.matches.map(({ severity }) => severity)).toEqual(['severe', 'lesser']);
  });

  test('lets a service raise a violation, and never lower a severe one', () => {
    const matches = [
      { ...MATCH, severity: 'lesser' },
      { ...MATCH, violation: 'marketing', severity: 'severe' },
      { ...MATCH, violation: 'marketing', severity: 'lesser' },
    ];
    const read = v.parse(LookupResponseSchema, { ...ANSWER, matches });
    expect(read.matches.map(({ severity }) => severity)).toEqual(['severe', 'severe', 'lesser']);
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
    { matches: [{ ...MATCH, fullHash: 'A'.repeat(64) }] },
    { matches: [{ ...MATCH, fullHash: 'a'.repeat(8) }] },
    { matches: [{ ...MATCH, effect: 'toString' }] },
    { matches: [{ ...MATCH, violation: 'rudeness' }] },
    { matches: [{ ...MATCH, list: 'x'.repeat(65) }] },
    { matches: Array(10_001).fill(MATCH) },
    { matches: [{ ...MATCH, severity: 'mild' }] },
    { matches: [{ ...MATCH, listedOn: 'yesterday' }] },
    { matches: [{ ...MATCH, evidence: 'x'.repeat(129) }] },
    { matches: [{ ...MATCH, evidence: 7 }] },
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
