import { describe, expect, test } from 'vitest';
import { addressesIn, hrefOfText } from '../../../src/extension/content/text-addresses.ts';

describe('addressesIn', () => {
  test.each([
    ['look: https://shop.example/item?id=1 there', ['https://shop.example/item?id=1']],
    ['HTTP://Shop.Example', ['HTTP://Shop.Example']],
    ['www.shop.example is open', ['www.shop.example']],
    ['shop.example/sale and a.b.shop.example/x', ['shop.example/sale', 'a.b.shop.example/x']],
    ['看https://shop.example/商品。好', ['https://shop.example/商品']],
    ['(see https://shop.example/a_(b)) now', ['https://shop.example/a_(b)']],
    ['https://shop.example/end.', ['https://shop.example/end']],
    ['https://a.example/ https://a.example/', ['https://a.example/']],
    ['https://user@shop.example/', ['https://user@shop.example/']],
  ])('finds in %j what a person reads there', (text, found) => {
    expect(addressesIn(text)).toEqual(found);
  });

  test.each([
    'no address at all',
    'and/or, 24/7, 1/2.5',
    'somebody@shop.example/',
    'src/content/main.ts',
    'https:// is a scheme',
    'www. is none either',
  ])('finds nothing in %j', (text) => {
    expect(addressesIn(text)).toEqual([]);
  });

  test('takes time in proportion to the text, whatever it says', () => {
    for (const bait of ['a.', 'a', '-', 'www.', '://', '((', 'a-a.']) {
      const start = performance.now();
      addressesIn(`${bait.repeat(1_000_000)}/`);
      expect(performance.now() - start).toBeLessThan(500);
    }
  });

  test('finds so many and no more', () => {
    const text = Array.from({ length: 100 }, (_, n) => `https://h${n}.example/`).join(' ');
    expect(addressesIn(text)).toHaveLength(20);
  });
});

describe('hrefOfText', () => {
  test('is what a browser would open', () => {
    expect(hrefOfText('www.shop.example/a')).toBe('https://www.shop.example/a');
    expect(hrefOfText('http://shop.example')).toBe('http://shop.example');
  });
});
