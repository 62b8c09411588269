import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  DAY,
  InstantSchema,
  later,
  milliseconds,
  plus,
  plusMonths,
} from '../../src/redress/index.ts';

describe('InstantSchema', () => {
  test('takes what toISOString writes, whose order is that of time', () => {
    const instants = fc.date({
      min: new Date(0),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        const [a, b] = [one.toISOString(), other.toISOString()];
        expect(v.is(InstantSchema, a)).toBe(true);
        expect(a < b).toBe(one.getTime() < other.getTime());
        expect(later(a, b)).toBe(new Date(Math.max(one.getTime(), other.getTime())).toISOString());
      }),
    );
  });

  test.each([
    '2026-01-31',
    '2026-01-31T08:00:00Z',
    '2026-01-31T08:00:00.000+01:00',
    '2026-02-30T08:00:00.000Z',
    '2026-01-31T24:00:00.000Z',
    'now',
    '',
    0,
  ])('refuses %j', (text) => {
    expect(v.is(InstantSchema, text)).toBe(false);
  });
});

describe('plus', () => {
  test('adds milliseconds', () => {
    expect(plus('2026-02-28T08:00:00.000Z', DAY)).toBe('2026-03-01T08:00:00.000Z');
    expect(milliseconds('1970-01-02T00:00:00.000Z')).toBe(DAY);
  });
});

describe('plusMonths', () => {
  test.each([
    ['2026-01-15', 6, '2026-07-15'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-01', 1, '2027-01-01'],
    ['2026-03-31', 1, '2026-04-30'],
  ] as const)('%s and %d months is %s', (from, months, to) => {
    const time = 'T08:30:00.500Z';
    expect(plusMonths(from + time, months)).toBe(to + time);
  });
});
