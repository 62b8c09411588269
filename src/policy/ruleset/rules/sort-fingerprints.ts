/**
 * Puts the fingerprints of rules into their order. They are spread evenly, as hashes are, so one
 * pass puts each into one of many small buckets, and within a bucket the simplest sort is fast. Where
 * lists repeat what others have, buckets grow: those are sorted by comparing.
 */
import type { Fingerprints } from './group.ts';

const BUCKETS = 1 << 16;
const LOW_MASK = 0xffffff;

/** Above this many in a bucket, its square is too much. */
const SMALL = 64;

/**
 * Sorts them where they stand. Gives, for each place, the place where its fingerprint stood before;
 * equal ones keep their order.
 */
export function sortFingerprints({ high, low }: Fingerprints): Uint32Array<ArrayBuffer> {
  const ends = bucketEnds(high);
  const next = new Uint32Array(BUCKETS);
  next.set(ends.subarray(0, BUCKETS - 1), 1);
  const order = new Uint32Array(high.length);
  const rests = new Uint32Array(high.length);
  for (let index = 0; index < high.length; index += 1) {
    const upper = high[index] as number;
    const bucket = upper >>> 8;
    const at = next[bucket] as number;
    next[bucket] = at + 1;
    order[at] = index;
    rests[at] = (upper << 24) | (low[index] as number);
  }
  for (let bucket = 0, from = 0; bucket < BUCKETS; bucket += 1) {
    const to = ends[bucket] as number;
    if (to - from <= SMALL) sortSmall(rests, order, from, to);
    else sortLarge(rests.subarray(from, to), order.subarray(from, to));
    for (; from < to; from += 1) {
      const rest = rests[from] as number;
      high[from] = (bucket << 8) | (rest >>> 24);
      low[from] = rest & LOW_MASK;
    }
  }
  return order;
}

/** Where the bucket of each upper 16 bits ends. */
function bucketEnds(high: Uint32Array): Uint32Array {
  const ends = new Uint32Array(BUCKETS);
  for (let index = 0; index < high.length; index += 1) {
    const bucket = (high[index] as number) >>> 8;
    ends[bucket] = (ends[bucket] as number) + 1;
  }
  for (let bucket = 1; bucket < BUCKETS; bucket += 1) {
    ends[bucket] = (ends[bucket] as number) + (ends[bucket - 1] as number);
  }
  return ends;
}

/** By insertion, and the order along with the values. */
function sortSmall(values: Uint32Array, order: Uint32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at += 1) {
    const value = values[at] as number;
    const index = order[at] as number;
    let place = at;
    for (; place > from && (values[place - 1] as number) > value; place -= 1) {
      values[place] = values[place - 1] as number;
      order[place] = order[place - 1] as number;
    }
    values[place] = value;
    order[place] = index;
  }
}

/** Equal values keep their order. */
function sortLarge(values: Uint32Array, order: Uint32Array): void {
  const [formerValues, formerOrder] = [values.slice(), order.slice()];
  const places = Uint32Array.from(values.keys()).sort(
    (a, b) => (formerValues[a] as number) - (formerValues[b] as number) || a - b,
  );
  for (const [place, former] of places.entries()) {
    values[place] = formerValues[former] as number;
    order[place] = formerOrder[former] as number;
  }
}
