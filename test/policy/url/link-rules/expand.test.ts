import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { codeOf } from '../../../../src/policy/coded-error.ts';
import {
  expandPattern,
  partsOf,
  TEXT_END,
  withoutCaptures,
} from '../../../../src/policy/url/link-rules/expand.ts';

// Many cases, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

describe('expandPattern', () => {
  test.each([
    ['abc', ['abc']],
    ['a\\.b\\/c\\?', ['a.b/c?']],
    ['a.b', ['a.b']],
    ['ab?', ['a', 'ab']],
    ['a(?:b|c)d', ['abd', 'acd']],
    ['a|b', ['a', 'b']],
    ['[ab]c', ['ac', 'bc']],
    ['[a-c]', ['a', 'b', 'c']],
    ['[b-]', ['b', '-']],
    ['v[bv]?', ['v', 'vb', 'vv']],
    ['\\d', ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']],
    ['a.*?b.+c', ['a*b*c']],
    ['a[^&]*', ['a*']],
    ['a[0-9a-f]{64}', ['a*']],
    ['utm(?:_[a-z]*)?', ['utm', 'utm_*']],
    ['^a$', [`a${TEXT_END}`]],
  ])('writes %s out', (source, texts) => {
    expect(expandPattern(source)).toEqual(texts);
  });

  test.each([
    ['(?:ab)+', 'repeats a group'],
    ['a+', 'repeats a group'],
    ['(?=a)', 'a group of a special kind'],
    ['(a', 'a bracket that is never closed'],
    ['a)', 'a bracket that was never opened'],
    ['[a', 'a bracket that is never closed'],
    ['[^a]', 'one of too many characters'],
    ['\\b', '\\b'],
    ['(a)\\1', '\\1'],
    ['*a', 'repeats nothing'],
    ['a^', 'a beginning in the middle'],
    ['\\*', '\\*'],
    ['[a-z][a-z]', 'too many alternatives'],
    ['a'.repeat(1001), 'longer than 1,000 characters'],
  ])('refuses %s', (source, why) => {
    expect(() => expandPattern(source)).toThrow(why);
  });

  test('says more rather than less where that is asked for', () => {
    expect(expandPattern('(?:[a-z]+\\.)*?a\\.b', true)).toEqual(['*a.b']);
    expect(expandPattern('a[^/]b', true)).toEqual(['a*b']);
    expect(expandPattern('(a)', true)).toEqual(['a']);
  });

  test('tells what stands before, in and behind a capture', () => {
    const [text = ''] = expandPattern('/a/([^/]+)/.*$');
    expect(partsOf(text)).toEqual(['/a/', '*', '/*']);
    expect(withoutCaptures(text)).toBe(`/a/*/*${TEXT_END}`);
  });

  test('writes out or refuses anything, and no more than 256 texts', () => {
    const source = fc.string({ unit: fc.constantFrom(...'ab.*+?|()[]{}^$\\-:1,') });
    fc.assert(
      fc.property(source, fc.boolean(), (pattern, isLenient) => {
        try {
          expect(expandPattern(pattern, isLenient).length).toBeLessThanOrEqual(256 * 20);
        } catch (error) {
          expect(codeOf(error)).toBe('untranslatable');
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('every text that it writes out is one that the expression matches', () => {
    const atom = fc.constantFrom('a', 'b\\.', '[xy]', '(?:c|d)', 'e?', '.*', '[^&]+');
    fc.assert(
      fc.property(fc.array(atom, { maxLength: 4 }), (atoms) => {
        const source = atoms.join('');
        for (const text of expandPattern(source)) {
          expect(text.replaceAll('*', 'qqqq')).toMatch(new RegExp(`^${source}$`));
        }
      }),
    );
  });
});
