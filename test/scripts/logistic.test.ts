import { describe, expect, test } from 'vitest';
import { fitLogistic, type Row } from '../../scripts/logistic.ts';

const FREE = { low: -9, high: 9 };
const OPTIONS = { rounds: 60, step: 0.2, pull: 0 };

/** Feature 0 in three quarters of the positives and a quarter of the others; feature 1 in all. */
const ROWS: readonly Row[] = Array.from({ length: 80 }, (_, at) => {
  const isPositive = at % 2 === 0;
  const isTypical = at % 8 < 6;
  return { features: isPositive === isTypical ? [0, 1] : [1], isPositive, weight: 1 };
});

describe('fitLogistic', () => {
  test('comes to the log-odds of a feature', () => {
    const [weight = 0] = fitLogistic(ROWS, [FREE, { low: 0, high: 0 }], OPTIONS);
    expect(weight).toBeGreaterThan(1.8);
    expect(weight).toBeLessThan(2.6);
  });

  test('keeps to the bounds', () => {
    const bounded = fitLogistic(
      ROWS,
      [
        { low: -1, high: 0.5 },
        { low: 0.1, high: 0.2 },
      ],
      OPTIONS,
    );
    expect(bounded[0]).toBe(0.5);
    expect(bounded[1]).toBeGreaterThanOrEqual(0.1);
    expect(bounded[1]).toBeLessThanOrEqual(0.2);
  });

  test('gives the same weights for the same rows', () => {
    expect(fitLogistic(ROWS, [FREE, FREE], OPTIONS)).toEqual(
      fitLogistic(ROWS, [FREE, FREE], OPTIONS),
    );
  });
});
