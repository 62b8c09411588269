/**
 * Hides which prefixes are asked in earnest: every batch is filled up with random ones to one of
 * the sizes of the contract, and shuffled.
 */
import { BATCH_SIZES, PREFIX_BYTES } from '../../wire/index.ts';

/** Fills the array with random values; `crypto.getRandomValues` but in tests. */
export type Randomize = (values: Uint32Array<ArrayBuffer>) => void;

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
export function padBatches(prefixes: Iterable<string>, randomize: Randomize): readonly Batch[] {
  const distinct = [...new Set(prefixes)];
  return Array.from({ length: batchCount(distinct.length) }, (_, index) => {
    const wanted = distinct.slice(index * LARGEST, (index + 1) * LARGEST);
    return { wanted, padded: shuffled(withDecoys(wanted, randomize), randomize) };
  });
}

function withDecoys(wanted: readonly string[], randomize: Randomize): string[] {
  const size = BATCH_SIZES.find((candidate) => candidate >= wanted.length) ?? LARGEST;
  const filled = new Set(wanted);
  const random = new Uint32Array(size);
  while (filled.size < size) {
    randomize(random);
    for (const value of random) {
      if (filled.size < size) filled.add(value.toString(16).padStart(PREFIX_BYTES * 2, '0'));
    }
  }
  return [...filled];
}

/** Sorting by random keys: every order is as likely. */
function shuffled(prefixes: readonly string[], randomize: Randomize): string[] {
  const keys = new Uint32Array(prefixes.length);
  randomize(keys);
  return prefixes
    .map((prefix, index) => ({ prefix, key: keys[index] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ prefix }) => prefix);
}
