import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchCount, padBatches } from '../../../../src/extension/background/lookup/padding.ts';

const SECRET = 'of this device';

const prefixArbitrary = fc
  .integer({ min: 0, max: 0xffffffff })
  .map((value) => value.toString(16).padStart(8, '0'));

function sent(prefixes: readonly string[], secret = SECRET): readonly string[] {
  return padBatches(prefixes, secret).flatMap(({ padded }) => padded);
}

describe('padBatches', () => {
  test.each([
    [1, [16]],
    [16, [16]],
    [17, [64]],
    [65, [256]],
    [256, [256]],
    [257, [256, 16]],
  ])('sends %i prefixes as batches of %j', (count, sizes) => {
    const prefixes = Array.from({ length: count }, (_, index) =>
      (index + 1000).toString(16).padStart(8, '0'),
    );
    expect(padBatches(prefixes, SECRET).map(({ padded }) => padded.length)).toEqual(sizes);
  });

  test('sends nothing when nothing is asked', () => {
    expect(padBatches([], SECRET)).toEqual([]);
  });

  test('asks for a prefix once', () => {
    const [batch] = padBatches(['aaaaaaaa', 'aaaaaaaa'], SECRET);
    expect(batch?.wanted).toEqual(['aaaaaaaa']);
  });

  test('tells nothing more when it asks the same again', () => {
    const prefixes = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'];
    expect(sent(prefixes)).toEqual(sent(prefixes));
    expect(sent(prefixes)).toEqual(sent(prefixes.toReversed()));
  });

  test('leaves decoys in what two different questions share', () => {
    const first = sent(['aaaaaaaa', 'bbbbbbbb', 'cccccccc']);
    const second = new Set(sent(['aaaaaaaa', 'dddddddd']));
    const shared = first.filter((prefix) => second.has(prefix));
    expect(shared).toContain('aaaaaaaa');
    expect(shared.length).toBeGreaterThan(3);
  });

  test('gives every device decoys of its own', () => {
    const here = new Set(sent(['aaaaaaaa']));
    const shared = sent(['aaaaaaaa'], 'of another device').filter((prefix) => here.has(prefix));
    expect(shared).toEqual(['aaaaaaaa']);
  });

  test('holds every wanted prefix, is distinct, sorted and well formed, whatever is asked', () => {
    void fc.assert(
      fc.property(fc.array(prefixArbitrary, { maxLength: 600 }), (prefixes) => {
        const batches = padBatches(prefixes, SECRET);
        expect(batches.length).toBe(batchCount(new Set(prefixes).size));
        expect(batches.flatMap(({ wanted }) => wanted)).toEqual([...new Set(prefixes)].sort());
        for (const { wanted, padded } of batches) {
          const asked = new Set(padded);
          expect(asked.size).toBe(padded.length);
          expect([16, 64, 256]).toContain(padded.length);
          expect(wanted.every((prefix) => asked.has(prefix))).toBe(true);
          expect(padded.every((prefix) => /^[0-9a-f]{8}$/.test(prefix))).toBe(true);
          expect(padded).toEqual([...padded].sort());
        }
      }),
      { numRuns: 50 },
    );
  });
});
