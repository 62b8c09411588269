/**
 * A segment opened for looking up. Of the 48 bits of a fingerprint, the upper 16 name a bucket; the
 * other 32 stand in it, beside the index of the kind. Within a bucket the rules keep the order of
 * the groups, so that the first that fits is the one that speaks. In front stands a filter of 10 to
 * 20 bits a rule, three of them set for each: nearly all that no rule names is told by one look at
 * its one word.
 */

import type { RuleKind } from '../rule.ts';
import { type Segment, segmentCount } from './layout.ts';

export interface Table {
  /** The allowing ones first. */
  readonly kinds: readonly RuleKind[];
  readonly allowingKinds: number;
  /** Its word is named by the first lane, the three bits in it by the second. */
  readonly filter: Uint32Array;
  /** How far the first lane is shifted to give the word. */
  readonly filterShift: number;
  /** Where each bucket begins, and where the last one ends. */
  readonly starts: Uint32Array;
  readonly rests: Uint32Array;
  readonly kindOf: Uint8Array | Uint16Array;
}

const BUCKETS = 1 << 16;
/** Rules; of fewer, as pieces have them, nearly all buckets are empty. */
const FEW = 1 << 12;
/** A lane has 24 bits to name a word by. */
const MOST_WORD_BITS = 24;
/** Below the 32 bits of a lane: 5 bits each. */
const FIRST_BIT = 27;
const SECOND_BIT = 22;
const THIRD_BIT = 17;

export function tableOf(segment: Segment): Table {
  const count = segmentCount(segment);
  const starts = count < FEW ? startsOfFew(segment, count) : startsOf(segment);
  const next = starts.slice();
  const filterShift = filterShiftOf(count);
  const filter = new Uint32Array(2 ** (32 - filterShift));
  const rests = new Uint32Array(count);
  const kindOf = new (segment.groups.length > 256 ? Uint16Array : Uint8Array)(count);
  for (const [kind, { fingerprints }] of segment.groups.entries()) {
    const { high, low } = fingerprints;
    for (let place = 0; place < high.length; place += 1) {
      const upper = high[place] as number;
      const lower = low[place] as number;
      const bucket = upper >>> 8;
      const at = next[bucket] as number;
      next[bucket] = at + 1;
      rests[at] = (upper << 24) | lower;
      kindOf[at] = kind;
      const word = (upper << 8) >>> filterShift;
      filter[word] = (filter[word] as number) | bitsOf(lower << 8);
    }
  }
  const kinds = segment.groups.map((group) => group.kind);
  return {
    kinds,
    allowingKinds: kinds.filter(({ effect }) => effect === 'allowed').length,
    filter,
    filterShift,
    starts,
    rests,
    kindOf,
  };
}

/** 0 where no rule has the fingerprint, given as two lanes of 32 bits; 1 where one may have it. */
export function mayHold({ filter, filterShift }: Table, first: number, second: number): number {
  const word = filter[first >>> filterShift] as number;
  // Of a shift, only the lowest five bits count.
  const both = (word >>> (second >>> FIRST_BIT)) & (word >>> (second >>> SECOND_BIT));
  return both & (word >>> (second >>> THIRD_BIT)) & 1;
}

function bitsOf(second: number): number {
  const former = (1 << (second >>> FIRST_BIT)) | (1 << (second >>> SECOND_BIT));
  return former | (1 << (second >>> THIRD_BIT));
}

/**
 * The index of the kind that speaks for a fingerprint, of those from `least` on; -1 where no rule of
 * these has it.
 */
export function kindAt(table: Table, first: number, second: number, least: number): number {
  if (mayHold(table, first, second) === 0) return -1;
  const { starts, rests, kindOf } = table;
  const bucket = first >>> 16;
  const wanted = (((first << 16) & 0xff000000) | (second >>> 8)) >>> 0;
  const end = starts[bucket + 1] as number;
  for (let at = starts[bucket] as number; at < end; at += 1) {
    if (rests[at] === wanted && (kindOf[at] as number) >= least) return kindOf[at] as number;
  }
  return -1;
}

function startsOf({ groups }: Segment): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(BUCKETS + 1);
  for (const { fingerprints } of groups) {
    const { high } = fingerprints;
    for (let place = 0; place < high.length; place += 1) {
      const after = ((high[place] as number) >>> 8) + 1;
      starts[after] = (starts[after] as number) + 1;
    }
  }
  for (let bucket = 1; bucket <= BUCKETS; bucket += 1) {
    starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
  }
  return starts;
}

/** The same, without a look at each bucket. */
function startsOfFew({ groups }: Segment, count: number): Uint32Array<ArrayBuffer> {
  const buckets = new Uint16Array(count);
  let filled = 0;
  for (const { fingerprints } of groups) {
    for (const upper of fingerprints.high) {
      buckets[filled] = upper >>> 8;
      filled += 1;
    }
  }
  buckets.sort();
  const starts = new Uint32Array(BUCKETS + 1);
  for (let place = 0; place < count; place += 1) {
    const bucket = buckets[place] as number;
    starts.fill(place + 1, bucket + 1, (buckets[place + 1] ?? BUCKETS) + 1);
  }
  return starts;
}

/** A power of two, of words of 32 bits: 10 to 20 bits a rule. */
function filterShiftOf(count: number): number {
  const bits = Math.max(1, Math.floor(Math.log2((20 * Math.max(1, count)) / 32)));
  return 32 - Math.min(MOST_WORD_BITS, bits);
}
