import { describe, expect, test } from 'vitest';
import { ago, DAY, isJustNow, lasting, onDay } from '../../../../src/extension/pages/ui/time.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

describe('ago', () => {
  test.each([
    [5 * 60_000, 'en', '5 minutes ago'],
    [3 * 3_600_000, 'en', '3 hours ago'],
    [DAY, 'en', 'yesterday'],
    [40 * DAY, 'en', '40 days ago'],
    [40 * DAY, 'zh-CN', '40天前'],
  ])('%d ms in %s is %s', (span, language, words) => {
    expect(ago(NOW - span, NOW, language)).toBe(words);
  });

  test('a time ahead counts as now', () => {
    expect(ago(NOW + DAY, NOW, 'en')).toBe(ago(NOW, NOW, 'en'));
  });
});

describe('isJustNow', () => {
  test('holds for less than a minute, and for a time ahead', () => {
    expect(isJustNow(NOW - 59_999, NOW)).toBe(true);
    expect(isJustNow(NOW - 60_000, NOW)).toBe(false);
    expect(isJustNow(NOW + DAY, NOW)).toBe(true);
  });
});

describe('lasting', () => {
  test.each([
    [30 * DAY - 1, '30 days'],
    [27.1 * DAY, '28 days'],
    [DAY - 1, '1 day'],
    [3_600_000, '1 hour'],
    [3_600_001, '2 hours'],
    [59.5 * 60_000, '1 hour'],
    [1, '1 minute'],
    [-1, '0 minutes'],
  ])('%d ms are %s: a unit that has begun counts as whole', (span, words) => {
    expect(lasting(span, 'en')).toBe(words);
  });
});

describe('onDay', () => {
  test('names the day that was written, in any time zone', () => {
    expect(onDay('2021-11-29T00:00:00+08:00', 'en-GB')).toBe('29 November 2021');
  });

  test('shows what it cannot read as it is', () => {
    expect(onDay('soon', 'en')).toBe('soon');
  });
});
