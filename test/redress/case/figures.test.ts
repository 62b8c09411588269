import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { DAY, figuresOf, plus, plusMonths, reportOutcomeOf } from '../../../src/redress/index.ts';
import { TransparencyResponseSchema } from '../../../src/wire/index.ts';
import {
  appealClaimed,
  complained,
  DISMISSAL,
  DRAFT,
  PAGE,
  published,
  ruled,
  START,
} from './sample-case.ts';

const END = plusMonths(START, 1);
const CASES = [
  complained(3),
  ruled(),
  published(),
  published(DISMISSAL),
  published().after('lift'),
  appealClaimed().after('decide'),
  appealClaimed().after('decide', { outcome: 'lifted' }),
].map((told) => told.case);

describe('figuresOf', () => {
  test('counts everything once', () => {
    const figures = figuresOf(CASES, START, END);
    expect(figures).toMatchObject({
      complaints: { received: 9, waiting: 4, upheld: 2, dismissed: 3 },
      rulings: { published: 5, inForce: 2, lifted: 2 },
      appeals: { lodged: 2, upheld: 1, changed: 0, lifted: 1 },
      times: {
        toRuling: { count: 6 },
        toPublication: { count: 5 },
        toAppealDecision: { count: 2 },
      },
    });
    expect(v.parse(TransparencyResponseSchema, figures)).toEqual(figures);
  });

  test('counts of another time only what is in force', () => {
    const later = figuresOf(CASES, END, plusMonths(END, 1));
    expect(later).toMatchObject({
      complaints: { received: 0, waiting: 0, upheld: 0, dismissed: 0 },
      rulings: { published: 0, inForce: 2, lifted: 0 },
      appeals: { lodged: 0, upheld: 0, changed: 0, lifted: 0 },
      times: { toRuling: { count: 0 } },
    });
  });

  test('has the end of a time in the next one alone', () => {
    const [only] = [complained().case];
    const at = only?.complaints[0]?.at ?? START;
    expect(figuresOf([only], START, at).complaints.received).toBe(0);
    expect(figuresOf([only], at, plus(at, DAY)).complaints.received).toBe(1);
  });
});

describe('reportOutcomeOf', () => {
  const unfounded = { ...DISMISSAL, measure: { kind: 'none', manifestlyUnfounded: true } } as const;

  test.each([
    ['waits', complained(), undefined],
    ['is not published', ruled(), undefined],
    ['is upheld', published(), 'upheld'],
    ['errs in good faith', published(DISMISSAL), 'dismissed'],
    ['has no ground at all', published(unfounded), 'unfounded'],
    [
      'is answered with a permission',
      published({ ...DRAFT, measure: { kind: 'allow' } }),
      'dismissed',
    ],
  ] as const)('a complaint that %s', (_, told, outcome) => {
    expect(reportOutcomeOf(told.case, 'complaint-1')).toBe(outcome);
  });

  test('one that was set aside is held against nobody more than the first', () => {
    const told = published(DISMISSAL).after('complain', {
      complaint: { id: 'again', kind: 'fraud', context: 'group', address: PAGE },
    });
    expect(reportOutcomeOf(told.case, 'again')).toBe('dismissed');
    expect(reportOutcomeOf(told.case, 'nobody')).toBeUndefined();
  });
});
