import { describe, expect, test } from 'vitest';
import { Allowance } from '../../../src/extension/content/allowance.ts';

describe('Allowance', () => {
  const take = (allowance: Allowance, times: number, now: number) =>
    Array.from({ length: times }, () => allowance.take(now)).filter(Boolean).length;

  test('gives so much at once and then so much a second', () => {
    const allowance = new Allowance(100, 10);
    expect(take(allowance, 150, 0)).toBe(100);
    expect(take(allowance, 150, 1_000)).toBe(10);
    expect(take(allowance, 150, 1_050)).toBe(0);
  });

  test('saves up no more than it gives at once', () => {
    const allowance = new Allowance(5, 10);
    take(allowance, 5, 0);
    expect(take(allowance, 50, 60_000)).toBe(5);
  });
});
