import { describe, expect, test } from 'vitest';
import {
  addressesIn,
  LONGEST_DRAFT,
  MOST_ADDRESSES,
} from '../../../src/extension/content/addresses-in.ts';

const hrefs = (draft: string) => addressesIn(draft).map(({ href }) => href);

describe('addressesIn', () => {
  test.each([
    ['see https://shop.example/a now', 'https://shop.example/a'],
    ['HTTP://Shop.Example/A', 'http://shop.example/A'],
    ['www.shop.example/a', 'https://www.shop.example/a'],
    ['(https://shop.example/a).', 'https://shop.example/a'],
    ['https://shop.example/a_(b)', 'https://shop.example/a_(b)'],
    ['[it](https://shop.example/a)!', 'https://shop.example/a'],
    ['“https://shop.example/a”', 'https://shop.example/a'],
    ['看这个：https://shop.example/a。好', 'https://shop.example/a'],
    ['看https://shop.example/a，好', 'https://shop.example/a'],
    ['*https://shop.example/a*', 'https://shop.example/a'],
    ['<https://shop.example/?a=1&b=2>', 'https://shop.example/?a=1&b=2'],
    ['https://[2001:db8::1].x', undefined],
    ['https://商店.example/', 'https://xn--czrs0t.example/'],
  ])('of %j finds %j', (draft, expected) => {
    expect(hrefs(draft)).toEqual(expected === undefined ? [] : [expected]);
  });

  test.each([
    '',
    'no address',
    'report.pdf and shop.example',
    'lin@www.shop.example',
    'https://',
    'https://localhost/',
    'xhttps://shop.example/',
    'javascript:alert(1)',
  ])('of %j finds none', (draft) => {
    expect(hrefs(draft)).toEqual([]);
  });

  test('keeps the words as they were written', () => {
    expect(addressesIn('WWW.Shop.Example, ok')).toEqual([
      { href: 'https://www.shop.example/', text: 'WWW.Shop.Example' },
    ]);
  });

  test('gives each once, and no more than a few', () => {
    const many = Array.from({ length: 9 }, (_, n) => `https://h${n}.example/`);
    expect(hrefs([...many, ...many].join(' '))).toEqual(many.slice(0, MOST_ADDRESSES));
    expect(hrefs('https://a.example/ https://a.example/')).toEqual(['https://a.example/']);
  });

  test('reads no further than the beginning', () => {
    expect(hrefs(`${' '.repeat(LONGEST_DRAFT)}https://a.example/`)).toEqual([]);
  });

  test('is done soon with what is made to be slow', () => {
    const bait = `https://a.example/${'(('.repeat(900)}${')]}.'.repeat(500)}`;
    expect(hrefs(bait)).toHaveLength(1);
  });
});
