import { describe, expect, test } from 'vitest';
import { addressesIn, LONGEST_TEXT } from '../../../src/extension/content/addresses-in.ts';
import { mayHoldAddress } from '../../../src/extension/content/may-hold-address.ts';

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
    ['https://[2001:db8::1]/x', 'https://[2001:db8::1]/x'],
    ['shop.example:8080/x', 'https://shop.example:8080/x'],
    ['shop.example?x=1', 'https://shop.example/?x=1'],
    ['shop.example#x', 'https://shop.example/#x'],
    ['192.0.2.4/x', 'https://192.0.2.4/x'],
    ['192.0.2.4:80/24.html', 'https://192.0.2.4:80/24.html'],
    ['пример.example/x', 'https://xn--e1afmkfd.example/x'],
    ['пример.рф/x', 'https://xn--e1afmkfd.xn--p1ai/x'],
    ['shop.xn--p1ai/x', 'https://shop.xn--p1ai/x'],
    ['\u0430pple.example/login', 'https://xn--pple-43d.example/login'],
    ['商店.example/x', 'https://xn--czrs0t.example/x'],
    ['商店.中国/x', 'https://xn--czrs0t.xn--fiqs8s/x'],
    ['shop商店.example/x', 'https://xn--shop-ou2gn70c.example/x'],
    ['Www.shop.example', 'https://www.shop.example/'],
    [`${'a.'.repeat(20)}shop.example/x`, `https://${'a.'.repeat(20)}shop.example/x`],
    // No host ends in two scripts: what follows are words.
    ['看https://shop.example请看', 'https://shop.example/'],
    ['看www.shop.example请看', 'https://www.shop.example/'],
    ['看shop.example/请', 'https://shop.example/%E8%AF%B7'],
    ['https://shop.example:8080请看', 'https://shop.example:8080/'],
    ['https://shop.example👇', 'https://shop.example/'],
    [`${'很'.repeat(99)}shop.example/x`, 'https://shop.example/x'],
  ])('of %j finds %j', (text, expected) => {
    expect(hrefs(text)[0]).toBe(expected);
    expect(mayHoldAddress(text)).toBe(true);
  });

  test.each([
    [
      'https://shop.example/login请看',
      ['https://shop.example/login请看', 'https://shop.example/login'],
    ],
    ['看https://shop.example/商品。好', ['https://shop.example/商品', 'https://shop.example/']],
    [
      'https://shop.example/a.html을 보세요',
      ['https://shop.example/a.html을', 'https://shop.example/a.html'],
    ],
    ['https://shop.example/x👇', ['https://shop.example/x👇', 'https://shop.example/x']],
    [
      'https://shop.example请.example/x',
      ['https://shop.example请.example/x', 'https://shop.example'],
    ],
    [
      'https://shop.example/商品/1请看/2好',
      [
        'https://shop.example/商品/1请看/2好',
        'https://shop.example/',
        'https://shop.example/商品/1请看/2',
      ],
    ],
    ['https://shop.example/käse', ['https://shop.example/käse']],
  ])('of %j gives every reading', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  test('counts what is written, not its readings', () => {
    expect(addressesIn('https://a.example/x请 https://b.example/y看', 1)).toHaveLength(2);
    expect(addressesIn('https://a.example/x请 https://b.example/y看', 2)).toHaveLength(4);
  });

  test.each([
    ['look: https://shop.example/item?id=1 there', ['https://shop.example/item?id=1']],
    ['HTTP://Shop.Example', ['HTTP://Shop.Example']],
    ['www.shop.example is open', ['www.shop.example']],
    ['shop.example/sale and a.b.shop.example/x', ['shop.example/sale', 'a.b.shop.example/x']],
    ['https://a.example/x看https://b.example/y', ['https://a.example/x', 'https://b.example/y']],
    ['https://a.example/x看www.b.example', ['https://a.example/x', 'www.b.example']],
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
    'have you seen shop.example?',
    'shop.example:8080',
    'the network 192.0.2.0/24.',
    '192.0.2.0/24',
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
    for (const bait of [
      'a.',
      'a',
      '-',
      'www.',
      '://',
      '看',
      '看.',
      '看a.',
      'https://看',
      'я.',
      '((',
      '))',
      ').',
      'a-a.',
      ends,
    ]) {
      const start = performance.now();
      addressesIn(`https://a.example/${bait.repeat(1_000_000 / bait.length)}/`, MOST);
      expect(performance.now() - start).toBeLessThan(500);
    }
  });
});
