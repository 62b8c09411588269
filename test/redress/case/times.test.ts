import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, handlingTimes, quantile, timesOf } from '../../../src/redress/index.ts';
import { actor, complained, DRAFT } from './sample-case.ts';

describe('timesOf', () => {
  test('is nothing of nothing, and the one of one', () => {
    expect(timesOf([])).toEqual({ count: 0 });
    expect(timesOf([3])).toEqual({ count: 1, median: 3, p95: 3 });
  });

  test('gives figures that so large a share did not exceed', () => {
    const hours = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(timesOf(hours)).toEqual({ count: 100, median: 50, p95: 95 });
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (all, share) => {
          const found =
            quantile(
              all.toSorted((a, b) => a - b),
              share,
            ) ?? Number.NaN;
          expect(all.filter((one) => one <= found).length).toBeGreaterThanOrEqual(
            all.length * share - 1e-9,
          );
          expect(all).toContain(found);
        },
      ),
    );
  });
});

describe('handlingTimes', () => {
  test('counts hours from the first complaint that was answered, and from the appeal', () => {
    const minute = 1 / 60;
    const told = complained(2)
      .wait(2 * HOUR)
      .after('claim')
      .wait(3 * HOUR)
      .after('rule');
    told
      .wait(4 * HOUR)
      .after('publish')
      .after('appeal')
      .wait(5 * HOUR);
    told.after('claim', { actor: actor('senior', 'cleo'), task: 'appeal-1' });
    told.after('decide', {
      outcome: 'changed',
      replacement: { rulingId: 'ruling-2', draft: { ...DRAFT, scope: 'page' } },
    });
    const times = handlingTimes([told.case]);
    expect(times.toClaim.median).toBeCloseTo(2 + 2 * minute, 9);
    expect(times.toRuling.median).toBeCloseTo(5 + 3 * minute, 9);
    expect(times.toPublication.median).toBeCloseTo(9 + 4 * minute, 9);
    expect(times.toAppealDecision.median).toBeCloseTo(5 + 2 * minute, 9);
    for (const { count } of Object.values(times)) expect(count).toBe(1);
  });

  test('counts nothing that has not happened', () => {
    expect(handlingTimes([complained().case])).toEqual({
      toClaim: { count: 0 },
      toRuling: { count: 0 },
      toPublication: { count: 0 },
      toAppealDecision: { count: 0 },
    });
  });
});
