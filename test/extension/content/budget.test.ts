import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetOf, spend } from '../../../src/extension/content/budget.ts';

describe('spend', () => {
  test('allows the limit and then refuses', () => {
    const budget = budgetOf(3, 1_000);
    expect([1, 2, 3, 4].map((now) => spend(budget, now))).toEqual([true, true, true, false]);
  });

  test('allows again what has left the window', () => {
    const budget = budgetOf(2, 1_000);
    spend(budget, 0);
    spend(budget, 900);
    expect(spend(budget, 999)).toBe(false);
    expect(spend(budget, 1_000)).toBe(true);
    expect(spend(budget, 1_001)).toBe(false);
  });

  test('does not spend what it refuses', () => {
    const budget = budgetOf(1, 100);
    spend(budget, 0);
    for (let now = 1; now < 100; now += 1) {
      expect(spend(budget, now)).toBe(false);
    }
    expect(spend(budget, 100)).toBe(true);
  });

  test('never allows more than the limit in any window', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { maxLength: 200 }), (gaps) => {
        const budget = budgetOf(5, 100);
        let now = 0;
        const allowed: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (spend(budget, now)) {
            allowed.push(now);
          }
        }
        return allowed.every(
          (start) => allowed.filter((time) => time >= start && time < start + 100).length <= 5,
        );
      }),
    );
  });
});
