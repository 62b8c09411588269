import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf, makeLineCoder } from '../../../../src/policy/ruleset/importers/line-codes.ts';

const codesOf = makeLineCoder();

describe('makeLineCoder', () => {
  test('has one byte for each unit, and one text with slashes for line feeds', () => {
    const character = fc.constantFrom('a', '/', '\n', '\t', '\u{7f}', 'é', '中', '\u{1f600}');
    fc.assert(
      fc.property(fc.array(character), fc.boolean(), (characters, isAscii) => {
        const text = characters.filter((one) => !isAscii || one < '\u{80}').join('');
        const { codes, slashed } = codesOf(text);
        const expected = text.split('').map((unit) => unit.charCodeAt(0));
        const isSame = (code: number, at: number) =>
          code < 0x80 ? code === expected[at] : (expected[at] ?? 0) >= 0x80;
        expect([...codes.subarray(0, text.length)].every(isSame)).toBe(true);
        expect(codes[text.length]).toBe(0x0a);
        expect(slashed).toBe(`${text.replaceAll('\n', '/')}/`);
      }),
      { seed: 7 },
    );
  });
});

describe('blocksOf', () => {
  test('parts a text into whole lines', () => {
    const lines = fc.array(fc.nat(150_000), { maxLength: 9 });
    fc.assert(
      fc.property(lines, fc.boolean(), (lengths, isEnded) => {
        const text = lengths.map((length) => 'x'.repeat(length)).join('\n') + (isEnded ? '\n' : '');
        const blocks = [...blocksOf(text)];
        expect(blocks.join('')).toBe(text);
        expect(blocks.slice(0, -1).every((block) => block.endsWith('\n'))).toBe(true);
        const isBlock = (block: string) => block.length <= 65_536 || !/\n./.test(block);
        expect(blocks.every((block) => block !== '' && isBlock(block))).toBe(true);
      }),
      { seed: 7 },
    );
  });

  test('reads a long line after short ones', () => {
    const { codes } = codesOf('y'.repeat(200_000));
    expect(codes[199_999]).toBe(0x79);
    expect(codes[200_000]).toBe(0x0a);
  });
});
