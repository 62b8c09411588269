import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/policy/stage.ts';

describe('instantOf', () => {
  test.each([
    ['2021-09-17', '2021-09-17T00:00:00.000Z'],
    ['2021-09-17T08:00Z', '2021-09-17T08:00:00.000Z'],
    ['2021-09-17T08:00', '2021-09-17T08:00:00.000Z'],
    ['2021-09-17T08:00:30', '2021-09-17T08:00:30.000Z'],
    ['2021-09-17T08:00:30.5Z', '2021-09-17T08:00:30.500Z'],
    ['2021-09-17T00:00:00+08:00', '2021-09-16T16:00:00.000Z'],
    ['2021-09-17T00:00-03:30', '2021-09-17T03:30:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %s as %s', (text, iso) => {
    expect(instantOf(text)).toBe(Date.parse(iso));
  });

  test.each([
    '2021-02-30',
    '2023-02-29',
    '2021-13-01',
    '2021-00-10',
    '2021-09-17junk',
    '2021-09-17T24:00Z',
    '2021-09-17T08:60Z',
    '2021-09-17T08:00:60Z',
    '2021-09-17T08:00.5Z',
    '2021-09-17T08:00+15:00',
    '2021-09-17T08:00+08:60',
    '2021-09-17T08:00+08',
    '2021-09-17 08:00Z',
    '2021-09-17T08Z',
    '2021-9-17',
    ' 2021-09-17',
    '2021-09-17\n',
    '1631836800',
    'yesterday',
    '',
  ])('refuses %j', (text) => {
    expect(instantOf(text)).toBeUndefined();
  });

  test('reads every instant back that a clock can write', () => {
    const noInvalidDate = true;
    const [min, max] = [new Date('0000-01-01T00:00Z'), new Date('9999-12-31T23:59:59.999Z')];
    fc.assert(
      fc.property(fc.date({ noInvalidDate, min, max }), (date) => {
        expect(instantOf(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});
