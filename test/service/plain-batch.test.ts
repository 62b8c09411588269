import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { isLengthOfBatch, readPlainBatch } from '../../src/service/plain-batch.ts';
import { BATCH_SIZES, LookupRequestSchema } from '../../src/wire/index.ts';

const anyPrefix = fc
  .integer({ min: 0, max: 0xffff_ffff })
  .map((number) => number.toString(16).padStart(8, '0'));

const anyBatch = fc
  .constantFrom(...BATCH_SIZES)
  .chain((size) => fc.array(anyPrefix, { minLength: size, maxLength: size }));

function asBytes(prefixes: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify({ prefixes }));
}

/** As any other body is read. */
function readAsJson(bytes: Buffer): readonly number[] | undefined {
  try {
    const { prefixes } = v.parse(LookupRequestSchema, JSON.parse(bytes.toString('utf8')));
    return prefixes.map((prefix) => Number.parseInt(prefix, 16));
  } catch {
    return undefined;
  }
}

describe('readPlainBatch', () => {
  test('reads what clients write as JSON reads it', () => {
    fc.assert(
      fc.property(anyBatch, (prefixes) => {
        const bytes = asBytes(prefixes);
        expect(isLengthOfBatch(bytes.length)).toBe(true);
        expect([...(readPlainBatch(bytes) ?? [])]).toEqual(readAsJson(bytes));
      }),
      { numRuns: 50 },
    );
  });

  test('reads nothing that JSON would read otherwise, whichever byte is another one', () => {
    const anyChange = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(anyBatch, anyChange, (prefixes, { at, byte }) => {
        const bytes = asBytes(prefixes);
        bytes[at % bytes.length] = byte;
        const read = readPlainBatch(bytes);
        if (read !== undefined) expect([...read]).toEqual(readAsJson(bytes));
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['a space', JSON.stringify({ prefixes: Array(16).fill('00000000') }).replace(':', ': ')],
    ['no batch of this size', JSON.stringify({ prefixes: Array(15).fill('00000000') })],
    [
      'a prefix that is too long',
      JSON.stringify({ prefixes: [...Array(15).fill('00000000'), '000000000'] }),
    ],
    ['upper-case letters', JSON.stringify({ prefixes: Array(16).fill('ABCDEF01') })],
    ['an end that is cut', JSON.stringify({ prefixes: Array(16).fill('00000000') }).slice(0, -1)],
    ['nothing', ''],
  ])('leaves %s to JSON', (_, text) => {
    expect(readPlainBatch(Buffer.from(text))).toBeUndefined();
  });
});
