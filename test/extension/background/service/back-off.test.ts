import { describe, expect, test } from 'vitest';
import {
  afterFailure,
  afterSuccess,
  type BackOff,
  mayAsk,
  parseRetryAfter,
} from '../../../../src/extension/background/service/back-off.ts';

const NOW = Date.UTC(2026, 10, 20);
const FRESH: BackOff = { failures: 0, notBefore: 0, succeededAt: 0 };
const HOUR = 3_600_000;

function failTimes(times: number, random: number): BackOff {
  let backOff = FRESH;
  for (let time = 0; time < times; time++) backOff = afterFailure(backOff, { now: NOW, random });
  return backOff;
}

describe('afterFailure', () => {
  test.each([
    [1, 2000],
    [2, 4000],
    [3, 8000],
    [8, 256_000],
    [10, 900_000],
    [500, 900_000],
  ])('waits, after %i failures, for %i ms at the most', (times, longest) => {
    expect(failTimes(times, 1).notBefore - NOW).toBe(longest);
    expect(failTimes(times, 0).notBefore - NOW).toBe(longest / 2);
  });

  test('waits for as long as the service asks', () => {
    const backOff = afterFailure(FRESH, { now: NOW, random: 0, retryAfter: 120_000 });
    expect(backOff.notBefore).toBe(NOW + 120_000);
  });

  test('does not wait for longer than an hour, whatever the service asks', () => {
    const backOff = afterFailure(FRESH, { now: NOW, random: 0, retryAfter: 1e12 });
    expect(backOff.notBefore).toBe(NOW + HOUR);
  });

  test('keeps the time of the last success', () => {
    expect(afterFailure(afterSuccess(NOW), { now: NOW, random: 0 }).succeededAt).toBe(NOW);
  });
});

describe('mayAsk', () => {
  test('holds back until the wait is over', () => {
    const backOff = failTimes(3, 1);
    expect(mayAsk(backOff, backOff.notBefore - 1)).toBe(false);
    expect(mayAsk(backOff, backOff.notBefore)).toBe(true);
  });

  test('asks when a clock that was set back makes the wait absurd', () => {
    expect(mayAsk(failTimes(3, 1), NOW - 2 * 365 * 24 * HOUR)).toBe(true);
  });

  test('asks after a success', () => {
    expect(mayAsk(afterSuccess(NOW), NOW)).toBe(true);
  });
});

describe('parseRetryAfter', () => {
  test('reads seconds', () => {
    expect(parseRetryAfter('120', NOW)).toBe(120_000);
  });

  test('reads a date', () => {
    expect(parseRetryAfter(new Date(NOW + 60_000).toUTCString(), NOW)).toBe(60_000);
  });

  test('takes a date in the past for now', () => {
    expect(parseRetryAfter(new Date(NOW - 60_000).toUTCString(), NOW)).toBe(0);
  });

  test.each([null, '', 'soon', '-5x'])('reads nothing from %j', (header) => {
    expect(parseRetryAfter(header, NOW)).toBeUndefined();
  });
});
