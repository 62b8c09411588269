/** From rules in words to one segment under its key. */
import { CodedError } from '../../coded-error.ts';
import { isHashed, type RuleEntry, type RuleKind } from '../rule.ts';
import { compareKinds } from './compare-kinds.ts';
import { fingerprintOf, keyTablesOf } from './fingerprint.ts';
import type { Fingerprints } from './group.ts';
import { GROUP_LIMIT, type Segment } from './layout.ts';
import { sortFingerprints } from './sort-fingerprints.ts';

export interface EncodedSegment {
  readonly segment: Segment;
  /** For each place in the segment, the index of its entry. */
  readonly order: Uint32Array<ArrayBuffer>;
}

/**
 * Repeated rules are held once, for the first of them. Throws `too-many-rules` where there are more
 * kinds than a segment holds, and `unlucky-key` where two expressions of one kind have the same
 * fingerprint under this key: then another key is to be drawn. Where `aside` is given, the second
 * one is put there instead, as an index under that of the first one.
 */
export function encodeSegment(
  entries: readonly RuleEntry[],
  key: Uint8Array,
  aside?: Map<number, number[]>,
): EncodedSegment {
  const columns = columnsOf(entries, key);
  const drafts = partByKind(entries, columns, aside);
  const order = new Uint32Array(drafts.reduce((all, { count }) => all + count, 0));
  let length = 0;
  for (const { indexes, count } of drafts) {
    order.set(indexes.subarray(0, count), length);
    length += count;
  }
  const groups = drafts.map(({ kind, high, low, count }) => ({
    kind,
    fingerprints: { high: high.slice(0, count), low: low.slice(0, count) },
  }));
  return { segment: { key, hasHashed: columns.hasHashed, groups }, order };
}

/** What there is to know of the entries, one value for each. */
interface Columns extends Fingerprints {
  readonly hasHashed: boolean;
  readonly kinds: readonly RuleKind[];
  /** Of each entry, the index of its kind; and how many there are of each kind. */
  readonly kindOf: Uint16Array;
  readonly counts: Uint32Array;
}

/** In one pass, because a million objects are not in any cache. */
function columnsOf(entries: readonly RuleEntry[], key: Uint8Array): Columns {
  const tables = keyTablesOf(key);
  const high = new Uint32Array(entries.length);
  const low = new Uint32Array(entries.length);
  const kinds: RuleKind[] = [];
  const numbersOf = new Map<string, number[]>();
  const kindOf = new Uint16Array(entries.length);
  const counts = new Uint32Array(GROUP_LIMIT);
  let hasHashed = false;
  let former: RuleKind | undefined;
  let number = 0;
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index] as RuleEntry;
    // Lists come one behind the other, and most are of one kind.
    if (former === undefined || !isOfKind(entry, former)) {
      number = numberOf(entry, kinds, numbersOf);
      former = kinds[number];
    }
    kindOf[index] = number;
    counts[number] = (counts[number] as number) + 1;
    if (isHashed(entry.expression)) hasHashed = true;
    const fingerprint = fingerprintOf(entry.expression, tables);
    high[index] = fingerprint.high;
    low[index] = fingerprint.low;
  }
  return { high, low, hasHashed, kinds, kindOf, counts };
}

/** A group while it is written: there is room for repeated rules, which are dropped. */
interface Draft extends Fingerprints {
  readonly kind: RuleKind;
  /** Of the entries. */
  readonly indexes: Uint32Array<ArrayBuffer>;
  count: number;
}

/** In the order of a segment. */
function partByKind(
  entries: readonly RuleEntry[],
  columns: Columns,
  aside: Map<number, number[]> | undefined,
): readonly Draft[] {
  const { high, low, kinds, kindOf, counts } = columns;
  const sorted = sortFingerprints(columns);
  const drafts = kinds.map((kind, number) => draftOf(kind, counts[number] as number));
  for (let place = 0; place < sorted.length; place += 1) {
    const index = sorted[place] as number;
    const draft = drafts[kindOf[index] as number] as Draft;
    const { count } = draft;
    if (count > 0 && draft.high[count - 1] === high[place] && draft.low[count - 1] === low[place]) {
      const first = draft.indexes[count - 1] as number;
      if (entries[index]?.expression === entries[first]?.expression) continue;
      if (aside === undefined) throw unlucky();
      aside.set(first, [...(aside.get(first) ?? []), index]);
      continue;
    }
    draft.high[count] = high[place] as number;
    draft.low[count] = low[place] as number;
    draft.indexes[count] = index;
    draft.count = count + 1;
  }
  return drafts.sort((a, b) => compareKinds(a.kind, b.kind));
}

function draftOf(kind: RuleKind, size: number): Draft {
  const room = () => new Uint32Array(size);
  return { kind, high: room(), low: room(), indexes: room(), count: 0 };
}

function unlucky(): CodedError {
  return new CodedError('unlucky-key', 'rules: two of them have one fingerprint under this key');
}

function numberOf(entry: RuleEntry, kinds: RuleKind[], numbersOf: Map<string, number[]>): number {
  const { effect, violation, severity, list } = entry;
  const numbers = numbersOf.get(list) ?? [];
  if (numbers.length === 0) numbersOf.set(list, numbers);
  const known = numbers.find((number) => isOfKind(entry, kinds[number] as RuleKind));
  if (known !== undefined) return known;
  if (kinds.length === GROUP_LIMIT) {
    throw new CodedError('too-many-rules', `rules: more than ${GROUP_LIMIT} kinds`);
  }
  numbers.push(kinds.length);
  return kinds.push({ effect, violation, severity, list }) - 1;
}

function isOfKind(a: RuleKind, b: RuleKind): boolean {
  const isOfList = a.list === b.list && a.violation === b.violation;
  return isOfList && a.effect === b.effect && a.severity === b.severity;
}
