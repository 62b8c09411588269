import { describe, expect, test } from 'vitest';
import type { Stores } from '../stores.ts';

const STATE = { kind: 'state', name: 'protecting', amount: 1 };
const ACTION = { kind: 'action', name: 'block none group', amount: 5 };

export function testFleet(stores: Stores): void {
  const fleet = async () => (await stores.open(await stores.newPlace())).fleet;

  describe('fleet', () => {
    test('is sums by day, of as many reports as there were', async () => {
      const kept = await fleet();
      await kept.add('2026-11-20', [STATE, ACTION]);
      await kept.add('2026-11-20', [ACTION]);
      await kept.add('2026-11-19', [STATE]);
      expect(await kept.since('2026-11-19')).toEqual([
        { day: '2026-11-19', ...STATE, reports: 1 },
        { day: '2026-11-20', ...ACTION, amount: 10, reports: 2 },
        { day: '2026-11-20', ...STATE, reports: 1 },
      ]);
      expect(await kept.since('2026-11-20')).toHaveLength(2);
    });

    test('loses nothing where many report at once', async () => {
      const kept = await fleet();
      await Promise.all(Array.from({ length: 20 }, () => kept.add('2026-11-20', [ACTION])));
      expect(await kept.since('2026-11-20')).toMatchObject([{ amount: 100, reports: 20 }]);
    });

    test('does not keep old days', async () => {
      const kept = await fleet();
      await kept.add('2025-01-01', [STATE, ACTION]);
      await kept.add('2026-11-20', [STATE]);
      expect(await kept.removeBefore('2026-01-01')).toBe(2);
      expect(await kept.since('2025-01-01')).toHaveLength(1);
    });
  });
}
