/**
 * Where the rules that may speak of an address are: the first lane of each fingerprint that `find`
 * looks for, in the order of the segments. It goes the same ways, without a table to look into.
 */
import { canonicalize } from '../../url/canonicalize.ts';
import { expressionsOf } from '../../url/expressions.ts';
import { fullHashOf, toHex } from '../../url/hash.ts';
import { fingerprintOf, type KeyTables } from './fingerprint.ts';
import { emptySums, sumAddress } from './sums.ts';

export interface Keyed {
  readonly keyTables: KeyTables;
  readonly hasHashed: boolean;
}

/** Upper halves of fingerprints, 24 bits each; some may come twice. */
export function upperHalvesOf(address: string, segments: readonly Keyed[]): readonly number[] {
  return segments.flatMap((segment) => [
    ...plainHalves(address, segment),
    ...(segment.hasHashed ? hashedHalves(address, segment) : []),
  ]);
}

function plainHalves(address: string, { keyTables }: Keyed): readonly number[] {
  const sums = emptySums();
  if (!sumAddress(address, keyTables, sums, false)) {
    const canonical = canonicalize(address);
    if (!canonical.ok || !sumAddress(canonical.url, keyTables, sums, true)) return [];
  }
  const { suffixCount, suffixSums, prefixCount, prefixSums } = sums;
  const halves: number[] = [];
  for (let suffix = 0; suffix < suffixCount; suffix += 1) {
    for (let prefix = 0; prefix < prefixCount; prefix += 1) {
      const lane = (suffixSums[2 * suffix] as number) + (prefixSums[2 * prefix] as number);
      halves.push((lane | 0) >>> 8);
    }
  }
  return halves;
}

function hashedHalves(address: string, { keyTables }: Keyed): readonly number[] {
  const canonical = canonicalize(address);
  if (!canonical.ok) return [];
  return expressionsOf(canonical.url).map(
    (expression) => fingerprintOf(`#${toHex(fullHashOf(expression))}`, keyTables).high,
  );
}
