import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../src/policy/index.ts';
import { canonicalJson } from '../../../src/redress/index.ts';

function refusal(value: unknown): string | undefined {
  try {
    canonicalJson(value);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

describe('canonicalJson', () => {
  test('sorts members by their UTF-16 units and leaves no space', () => {
    const value = { b: [1, { z: null, a: true }], a: 'x', '\u{1f600}': 1, '\ufb33': 2, A: -0 };
    expect(canonicalJson(value)).toBe(
      '{"A":0,"a":"x","b":[1,{"a":true,"z":null}],"\u{1f600}":1,"\ufb33":2}',
    );
  });

  test('writes numbers and escapes as RFC 8785 does', () => {
    const value = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, '€$\u000f\nA\'B"\\\\"/'];
    expect(canonicalJson(value)).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"]',
    );
  });

  test('is one text for one value, in whatever order its members were written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });

  test.each([
    [undefined],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    ['\ud800'],
    [{ '\udc00': 1 }],
    [{ a: undefined }],
    [[() => 1]],
    [1n],
  ])('refuses %s', (value) => {
    expect(refusal(value)).toBe('bad-json');
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([name, member]) => [name, reversed(member)]));
}
