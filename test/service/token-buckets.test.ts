import { describe, expect, test } from 'vitest';
import { createTokenBuckets } from '../../src/service/token-buckets.ts';

function clock(start = 1_000_000) {
  let at = start;
  return {
    now: () => at,
    pass: (seconds: number) => {
      at += seconds * 1000;
    },
  };
}

describe('createTokenBuckets', () => {
  test('grants a burst, then says how long the next token takes', () => {
    const buckets = createTokenBuckets({ burst: 3, perSecond: 0.25 }, clock().now);
    const answers = Array.from({ length: 4 }, () => buckets.take('a'));
    expect(answers).toEqual([0, 0, 0, 4]);
  });

  test('keeps the promise that it gave', () => {
    const time = clock();
    const buckets = createTokenBuckets({ burst: 1, perSecond: 0.25 }, time.now);
    buckets.take('a');
    time.pass(buckets.take('a'));
    expect(buckets.take('a')).toBe(0);
  });

  test('refills to its burst and no further', () => {
    const time = clock();
    const buckets = createTokenBuckets({ burst: 2, perSecond: 1 }, time.now);
    buckets.take('a');
    time.pass(3600);
    expect([0, 1, 2].map(() => buckets.take('a'))).toEqual([0, 0, 1]);
  });

  test('counts each key by itself', () => {
    const buckets = createTokenBuckets({ burst: 1, perSecond: 1 }, clock().now);
    expect(['a', 'b', 'a'].map((key) => buckets.take(key))).toEqual([0, 0, 1]);
  });

  test('takes nothing away when the clock is set back', () => {
    const time = clock();
    const buckets = createTokenBuckets({ burst: 2, perSecond: 1 }, time.now);
    buckets.take('a');
    time.pass(-3600);
    expect([0, 1].map(() => buckets.take('a'))).toEqual([0, 1]);
  });

  test('remembers no more askers than it may, and forgets the one not seen for longest', () => {
    const buckets = createTokenBuckets({ burst: 1, perSecond: 0.001, maxKeys: 3 }, clock().now);
    for (const key of ['a', 'b', 'c', 'a', 'd']) buckets.take(key);
    expect(buckets.size).toBe(3);
    expect(buckets.take('a')).toBeGreaterThan(0);
    expect(buckets.take('b')).toBe(0);
  });
});
