import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexByPrefix } from '../../../../src/policy/ruleset/hashes/prefix-index.ts';

fc.configureGlobal({ seed: 20_261_120 });

/** Hashes that begin with these numbers. */
function hashesBeginning(prefixes: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(prefixes.length * 32);
  const view = new DataView(bytes.buffer);
  for (const [place, prefix] of prefixes.entries()) view.setUint32(place * 32, prefix);
  return bytes;
}

const prefix = fc.oneof(
  fc.constantFrom(0, 1, 0xffff, 0x1_0000, 0xffff_0000, 0xffff_ffff),
  fc.nat({ max: 0xffff_ffff }),
);

describe('indexByPrefix', () => {
  test('finds every place of a prefix, and no other', () => {
    fc.assert(
      fc.property(fc.array(prefix), prefix, (prefixes, other) => {
        const find = indexByPrefix(hashesBeginning(prefixes));
        for (const wanted of [...prefixes, other]) {
          const places = [...prefixes.keys()].filter((place) => prefixes[place] === wanted);
          expect(find(wanted)).toEqual(places);
        }
      }),
    );
  });

  test('reads hashes that stand anywhere in a larger buffer', () => {
    const buffer = new Uint8Array(7 + 64);
    buffer.set(hashesBeginning([7, 8]), 7);
    expect(indexByPrefix(buffer.subarray(7))(8)).toEqual([1]);
  });
});
