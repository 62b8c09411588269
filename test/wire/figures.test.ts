import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { packagedPolicy, USUAL_CREDIT_RULES } from '../../src/policy/index.ts';
import { auditEquality, creditOf, raiseOf } from '../../src/redress/index.ts';
import {
  EqualityResponseSchema,
  LOG_PAGE_LIMIT,
  LogPageResponseSchema,
  ProviderHistoryResponseSchema,
  ProvidersResponseSchema,
  StandingRequestSchema,
  StandingResponseSchema,
} from '../../src/wire/index.ts';
import { findings, NOW } from '../redress/credit/sample-findings.ts';
import { entriesOf } from '../redress/log/sample-log.ts';

const INPUTS = { findings: findings(12), exposure: 1, now: NOW };
const { harm: _, ...CREDIT } = creditOf(INPUTS, USUAL_CREDIT_RULES);
const PROVIDER = {
  ...{ providerId: 'taobao', name: { en: 'Taobao', zh: '淘宝' }, category: 'shopping' },
  ...{ ...CREDIT, exposure: 1, raise: raiseOf(INPUTS, USUAL_CREDIT_RULES) },
};

describe('the credit of providers', () => {
  test('reads as it is reckoned', () => {
    const answer = { at: NOW, providers: [PROVIDER] };
    expect(v.parse(ProvidersResponseSchema, answer)).toEqual(answer);
    const { grade, credit, low, high } = CREDIT;
    const history = [{ at: NOW, grade, credit, low, high }];
    const told = { provider: PROVIDER, history };
    expect(v.parse(ProviderHistoryResponseSchema, told)).toEqual(told);
  });

  test.each([{ grade: 'F' }, { credit: 101 }, { low: -1 }, { upheld: 0.5 }, { category: 'shops' }])(
    'refuses %j',
    (wrong) => {
      const answer = { at: NOW, providers: [{ ...PROVIDER, ...wrong }] };
      expect(v.is(ProvidersResponseSchema, answer)).toBe(false);
    },
  );
});

describe('the equality audit', () => {
  test('reads as it is made', () => {
    const categories = auditEquality({
      entries: [
        {
          ...{ expression: 'item.taobao.com/item.htm?id=7', effect: 'listed', violation: 'fraud' },
          ...{ severity: 'severe', list: 'rulings', evidence: 'ruling-7' },
        },
      ],
      policy: packagedPolicy('everyday'),
      grades: {},
      graded: new Map(),
      now: NOW,
      version: '1.0.0',
    });
    const named = categories.map((audit) => ({
      ...audit,
      providers: audit.providers.map((one) => ({ ...one, name: { en: 'A name', zh: '名称' } })),
    }));
    const answer = { at: NOW, rulesetVersion: 7, categories: named };
    expect(v.parse(EqualityResponseSchema, answer)).toEqual(answer);
  });
});

describe('a page of the log', () => {
  test('holds so many entries and not more', () => {
    const entries = entriesOf();
    const page = { entries, head: entries.at(-1)?.head, count: entries.length };
    expect(v.parse(LogPageResponseSchema, page)).toEqual(page);
    expect(v.is(LogPageResponseSchema, { entries: [], count: 0 })).toBe(true);
    const tooMany = Array(LOG_PAGE_LIMIT + 1).fill(entries[0]);
    expect(v.is(LogPageResponseSchema, { ...page, entries: tooMany })).toBe(false);
  });
});

describe('the standing of an address', () => {
  const ruling = {
    fullHash: 'a'.repeat(64),
    rulingId: 'ruling-1',
    measure: 'list',
    violation: 'fraud',
    severity: 'severe',
    scope: 'page',
    facts: 'It asks for a fee.',
    explanation: 'Nobody may be led to pay for what does not exist.',
    publishedAt: NOW,
    isInForce: true,
    isSettled: false,
  };

  test('is asked in padded batches, and answered with every ruling under them', () => {
    expect(v.is(StandingRequestSchema, { prefixes: Array(16).fill('0123abcd') })).toBe(true);
    expect(v.is(StandingRequestSchema, { prefixes: ['0123abcd'] })).toBe(false);
    const answer = { rulings: [ruling], padding: '..' };
    expect(v.parse(StandingResponseSchema, answer)).toEqual(answer);
    expect(v.is(StandingResponseSchema, { rulings: [{ ...ruling, fullHash: 'a' }] })).toBe(false);
  });
});
