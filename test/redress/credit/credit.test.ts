import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRADES, USUAL_CREDIT_RULES } from '../../../src/policy/index.ts';
import { daysStood, weightOf } from '../../../src/redress/credit/weight.ts';
import {
  type CreditInputs,
  creditOf,
  DAY,
  type Finding,
  letterOf,
  plus,
} from '../../../src/redress/index.ts';
import { anyFinding, finding, findings, NOW } from './sample-findings.ts';

const RULES = USUAL_CREDIT_RULES;
const many = fc.array(anyFinding, { maxLength: 30 });
const exposure = fc.double({ min: 0.1, max: 100, noNaN: true });

function credit(all: readonly Finding[], changes: Partial<CreditInputs> = {}) {
  return creditOf({ findings: all, exposure: 1, now: NOW, ...changes }, RULES);
}

describe('creditOf', () => {
  test('one more upheld complaint never raises anything', () => {
    fc.assert(
      fc.property(many, anyFinding, exposure, (all, more, units) => {
        const [before, after] = [
          credit(all, { exposure: units }),
          credit([...all, more], { exposure: units }),
        ];
        expect(after.credit).toBeLessThanOrEqual(before.credit);
        expect(after.low).toBeLessThanOrEqual(before.low + 1e-9);
        expect(after.high).toBeLessThanOrEqual(before.high + 1e-9);
        if (before.grade === 'unrated') return;
        expect(GRADES.indexOf(after.grade)).toBeGreaterThanOrEqual(GRADES.indexOf(before.grade));
      }),
    );
  });

  test('time alone never lowers it', () => {
    fc.assert(
      fc.property(many, fc.integer({ min: 1, max: 2000 }), (all, days) => {
        const after = credit(all, { now: plus(NOW, days * DAY) });
        expect(after.high).toBeGreaterThanOrEqual(credit(all).high - 1e-9);
        expect(after.sample).toBeLessThanOrEqual(credit(all).sample);
      }),
    );
  });

  test('does not mind the order of its input, nor who the provider is', () => {
    fc.assert(
      fc.property(many, fc.string(), (all, providerId) => {
        expect(credit(all.toReversed())).toEqual(credit(all));
        expect(credit(all.map((one) => ({ ...one, providerId })))).toEqual(credit(all));
      }),
    );
  });

  test('the more it is used, the less the same findings tell against it', () => {
    fc.assert(
      fc.property(many, exposure, (all, units) => {
        const [less, more] = [
          credit(all, { exposure: units }),
          credit(all, { exposure: units * 2 }),
        ];
        expect(more.credit).toBeGreaterThan(less.credit);
      }),
    );
  });

  test('lies within its interval, and the interval within the scale', () => {
    fc.assert(
      fc.property(many, exposure, (all, units) => {
        const { low, credit: middle, high } = credit(all, { exposure: units });
        expect(low).toBeLessThan(middle);
        expect(low).toBeGreaterThan(0);
        expect(high).toBeLessThanOrEqual(100);
        expect(high).toBeGreaterThan(low);
      }),
    );
  });

  test('is narrower the more is known', () => {
    const width = (count: number) => {
      const { low, high } = credit(findings(count), { exposure: count });
      return high - low;
    };
    expect(width(64)).toBeLessThan(width(16));
    expect(width(16)).toBeLessThan(width(4));
  });

  test('is unrated below the minimum sample, which decays', () => {
    expect(credit([]).grade).toBe('unrated');
    expect(credit(findings(3)).grade).toBe('unrated');
    expect(credit(findings(4)).grade).toBe('B');
    expect(credit(findings(4), { now: plus(NOW, 180 * DAY) }).grade).toBe('unrated');
  });

  test('goes through every letter', () => {
    const grades = [4, 5, 8, 12, 30].map((count) => credit(findings(count)).grade);
    expect(grades).toEqual(['B', 'C', 'C', 'D', 'E']);
    expect(credit(findings(10), { exposure: 50 }).grade).toBe('A');
  });

  test('counts what stands and what came back', () => {
    const [gone, back] = [plus(NOW, -20 * DAY), plus(NOW, -10 * DAY)];
    const all = [
      finding(),
      finding({ rulingId: 'b', removals: [gone] }),
      finding({ rulingId: 'c', removals: [gone], returns: [back] }),
    ];
    expect(credit(all)).toMatchObject({ upheld: 3, standing: 2, returns: 1 });
  });
});

describe('weightOf', () => {
  const weight = (changes: Partial<Finding>) => weightOf(finding(changes), NOW, RULES);
  const fresh = { publishedAt: NOW };

  test('is the severity by the reach', () => {
    expect(weight({ ...fresh })).toBe(8);
    expect(weight({ ...fresh, severity: 'lesser', reach: 'few' })).toBe(1);
    expect(weight({ ...fresh, reach: 'public' })).toBe(12);
  });

  test('is half after each half-life', () => {
    expect(weight({ publishedAt: plus(NOW, -180 * DAY) })).toBeCloseTo(4, 12);
    expect(weight({ publishedAt: plus(NOW, -360 * DAY) })).toBeCloseTo(2, 12);
    expect(weight({ publishedAt: plus(NOW, 5 * DAY) })).toBe(8);
  });

  test('is less the sooner it was removed, and never less than the relief allows', () => {
    const removed = (days: number) =>
      weight({ removals: [plus(NOW, (days - 30) * DAY)] }) / weight({});
    expect(removed(0)).toBeCloseTo(0.5, 12);
    expect(removed(3)).toBeCloseTo(0.75, 12);
    expect(removed(6)).toBeCloseTo(0.875, 12);
    expect(removed(29)).toBeLessThan(1);
  });

  test('is more with each return, and a return takes the relief', () => {
    const [gone, back] = [plus(NOW, -29 * DAY), plus(NOW, -28 * DAY)];
    expect(weight({ removals: [gone], returns: [back] })).toBeCloseTo(1.5 * weight({}), 12);
    const twice = { removals: [gone, plus(NOW, -27 * DAY)], returns: [back] };
    expect(weight(twice)).toBeGreaterThan(weight({ removals: [gone] }));
    expect(weight(twice)).toBeLessThan(1.5 * weight({}));
  });
});

describe('daysStood', () => {
  test('adds up what it could be reached', () => {
    const at = (days: number) => plus(NOW, -days * DAY);
    expect(daysStood(finding(), NOW)).toBe(30);
    expect(daysStood(finding({ removals: [at(25)] }), NOW)).toBe(5);
    expect(daysStood(finding({ removals: [at(25)], returns: [at(10)] }), NOW)).toBe(15);
    expect(daysStood(finding({ removals: [at(25), at(8)], returns: [at(10)] }), NOW)).toBe(7);
  });
});

describe('letterOf', () => {
  test.each([
    [100, 'A'],
    [90, 'A'],
    [89.9, 'B'],
    [75, 'B'],
    [50, 'C'],
    [25, 'D'],
    [24.9, 'E'],
    [0, 'E'],
  ] as const)('%d is %s', (number, letter) => {
    expect(letterOf(number, RULES)).toBe(letter);
  });
});
