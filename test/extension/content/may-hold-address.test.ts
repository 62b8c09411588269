import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayHoldAddress, mayHoldMore } from '../../../src/extension/content/may-hold-address.ts';

describe('mayHoldMore', () => {
  test.each([
    ['look: https://shop.example/a', ['https://shop.example/a'], false],
    ['www.shop.example and shop.example?a=1', ['www.shop.example', 'shop.example?a=1'], false],
    ['plain words', [], false],
    ['look: https://shop.example/a', ['look'], true],
    ['https://shop.example/a https://shop.example/a', ['https://shop.example/a'], true],
    ['www.shop.example https://shop.example/a', ['https://shop.example/a'], true],
    // What a link says right behind an address hides none of it.
    ['a.bb/c/////?z/', ['/////?z/'], true],
    ['www.shop.examplew', ['w'], true],
  ])('%j with the links %j: %s', (text, links, expected) => {
    expect(mayHoldMore(text, links)).toBe(expected);
  });

  test('no words of links hide that anything beside them may hold an address', () => {
    const piece = fc.record({
      words: fc.string({ unit: fc.constantFrom('w', 'W', '.', '/', '?', '#', 'a', ' ', '很') }),
      isLink: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.map(({ words }) => words).join('');
        const links = pieces.filter(({ isLink }) => isLink).map(({ words }) => words);
        const beside = pieces.filter(({ isLink }) => !isLink);
        fc.pre(beside.some(({ words }) => mayHoldAddress(words)));
        expect(mayHoldMore(text, links)).toBe(true);
      }),
    );
  });
});
