import { describe, expect, test } from 'vitest';
import {
  ARMING_TIME,
  isArmed,
  isAtRest,
  type Movement,
  withMovement,
} from '../../../../src/extension/pages/gate/arming.ts';

const sweep = (from: number, pixels: number): readonly Movement[] =>
  [0, 1, 2, 3].reduce<readonly Movement[]>(
    (before, step) => withMovement(before, { at: from + step * 10, x: step * pixels, y: 0 }),
    [],
  );

describe('isArmed', () => {
  test('not while the gate is hidden or out of focus', () => {
    expect(isArmed(undefined, 10_000)).toBe(false);
  });

  test('only after half a second in sight', () => {
    expect(isArmed(1000, 1000 + ARMING_TIME - 1)).toBe(false);
    expect(isArmed(1000, 1000 + ARMING_TIME)).toBe(true);
  });
});

describe('isAtRest', () => {
  test('a pointer that never moved is at rest', () => {
    expect(isAtRest([], 5000)).toBe(true);
  });

  test('a pointer that sweeps over the button is not', () => {
    expect(isAtRest(sweep(1000, 12), 1031)).toBe(false);
  });

  test('a moment after the sweep it is', () => {
    expect(isAtRest(sweep(1000, 12), 1200)).toBe(true);
  });

  test('a hand that trembles is at rest', () => {
    expect(isAtRest(sweep(1000, 1), 1031)).toBe(true);
  });
});

describe('withMovement', () => {
  test('forgets what is too old to matter', () => {
    const movements = withMovement(sweep(1000, 12), { at: 9000, x: 5, y: 5 });
    expect(movements).toEqual([{ at: 9000, x: 5, y: 5 }]);
  });
});
