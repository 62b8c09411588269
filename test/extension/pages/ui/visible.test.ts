import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible, visibleText } from '../../../../src/extension/pages/ui/visible.ts';

describe('visible', () => {
  test('leaves ordinary text in one piece', () => {
    expect(visible('淘宝 shop é 👍')).toEqual([{ text: '淘宝 shop é 👍', isHidden: false }]);
  });

  test.each([
    ['right-to-left override', '\u202e', 'U+202E'],
    ['isolate', '\u2066', 'U+2066'],
    ['zero-width space', '\u200b', 'U+200B'],
    ['zero-width joiner', '\u200d', 'U+200D'],
    ['byte order mark', '\ufeff', 'U+FEFF'],
    ['soft hyphen', '\u00ad', 'U+00AD'],
    ['tag letter', '\u{e0041}', 'U+E0041'],
    ['line separator', '\u2028', 'U+2028'],
    ['new line', '\n', 'U+000A'],
    ['null', '\0', 'U+0000'],
    ['combining grapheme joiner', '\u034f', 'U+034F'],
    ['Hangul filler', '\u3164', 'U+3164'],
    ['lone surrogate', '\ud800', 'U+D800'],
  ])('shows a %s by its code point', (_, character, name) => {
    expect(visible(`a${character}b`)).toEqual([
      { text: 'a', isHidden: false },
      { text: name, isHidden: true },
      { text: 'b', isHidden: false },
    ]);
  });

  test('gives nothing for nothing', () => {
    expect(visible('')).toEqual([]);
  });
});

describe('visibleText', () => {
  test('never holds a control or format character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  test('brackets what it shows by code point', () => {
    expect(visibleText('x\u200by')).toBe('x[U+200B]y');
  });
});
