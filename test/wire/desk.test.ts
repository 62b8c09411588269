import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { REFUSAL_CODES } from '../../src/redress/index.ts';
import { CaseViewSchema, DeskActSchema, RefusalCodeSchema } from '../../src/wire/index.ts';
import { appealClaimed, DRAFT } from '../redress/case/sample-case.ts';

const ACTS = [
  { kind: 'claim', version: 2, task: 'ruling' },
  { kind: 'release', version: 3, task: 'appeal-1' },
  { kind: 'rule', version: 3, draft: DRAFT },
  { kind: 'decide', version: 8, appealId: 'appeal-1', outcome: 'upheld', explanation: 'It holds.' },
  {
    ...{ kind: 'decide', version: 8, appealId: 'appeal-1', outcome: 'changed' },
    ...{ explanation: 'A page is enough.', draft: DRAFT },
  },
  { kind: 'confirm', version: 4, task: 'ruling' },
  { kind: 'return', version: 4, task: 'ruling', why: 'Too wide.' },
  { kind: 'publish', version: 4, rulingId: 'ruling-1' },
  { kind: 'lift', version: 5, rulingId: 'ruling-1', why: 'It is gone.' },
  { kind: 'note-removal', version: 5, rulingId: 'ruling-1' },
  { kind: 'note-return', version: 6, rulingId: 'ruling-1' },
];

describe('DeskActSchema', () => {
  test.each(ACTS)('takes $kind', (act) => {
    expect(v.parse(DeskActSchema, act)).toEqual(act);
  });

  test('has every act, and none of a reporter or an owner', () => {
    const kinds = DeskActSchema.options.map(({ entries }) => entries.kind.literal);
    expect([...new Set(ACTS.map(({ kind }) => kind))].sort()).toEqual([...kinds].sort());
  });

  test('leaves no room for saying who, when, or under which id', () => {
    for (const act of ACTS) {
      for (const more of [
        { actor: { id: 'ann', role: 'senior' } },
        { at: '2026-01-01' },
        { by: 'ann' },
      ]) {
        expect(v.is(DeskActSchema, { ...act, ...more })).toBe(false);
      }
      expect(v.is(DeskActSchema, { ...act, version: 0 })).toBe(false);
    }
  });

  test.each([
    { scope: 'planet' },
    { measure: { kind: 'list', violation: 'phishing', severity: 'lesser' } },
    { measure: { kind: 'delete' } },
    { facts: '' },
    { ground: { kind: 'unlawful', explanation: 'no law is named' } },
    { until: 'next year' },
    { automation: 'full' },
  ])('refuses a ruling with %j', (wrong) => {
    const draft = { ...DRAFT, ...wrong };
    expect(v.is(DeskActSchema, { kind: 'rule', version: 3, draft })).toBe(false);
  });
});

describe('CaseViewSchema', () => {
  test('reads a case as the desk shows it', () => {
    const { case: theCase } = appealClaimed();
    const view = {
      id: theCase.id,
      version: theCase.version,
      destination: theCase.destination,
      openedAt: theCase.openedAt,
      task: { task: 'ruling', phase: 'idle' },
      complaints: theCase.complaints.map((one) => ({ ...one, comment: '', cluster: 1 })),
      rulings: theCase.rulings.map(({ ruling, publishedAt, removals, returns }) => ({
        ruling,
        ...(publishedAt !== undefined && { publishedAt }),
        ...{ removals, returns },
      })),
      appeals: theCase.appeals.map(({ appeal, task }) => ({
        appeal,
        task: { task: appeal.id, phase: task.phase, claimedBy: 'cleo' },
      })),
      answers: [],
    };
    expect(v.parse(CaseViewSchema, view)).toEqual(view);
  });
});

describe('RefusalCodeSchema', () => {
  test('knows every refusal, and that the case changed meanwhile', () => {
    for (const code of [...REFUSAL_CODES, 'changed-meanwhile']) {
      expect(v.is(RefusalCodeSchema, code)).toBe(true);
    }
    expect(v.is(RefusalCodeSchema, 'no')).toBe(false);
  });
});
