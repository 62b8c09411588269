import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  AppealRequestSchema,
  ComplaintCaseRequestSchema,
  ComplaintCaseResponseSchema,
  OwnerAnswerRequestSchema,
  OwnerAppealRequestSchema,
  OwnerCasesResponseSchema,
  OwnerClaimRequestSchema,
} from '../../src/wire/index.ts';
import { published } from '../redress/case/sample-case.ts';

const TOKEN = 'a'.repeat(43);
const told = published();
const [record] = told.case.rulings;
const RULING = {
  id: 'ruling-1',
  reasons: record?.ruling.reasons,
  ruledAt: told.now,
  publishedAt: told.now,
  isInForce: true,
};

describe('what a reporter sends and is told', () => {
  const answer = {
    receipt: TOKEN,
    kind: 'fraud',
    state: 'upheld',
    stage: 'published',
    receivedAt: told.now,
    rulings: [RULING],
    appeals: [],
  };

  test('reads the case of a complaint, with all of its reasons', () => {
    expect(v.parse(ComplaintCaseResponseSchema, answer)).toEqual(answer);
    const waiting = { ...answer, state: 'received', stage: 'waiting', rulings: [], place: 3 };
    const usualHours = { median: 5, p95: 40.5 };
    expect(v.is(ComplaintCaseResponseSchema, { ...waiting, usualHours })).toBe(true);
  });

  test('drops what a case holds of others', () => {
    const leaking = { ...answer, rulings: [{ ...RULING, by: 'ann', answers: ['complaint-1'] }] };
    expect(v.parse(ComplaintCaseResponseSchema, leaking)).toEqual(answer);
  });

  test.each([
    { state: 'lost' },
    { stage: 'unknown' },
    { place: 0 },
    { rulings: [{ ...RULING, reasons: {} }] },
    { receivedAt: '2026-03-01' },
  ])('refuses %j', (wrong) => {
    expect(v.is(ComplaintCaseResponseSchema, { ...answer, ...wrong })).toBe(false);
  });

  test('asks by receipt and appeals with words, and nothing beside', () => {
    const appeal = { receipt: TOKEN, rulingId: 'ruling-1', words: 'It is a fraud.' };
    expect(v.is(ComplaintCaseRequestSchema, { receipt: TOKEN })).toBe(true);
    expect(v.is(AppealRequestSchema, appeal)).toBe(true);
    for (const wrong of [{ words: ' ' }, { words: 'a\0' }, { role: 'senior' }, { receipt: 'x' }]) {
      expect(v.is(AppealRequestSchema, { ...appeal, ...wrong })).toBe(false);
    }
  });
});

describe('what an owner sends and is told', () => {
  test('claims a domain that somebody registered', () => {
    const claim = { domain: 'shop.example', method: 'dns' };
    expect(v.is(OwnerClaimRequestSchema, claim)).toBe(true);
    for (const wrong of [
      { domain: 'co.uk' },
      { domain: '10.0.0.1' },
      { method: 'mail' },
      { id: 'x' },
    ]) {
      expect(v.is(OwnerClaimRequestSchema, { ...claim, ...wrong })).toBe(false);
    }
  });

  test('reads its cases', () => {
    const one = {
      id: 'case-1',
      destination: 'prize.example/',
      stage: 'published',
      rulings: [RULING],
      appeals: [],
      mayAppeal: ['ruling-1'],
    };
    const answer = {
      domain: 'prize.example',
      provenAt: told.now,
      validUntil: told.now,
      cases: [one],
    };
    expect(v.parse(OwnerCasesResponseSchema, answer)).toEqual(answer);
  });

  test('answers and appeals with the key to its claim', () => {
    const said = { claim: TOKEN, caseId: 'case-1', words: 'It is gone.' };
    expect(v.is(OwnerAnswerRequestSchema, said)).toBe(true);
    expect(v.is(OwnerAppealRequestSchema, { ...said, rulingId: 'ruling-1' })).toBe(true);
    expect(v.is(OwnerAppealRequestSchema, said)).toBe(false);
    expect(v.is(OwnerAnswerRequestSchema, { ...said, claim: 'claim-1' })).toBe(false);
  });
});
