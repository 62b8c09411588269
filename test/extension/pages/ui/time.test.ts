import { describe, expect, test } from 'vitest';
import { ago, DAY, lasting, onDay } from '../../../../src/extension/pages/ui/time.ts';

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

describe('lasting', () => {
  test('names whole units', () => {
    expect(lasting(27.9 * DAY, 'en')).toBe('27 days');
    expect(lasting(3_600_000, 'en')).toBe('1 hour');
    expect(lasting(-1, 'en')).toBe('0 minutes');
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
