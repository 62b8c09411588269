import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { openGlob } from '../../../../src/policy/url/link-rules/glob.ts';

// Many cases, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** The same, as an expression. */
function naive(pattern: string, text: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[^a-z]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 's').test(text);
}

describe('openGlob', () => {
  test.each([
    ['/a', '/a', true],
    ['/a', '/a/', false],
    ['*', '', true],
    ['/a*', '/a', true],
    ['*a', 'ba', true],
    ['a*a', 'a', false],
    ['/a*b*c', '/a-b-c', true],
    ['/a*b*c', '/a-c-b', false],
    ['a*b*b', 'ab', false],
    ['/go?*', '/go?x', true],
    ['/go?*', '/gox', false],
    ['a.b', 'aXb', false],
  ])('%s and %s: %s', (pattern, text, matches) => {
    expect(openGlob(pattern)(text)).toBe(matches);
  });

  test('agrees with the expression that says the same', () => {
    const letters = (characters: string) =>
      fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });
    fc.assert(
      fc.property(letters('ab*'), letters('ab'), (pattern, text) => {
        expect(openGlob(pattern)(text)).toBe(naive(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  test('is done with a pattern that would stall an expression', () => {
    expect(openGlob(`${'*a'.repeat(140)}b`)('a'.repeat(8000))).toBe(false);
  });
});
