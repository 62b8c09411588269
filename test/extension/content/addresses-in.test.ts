import { describe, expect, test } from 'vitest';
import { addressesIn, LONGEST_TEXT } from '../../../src/extension/content/addresses-in.ts';

const MOST = 5;
const hrefs = (text: string) => addressesIn(text, MOST).map(({ href }) => href);
const texts = (text: string) => addressesIn(text, MOST).map((one) => one.text);

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
    ['https://商店.example/', 'https://xn--czrs0t.example/'],
    ['https://shop.example/end.', 'https://shop.example/end'],
    ['https://user@shop.example/', 'https://user@shop.example/'],
  ])('of %j finds %j', (text, expected) => {
    expect(hrefs(text)).toEqual([expected]);
  });

  test.each([
    ['look: https://shop.example/item?id=1 there', ['https://shop.example/item?id=1']],
    ['HTTP://Shop.Example', ['HTTP://Shop.Example']],
    ['www.shop.example is open', ['www.shop.example']],
    ['shop.example/sale and a.b.shop.example/x', ['shop.example/sale', 'a.b.shop.example/x']],
    ['看https://shop.example/商品。好', ['https://shop.example/商品']],
    ['(see https://shop.example/a_(b)) now', ['https://shop.example/a_(b)']],
    ['https://a.example/ https://a.example/', ['https://a.example/']],
    ['WWW.Shop.Example, ok', ['WWW.Shop.Example']],
  ])('keeps the words of %j as they were written', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  test.each([
    '',
    'no address at all',
    'and/or, 24/7, 1/2.5',
    'report.pdf and shop.example',
    'somebody@shop.example/',
    'lin@www.shop.example',
    'src/content/main.ts',
    'https://',
    'https:// is a scheme',
    'www. is none either',
    'https://localhost/',
    'https://[2001:db8::1].x',
    'xhttps://shop.example/',
    'javascript:alert(1)',
  ])('of %j finds none', (text) => {
    expect(hrefs(text)).toEqual([]);
  });

  test('gives each once, and no more than so many', () => {
    const many = Array.from({ length: 9 }, (_, n) => `https://h${n}.example/`);
    expect(hrefs([...many, ...many].join(' '))).toEqual(many.slice(0, MOST));
  });

  test('reads no further than the beginning', () => {
    expect(hrefs(`${' '.repeat(LONGEST_TEXT)}https://a.example/`)).toEqual([]);
  });

  test('takes time in proportion to the text, whatever it says', () => {
    const ends = `https://a.example/${'(('.repeat(900)}${')]}.'.repeat(500)}`;
    for (const bait of ['a.', 'a', '-', 'www.', '://', '((', '))', ').', 'a-a.', ends]) {
      const start = performance.now();
      addressesIn(`https://a.example/${bait.repeat(1_000_000 / bait.length)}/`, MOST);
      expect(performance.now() - start).toBeLessThan(500);
    }
  });
});
