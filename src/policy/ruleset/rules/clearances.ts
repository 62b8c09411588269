/**
 * What keeps an allowing rule from being forged. A fingerprint alone could be: its key is public, so
 * a page can be made that has the fingerprint of an address that a rule allows, and on a listed host
 * its longer expression would speak. So a file also holds the beginning of the SHA-256 of every
 * expression that it allows, 12 bytes each, ascending; a rule that allows counts for these alone.
 */
import { fullHashOf } from '../../url/hash.ts';
import { HASH_BYTES, hashesOf } from '../hashes/hashes.ts';
import type { RuleEntry } from '../rule.ts';

/** Bytes: too many to find a text that begins like any of a million others. */
const SIZE = 12;

export function clearancesOf(entries: readonly RuleEntry[]): Uint8Array<ArrayBuffer> {
  const allowing = entries.filter(({ effect }) => effect === 'allowed');
  const hashes = hashesOf(allowing, Uint32Array.from(allowing.keys()));
  const sorted = allowing
    .map((_, index) => hashes.subarray(index * HASH_BYTES, index * HASH_BYTES + SIZE))
    .sort((a, b) => compareAt(a, 0, b));
  const distinct = sorted.filter((hash, at) => {
    const former = sorted[at - 1];
    return former === undefined || compareAt(former, 0, hash) !== 0;
  });
  const bytes = new Uint8Array(distinct.length * SIZE);
  for (const [place, hash] of distinct.entries()) bytes.set(hash, place * SIZE);
  return bytes;
}

/** Whether bytes are as `clearancesOf` makes them. */
export function areClearances(bytes: Uint8Array): boolean {
  if (bytes.length % SIZE !== 0) return false;
  for (let at = SIZE; at < bytes.length; at += SIZE) {
    if (compareAt(bytes, at, bytes.subarray(at - SIZE, at)) <= 0) return false;
  }
  return true;
}

export function isCleared(clearances: Uint8Array, expression: string): boolean {
  const wanted = fullHashOf(expression);
  let from = 0;
  let to = clearances.length / SIZE;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const difference = compareAt(clearances, middle * SIZE, wanted);
    if (difference === 0) return true;
    if (difference < 0) from = middle + 1;
    else to = middle;
  }
  return false;
}

/** Compares the clearance that begins at a place with the beginning of a hash. */
function compareAt(bytes: Uint8Array, at: number, hash: Uint8Array): number {
  for (let index = 0; index < SIZE; index += 1) {
    const difference = (bytes[at + index] as number) - (hash[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
