import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  COUNT_LIMIT,
  decodeGroup,
  encodeGroup,
  type Fingerprints,
  groupSize,
} from '../../../../src/policy/ruleset/rules/group.ts';
import { codeThrown } from '../code-thrown.ts';

const ALL = 2 ** 48;

function fingerprintsOf(numbers: readonly number[]): Fingerprints {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return {
    high: Uint32Array.from(sorted, (number) => Math.floor(number / 2 ** 24)),
    low: Uint32Array.from(sorted, (number) => number % 2 ** 24),
  };
}

const number48 = fc.oneof(
  fc.integer({ min: 0, max: ALL - 1 }),
  fc.constantFrom(0, 1, 2 ** 24 - 1, 2 ** 24, ALL - 2 ** 24, ALL - 1),
);
const numbers = fc.array(number48, { minLength: 1, maxLength: 300 });

/** Spread evenly: as fingerprints are. */
function spread(count: number): Fingerprints {
  return fingerprintsOf(Array.from({ length: count }, (_, i) => Math.floor((i * ALL) / count)));
}

describe('decodeGroup', () => {
  test('gives back what encodeGroup wrote', () => {
    fc.assert(
      fc.property(numbers, (all) => {
        const fingerprints = fingerprintsOf(all);
        const bytes = encodeGroup(fingerprints);
        expect(bytes.length).toBe(groupSize(fingerprints.high.length));
        expect(decodeGroup(bytes, fingerprints.high.length)).toEqual(fingerprints);
      }),
    );
  });

  test.each([1, 2, 3, 255, 256, 257, 4096, 100_000])('and so of %i rules', (count) => {
    const fingerprints = spread(count);
    expect(decodeGroup(encodeGroup(fingerprints), count)).toEqual(fingerprints);
  });

  test('refuses or reads, and never crashes, whichever bit is changed', () => {
    const fingerprints = spread(21);
    const bytes = encodeGroup(fingerprints);
    let refused = 0;
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Uint8Array.from(bytes);
      changed[bit >>> 3] = (changed[bit >>> 3] ?? 0) ^ (0x80 >>> (bit & 7));
      const code = codeThrown(() => {
        // What is accepted is what would have been written: there is one form of everything.
        expect(encodeGroup(decodeGroup(changed, 21))).toEqual(changed);
      });
      if (code !== undefined) expect(code).toBe('bad-rules');
      if (code !== undefined) refused += 1;
    }
    expect(refused).toBeGreaterThan(20);
  });

  test('refuses any bytes that it would not write', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.integer({ min: 1, max: 12 }), (bytes, n) => {
        const padded = new Uint8Array(groupSize(n));
        padded.set(bytes.subarray(0, padded.length));
        const code = codeThrown(() => {
          expect(encodeGroup(decodeGroup(padded, n))).toEqual(padded);
        });
        expect([undefined, 'bad-rules']).toContain(code);
      }),
      { numRuns: 2000 },
    );
  });

  test('refuses another size and an impossible count', () => {
    const bytes = encodeGroup(spread(5));
    expect(codeThrown(() => decodeGroup(bytes.subarray(1), 5))).toBe('bad-rules');
    expect(codeThrown(() => decodeGroup(bytes, 6))).toBe('bad-rules');
    for (const count of [0, -1, COUNT_LIMIT + 1, 1.5e9, Number.NaN]) {
      expect(codeThrown(() => groupSize(count))).toBe('bad-rules');
    }
  });

  test('reads bytes that stand anywhere in a larger buffer', () => {
    const fingerprints = spread(9);
    const bytes = encodeGroup(fingerprints);
    const buffer = new Uint8Array(bytes.length + 5).fill(0xff);
    buffer.set(bytes, 3);
    expect(decodeGroup(buffer.subarray(3, 3 + bytes.length), 9)).toEqual(fingerprints);
  });
});

describe('groupSize', () => {
  test('is below 3.9 bytes a rule for a million', () => {
    expect(groupSize(1_000_000) / 1_000_000).toBeLessThan(3.77);
  });
});
