import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeBytes, unescapeForReading, unescapeFully } from '../../../src/policy/url/percent.ts';

/** Ten plain lines that do the same by passes over the whole text. */
function unescapeByPasses(text: string): string {
  let previous = '';
  let current = Buffer.from(text, 'utf8').toString('latin1');
  while (previous !== current) {
    previous = current;
    current = current.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  return current;
}

describe('unescapeFully', () => {
  test('agrees with repeated passes over the whole text', () => {
    const text = fc
      .array(fc.constantFrom('%', '2', '5', '4', '1', 'e', 'F', 'g', 'ü'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, (input) => {
        expect(Buffer.from(unescapeFully(input)).toString('latin1')).toBe(unescapeByPasses(input));
      }),
      { numRuns: 2000 },
    );
  });

  test('unescapes a chain of a million signs in one pass', () => {
    expect(escapeBytes(unescapeFully(`%${'25'.repeat(500_000)}41`))).toBe('A');
  });
});

describe('unescapeForReading', () => {
  test('unescapes text and leaves what is no UTF-8', () => {
    expect(unescapeForReading('%E4%BD%A0%FF/%zz%')).toBe('%E4%BD%A0%FF/%zz%');
    expect(unescapeForReading('%E4%BD%A0/%FF/%zz%')).toBe('你/%FF/%zz%');
  });
});
