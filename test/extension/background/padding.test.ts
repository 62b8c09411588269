import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  batchCount,
  padBatches,
  type Randomize,
} from '../../../src/extension/background/padding.ts';

/** Counts up, so that decoys are told from what was asked. */
function counting(start: number): Randomize {
  let next = start;
  return (values) => {
    for (const index of values.keys()) values[index] = next++;
  };
}

const random: Randomize = (values) => crypto.getRandomValues(values);
const prefixArbitrary = fc
  .integer({ min: 0, max: 0xffffffff })
  .map((value) => value.toString(16).padStart(8, '0'));

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
    expect(padBatches(prefixes, random).map(({ padded }) => padded.length)).toEqual(sizes);
  });

  test('sends nothing when nothing is asked', () => {
    expect(padBatches([], random)).toEqual([]);
  });

  test('asks for a prefix once', () => {
    const [batch] = padBatches(['aaaaaaaa', 'aaaaaaaa'], random);
    expect(batch?.wanted).toEqual(['aaaaaaaa']);
  });

  test('does not take a decoy that is asked for anyway for filling', () => {
    const [batch] = padBatches(['00000001', '00000002'], counting(0));
    expect(new Set(batch?.padded).size).toBe(16);
  });

  test('moves the wanted prefixes to places that random values choose', () => {
    const descending: Randomize = (values) => {
      for (const index of values.keys()) values[index] = 1_000_000 - index;
    };
    const [batch] = padBatches(['ffffffff'], descending);
    expect(batch?.padded.at(-1)).toBe('ffffffff');
  });

  test('holds every wanted prefix, is distinct and well formed, whatever is asked', () => {
    void fc.assert(
      fc.property(fc.array(prefixArbitrary, { maxLength: 600 }), (prefixes) => {
        const batches = padBatches(prefixes, random);
        expect(batches.length).toBe(batchCount(new Set(prefixes).size));
        expect(batches.flatMap(({ wanted }) => wanted)).toEqual([...new Set(prefixes)]);
        for (const { wanted, padded } of batches) {
          const sent = new Set(padded);
          expect(sent.size).toBe(padded.length);
          expect([16, 64, 256]).toContain(padded.length);
          expect(wanted.every((prefix) => sent.has(prefix))).toBe(true);
          expect(padded.every((prefix) => /^[0-9a-f]{8}$/.test(prefix))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
