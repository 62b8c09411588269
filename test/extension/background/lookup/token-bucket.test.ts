import { describe, expect, test } from 'vitest';
import { take } from '../../../../src/extension/background/lookup/token-bucket.ts';

const RATE = { burst: 10, perMinute: 60 };

describe('take', () => {
  test('gives the burst at once and then no more', () => {
    const first = take(undefined, 25, RATE, 0);
    expect(first.granted).toBe(10);
    expect(take(first.bucket, 1, RATE, 0).granted).toBe(0);
  });

  test('gives again as time passes', () => {
    const { bucket } = take(undefined, 10, RATE, 0);
    expect(take(bucket, 10, RATE, 3000).granted).toBe(3);
  });

  test('never saves up more than the burst', () => {
    const { bucket } = take(undefined, 10, RATE, 0);
    expect(take(bucket, 100, RATE, 86_400_000).granted).toBe(10);
  });

  test('gives nothing for a clock that was set back, and goes on from there', () => {
    const { bucket } = take(undefined, 10, RATE, 1_000_000);
    const back = take(bucket, 1, RATE, 0);
    expect(back.granted).toBe(0);
    expect(take(back.bucket, 5, RATE, 2000).granted).toBe(2);
  });
});
