import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  HOUR,
  handlingTimes,
  placeInQueue,
  plus,
  type QueueFacts,
  quantile,
  queueOf,
  timesOf,
} from '../../../src/redress/index.ts';
import { actor, complained, DRAFT, START } from './sample-case.ts';

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

describe('queueOf', () => {
  const item = (caseId: string, hours: number, changes: Partial<QueueFacts> = {}): QueueFacts => ({
    caseId,
    task: 'ruling',
    since: plus(START, -hours * HOUR),
    isHurried: false,
    isSevere: false,
    ...changes,
  });

  test('has the oldest first, a severe one a day and a hurried one two days ahead', () => {
    const items = [
      item('new', 0),
      item('old', 50),
      item('severe', 20, { isSevere: true }),
      item('hurried', 1, { isHurried: true }),
      item('both', 0, { isHurried: true, isSevere: true }),
    ];
    expect(queueOf(items).map(({ caseId }) => caseId)).toEqual([
      'both',
      'old',
      'hurried',
      'severe',
      'new',
    ]);
  });

  test('lets nothing wait for ever behind what is urgent', () => {
    const urgent = Array.from({ length: 50 }, (_, index) =>
      item(`urgent-${index}`, 0, { isHurried: true, isSevere: true }),
    );
    expect(placeInQueue([...urgent, item('patient', 73)], 'patient', 'ruling')).toBe(1);
  });

  test('tells places from 1, and of nothing that is not there', () => {
    const items = [item('a', 1), item('b', 2), item('a', 3, { task: 'appeal-1' })];
    expect(placeInQueue(items, 'a', 'ruling')).toBe(3);
    expect(placeInQueue(items, 'a', 'appeal-1')).toBe(1);
    expect(placeInQueue(items, 'c', 'ruling')).toBeUndefined();
    expect(queueOf(items.toReversed())).toEqual(queueOf(items));
  });
});
