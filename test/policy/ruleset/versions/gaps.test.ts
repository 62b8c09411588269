import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../../src/policy/index.ts';
import { decodeGaps, encodeGaps } from '../../../../src/policy/ruleset/versions/gaps.ts';

fc.configureGlobal({ seed: 20_261_120 });

const LAST = 0xffff_ffff;

const ascending = fc
  .uniqueArray(fc.oneof(fc.nat(300), fc.nat({ max: LAST })))
  .map((places) => Uint32Array.from(places).sort());

function codeThrown(bytes: readonly number[], count: number, limit: number): string | undefined {
  try {
    decodeGaps(Uint8Array.from(bytes), count, limit);
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

describe('encodeGaps', () => {
  test('writes how many places lie between', () => {
    expect([...encodeGaps(Uint32Array.of(0, 1, 3, 131, 260))]).toEqual([0, 0, 1, 127, 128, 1]);
  });

  test('costs a byte for a place where every hundredth is named', () => {
    const places = Uint32Array.from({ length: 1000 }, (_, index) => index * 100);
    expect(encodeGaps(places).length).toBe(1000);
  });
});

describe('decodeGaps', () => {
  test('gives back all places', () => {
    fc.assert(
      fc.property(ascending, (places) => {
        const limit = (places.at(-1) ?? 0) + 1;
        expect(decodeGaps(encodeGaps(places), places.length, limit)).toEqual(places);
      }),
    );
  });

  test('refuses every truncation, and every addition', () => {
    const bytes = [...encodeGaps(Uint32Array.of(5, 7000, 7001, 9_000_000))];
    for (let size = 0; size < bytes.length; size += 1) {
      expect(codeThrown(bytes.slice(0, size), 4, LAST)).toBe('bad-delta');
    }
    expect(codeThrown([...bytes, 0], 4, LAST)).toBe('bad-delta');
    expect(codeThrown(bytes, 4, LAST)).toBeUndefined();
  });

  test.each([
    ['a place beyond the last one', [5], 1, 5],
    ['a sum of gaps beyond the last place', [3, 1], 2, 5],
    ['more places than there are', [0, 0, 0], 3, 2],
    ['more places than bytes', [0], LAST, LAST],
    ['a number that is written longer than needed', [0x85, 0x00], 1, 10],
    ['a number without an end', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], 1, LAST],
    ['a number beyond 32 bits', [0xff, 0xff, 0xff, 0xff, 0x7f], 1, LAST],
  ])('refuses %s', (_, bytes, count, limit) => {
    expect(codeThrown(bytes, count, limit)).toBe('bad-delta');
  });

  test('gives ascending places below the limit, or refuses, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), fc.nat(5000), (bytes, n, limit) => {
        try {
          const places = [...decodeGaps(bytes, n, limit)];
          expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
          expect(places.every((place) => place < limit)).toBe(true);
          expect([...encodeGaps(Uint32Array.from(places))]).toEqual([...bytes]);
        } catch (error) {
          expect(codeOf(error)).toBe('bad-delta');
        }
      }),
    );
  });
});
