import { describe, expect, test } from 'vitest';
import { bidiControlIn, zeroWidthIn } from '../../../../src/policy/url/signs/invisible.ts';

describe('bidiControlIn', () => {
  test.each([
    ['photo\u202egpj.exe', 'U+202E'],
    ['مرحبا\u202eabc', 'U+202E'],
    ['a\u2066b', 'U+2066'],
    ['淘宝\u200f', 'U+200F'],
  ])('finds in %j %s', (text, codePoint) => {
    expect(bidiControlIn(text)).toBe(codePoint);
  });

  test.each(['plain', 'مرحبا\u200f!', '\u2068שלום\u2069', ''])('leaves %j', (text) => {
    expect(bidiControlIn(text)).toBeUndefined();
  });
});

describe('zeroWidthIn', () => {
  test.each([
    ['pay\u200bpal', 'U+200B'],
    ['pay\u200b\u2060\ufeffpal', 'U+200B'],
    ['淘\u2060宝', 'U+2060'],
    ['example\u00ad.com', 'U+00AD'],
    ['a/\ufeffb', 'U+FEFF'],
  ])('finds in %j %s', (text, codePoint) => {
    expect(zeroWidthIn(text)).toBe(codePoint);
  });

  test.each([
    'plain',
    '👨\u200d👩\u200d👧',
    'می\u200cخواهم',
    'क्\u200dष',
    '你好\u200b',
    '\ufeffstart',
  ])('leaves %j', (text) => {
    expect(zeroWidthIn(text)).toBeUndefined();
  });
});
