import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  CreditRulesSchema,
  packagedPolicy,
  parsePolicy,
  USUAL_CREDIT_RULES,
} from '../../src/policy/index.ts';

describe('CreditRulesSchema', () => {
  test('takes the usual rules', () => {
    expect(v.parse(CreditRulesSchema, USUAL_CREDIT_RULES)).toEqual(USUAL_CREDIT_RULES);
  });

  test.each([
    { halfLifeDays: 0 },
    { halfLifeDays: Number.POSITIVE_INFINITY },
    { minimumSample: 0 },
    { removalRelief: 1.1 },
    { returnWeight: -1 },
    { confidence: 1 },
    { confidence: 0.4 },
    { severity: { severe: 4 } },
    { reach: { few: 1, many: 2, public: 0 } },
    { letters: { A: 90, B: 90, C: 50, D: 25 } },
    { letters: { A: 100, B: 75, C: 50, D: 25 } },
    { taobao: 1 },
  ])('refuses %j', (changes) => {
    expect(v.is(CreditRulesSchema, { ...USUAL_CREDIT_RULES, ...changes })).toBe(false);
  });
});

describe('a policy', () => {
  test('may say how credit is reckoned, and need not', () => {
    const policy = packagedPolicy('everyday');
    expect(policy).not.toHaveProperty('credit');
    const credit = { ...USUAL_CREDIT_RULES, halfLifeDays: 90 };
    expect(parsePolicy({ ...policy, credit }).credit).toEqual(credit);
    expect(() => parsePolicy({ ...policy, credit: { halfLifeDays: 90 } })).toThrow('credit.');
  });
});
