import { describe, expect, test } from 'vitest';
import { type Extent, nearRange } from '../../../src/extension/content/near.ts';

const VIEW: Extent = { top: 0, bottom: 100 };

/** Boxes ten high, the first one at `first`, each `step` below the one before. */
const stacked = (first: number, step: number) => (index: number) => ({
  top: first + index * step,
  bottom: first + index * step + 10,
});

describe('nearRange', () => {
  test('finds those in view, and one more on either side', () => {
    expect(nearRange(10_000, stacked(-5_000, 10), VIEW)).toEqual([499, 512]);
  });

  test('reads them from the other end where they stand the other way round', () => {
    const up = (index: number) => stacked(-5_000, 10)(9_999 - index);
    expect(nearRange(10_000, up, VIEW)).toEqual([9_488, 9_501]);
  });

  test('looks at few of them', () => {
    let looks = 0;
    const counted = (index: number) => {
      looks += 1;
      return stacked(-5_000, 10)(index);
    };
    nearRange(50_000, counted, VIEW);
    expect(looks).toBeLessThan(60);
  });

  test('knows nothing where they do not stand in order', () => {
    const mixed = (index: number) => stacked(0, 10)(index % 2 === 0 ? index : 10_000 - index);
    expect(nearRange(1_001, mixed, VIEW)).toBeUndefined();
  });

  test('passes over rows that are not shown', () => {
    const some = (index: number) => (index % 3 === 0 ? undefined : stacked(-500, 10)(index));
    const [from = 0, to = 0] = nearRange(1_000, some, VIEW) ?? [];
    expect(from).toBeLessThanOrEqual(50);
    expect(to).toBeGreaterThanOrEqual(61);
    expect(to - from).toBeLessThan(20);
  });

  test('knows nothing where none is shown', () => {
    expect(nearRange(1_000, () => undefined, VIEW)).toBeUndefined();
  });

  test('finds none where all are far, but for the one beside the view', () => {
    expect(nearRange(1_000, stacked(500, 10), VIEW)).toEqual([0, 1]);
    expect(nearRange(1_000, stacked(-50_000, 10), VIEW)).toEqual([999, 1_000]);
  });

  test('takes all where all are in one line', () => {
    expect(nearRange(40, stacked(50, 0), VIEW)).toEqual([0, 40]);
  });

  test('of none there are none', () => {
    expect(nearRange(0, () => undefined, VIEW)).toEqual([0, 0]);
  });
});
