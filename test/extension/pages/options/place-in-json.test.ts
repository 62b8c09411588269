import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  lineAt,
  offsetOf,
  syntaxLine,
} from '../../../../src/extension/pages/options/place-in-json.ts';

const TEXT = `{
  "id": "a",
  "name": { "en": "x, \\"{", "zh": "y" },
  "hosts": [
    "one",
    "two"
  ],
  "clues": [{ "at": "page" }, { "at": "address", "is": { "a.b": "group" } }]
}`;

describe('offsetOf', () => {
  test.each([
    ['id', '"a"'],
    ['name.zh', '"y"'],
    ['hosts.1', '"two"'],
    ['clues.1.at', '"address"'],
    ['clues.1.is.a.b', '"group"'],
    ['', '{'],
  ])('finds %j', (place, value) => {
    expect(TEXT.slice(offsetOf(TEXT, place)).startsWith(value)).toBe(true);
  });

  test('finds what is around a field that is missing', () => {
    expect(TEXT.slice(offsetOf(TEXT, 'name.fr'))).toMatch(/^\{ "en"/);
  });

  test('finds the value at every place of any document', () => {
    const document = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,4}$/),
      fc.oneof(fc.string(), fc.integer(), fc.array(fc.string(), { maxLength: 3 })),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(document, (value) => {
        const text = JSON.stringify(value, null, 1);
        for (const [key, one] of Object.entries(value)) {
          const found = text.slice(offsetOf(text, key));
          expect(found.startsWith(JSON.stringify(one, null, 1).slice(0, 1))).toBe(true);
        }
      }),
    );
  });
});

describe('lineAt', () => {
  test('counts from one', () => {
    expect(lineAt(TEXT, 0)).toBe(1);
    expect(lineAt(TEXT, offsetOf(TEXT, 'hosts.1'))).toBe(6);
  });
});

describe('syntaxLine', () => {
  test.each([
    ['Expected property name in JSON at position 4 (line 2 column 3)', 2],
    ['JSON.parse: expected double-quoted property name at line 3 column 1 of the JSON data', 3],
    ['Unexpected token x in JSON at position 2', 2],
    ['Unexpected end of JSON input', 4],
  ])('reads %j', (words, line) => {
    expect(syntaxLine('{\n\n\n', new SyntaxError(words))).toBe(line);
  });
});
