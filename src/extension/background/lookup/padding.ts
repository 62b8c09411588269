/**
 * Hides which prefixes are asked in earnest: every batch is filled up with decoys to one of the
 * sizes of the contract, and sorted. The decoys of a prefix are always the same ones, made with a
 * secret that never leaves the device: who is asked twice and compares learns nothing more.
 */
import { fullHashOf, prefixOf } from '../../../policy/index.ts';
import { BATCH_SIZES } from '../../../wire/index.ts';

const LARGEST = Math.max(...BATCH_SIZES);

export interface Batch {
  /** Asked in earnest. */
  readonly wanted: readonly string[];
  /** What goes out: the wanted ones among decoys. */
  readonly padded: readonly string[];
}

/** How many requests so many prefixes take. */
export function batchCount(prefixCount: number): number {
  return Math.ceil(prefixCount / LARGEST);
}

/** Batches of distinct prefixes (8 hex digits), duplicates taken out. */
export function padBatches(prefixes: Iterable<string>, secret: string): readonly Batch[] {
  const distinct = [...new Set(prefixes)].sort();
  return Array.from({ length: batchCount(distinct.length) }, (_, index) => {
    const wanted = distinct.slice(index * LARGEST, (index + 1) * LARGEST);
    return { wanted, padded: withDecoys(wanted, secret).sort() };
  });
}

/** Each wanted prefix brings its decoys in its own order, in turns, until the batch is full. */
function withDecoys(wanted: readonly string[], secret: string): string[] {
  const size = BATCH_SIZES.find((candidate) => candidate >= wanted.length) ?? LARGEST;
  const filled = new Set(wanted);
  for (let turn = 0; filled.size < size; turn += 1) {
    for (const prefix of wanted) {
      if (filled.size < size) filled.add(prefixOf(fullHashOf(`${secret} ${prefix} ${turn}`)));
    }
  }
  return [...filled];
}
