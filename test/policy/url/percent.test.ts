import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  escapeBytes,
  escapePath,
  isSettled,
  unescapeForReading,
  unescapeFully,
} from '../../../src/policy/url/percent.ts';

// On a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

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

describe('isSettled', () => {
  test('says whether unescaping and escaping would change nothing', () => {
    const text = fc
      .array(fc.constantFrom('%', '2', '5', '4', '1', 'e', 'F', 'C', '0', '%C3', '%20', '%23', 'x'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, (input) => {
        if (isSettled(input)) expect(escapeBytes(unescapeFully(input))).toBe(input);
      }),
      { numRuns: 3000 },
    );
  });

  test.each(['', '/a?b', '%20%C3%BC', '%00%7F%FF%23'])('holds for %j', (text) => {
    expect(isSettled(text)).toBe(true);
  });

  test.each(['%41', '%2e', '%c3', '%25', '%', '%2', '%zz', '%5C', '%ü0'])(
    'fails for %j',
    (text) => {
      expect(isSettled(text)).toBe(false);
    },
  );
});

describe('escapeBytes and escapePath', () => {
  test('write printable ASCII, and differ in the backslash', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const differing = escapePath(bytes).replace('%5C', '\\');
    expect(escapeBytes(bytes)).toBe(differing);
    expect(escapeBytes(bytes)).toMatch(/^[!-~]+$/);
    expect(unescapeFully(escapePath(bytes))).toEqual(bytes);
  });
});
