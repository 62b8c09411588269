import { describe, expect, test } from 'vitest';
import { dateOfHead, dayOf } from '../../../../src/policy/ruleset/importers/date.ts';

describe('dayOf', () => {
  test.each([
    ['2026-01-31', '2026-01-31'],
    ['2024-02-29T12:11:28Z', '2024-02-29'],
    ['2026-07-06 00:40:29 UTC', '2026-07-06'],
  ])('takes the day of %s', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  test.each([
    ...['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '1969-12-31', '31.01.2026'],
    ...['01/02/2026', '2026-1-2', '2026-01-31x', 'yesterday', '20260131', ''],
  ])('does not take %j', (text) => {
    expect(dayOf(text)).toBeUndefined();
  });
});

describe('dateOfHead', () => {
  test.each([
    ['! Title: x\n! Updated: 2025-07-19T12:11:28Z\na.test', '2025-07-19'],
    ['# Last modified: 2026-07-06 00:40:29 UTC\n\na.test', '2026-07-06'],
    ['[Adblock Plus]\r\n! Last Modified: 2026-07-06\r\n', '2026-07-06'],
    ['# Date: 2026-07-06\n# Updated: 2026-07-06\n', '2026-07-06'],
  ])('finds the day in %j', (text, day) => {
    expect(dateOfHead(text)).toBe(day);
  });

  test.each([
    ['# Date: 2026-07-06\n# Updated: 2026-07-07\n', 'two days'],
    ['# Date: 06/07/2026\n', 'a day that can be two'],
    ['a.test\n# Date: 2026-07-06\n', 'a day below the head'],
    ['# Added 2026-07-06\n', 'a day of something else'],
    ['', 'nothing'],
  ])('finds none in %j: %s', (text) => {
    expect(dateOfHead(text)).toBeNull();
  });
});
