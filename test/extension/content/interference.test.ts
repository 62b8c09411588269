import { describe, expect, test } from 'vitest';
import { Interference } from '../../../src/extension/content/interference.ts';

describe('Interference', () => {
  test('is told when it begins and when the page has rested, once each', () => {
    const told: boolean[] = [];
    const interference = new Interference((isDegraded) => told.push(isDegraded));
    interference.look(0);
    interference.note(1_000);
    interference.note(5_000);
    interference.look(14_000);
    expect(interference.isDegraded).toBe(true);
    interference.look(15_000);
    interference.look(16_000);
    expect(interference.isDegraded).toBe(false);
    expect(told).toEqual([true, false]);
  });
});
