/**
 * The next version of a file of rules, for whose clients a short delta is enough: the base keeps its
 * key and only loses rules, and what is new is written into the fresh segment under a key that was
 * drawn after it was known. A rule is known again by its fingerprint, its kind and its full hash.
 * Without the last, who knows the key could have an expression listed that keeps the place of
 * another one, which no list names any more.
 */
import { codeOf } from '../../coded-error.ts';
import { HASH_BYTES, hashesOf, ruleHasher } from '../hashes/hashes.ts';
import { isHashed, type RuleEntry, type RuleKind } from '../rule.ts';
import { clearancesOf } from '../rules/clearances.ts';
import type { Fingerprints } from '../rules/group.ts';
import {
  type Group,
  readSegments,
  type Segment,
  segmentCount,
  writeRules,
} from '../rules/layout.ts';
import { type EncodedRules, encodeRules } from '../rules/rules.ts';
import { type EncodedSegment, encodeSegment } from '../rules/segment.ts';

/** Rules of the base for each one of the fresh segment, at least. */
const BASE_SHARE = 16;

export interface FormerRules {
  readonly rules: Uint8Array;
  readonly hashes: Uint8Array;
}

export interface UpdateOptions {
  /** 16 random bytes each, drawn after the rules were fixed. */
  readonly base: Uint8Array;
  readonly fresh: Uint8Array;
  /** The registrable suffixes that the rules speak of; absent: of every address. */
  readonly zones?: readonly string[] | undefined;
}

export interface UpdatedRules extends EncodedRules {
  /** As `hashesOf` makes them. */
  readonly hashes: Uint8Array<ArrayBuffer>;
  /** Whether nothing of the former version was kept. */
  readonly isWhole: boolean;
}

/**
 * The same rules as before give the same bytes as before. Everything is written anew, as the base,
 * where too much of it would be fresh and where there is no former version that can be read. Throws
 * `too-many-rules`, and `unlucky-key` where other new keys are to be drawn.
 */
export function updateRules(
  former: FormerRules | undefined,
  entries: readonly RuleEntry[],
  options: UpdateOptions,
): UpdatedRules {
  const updated = former && updateFormer(former, entries, options);
  if (updated !== undefined) return updated;
  const encoded = encodeRules(entries, { baseKey: options.base, zones: options.zones });
  return { ...encoded, hashes: hashesOf(entries, encoded.order), isWhole: true };
}

function updateFormer(
  former: FormerRules,
  entries: readonly RuleEntry[],
  { fresh: freshKey, zones }: UpdateOptions,
): UpdatedRules | undefined {
  try {
    const file = readSegments(former.rules);
    const baseEnd = segmentCount(file.base) * HASH_BYTES;
    if (former.hashes.length !== baseEnd + segmentCount(file.fresh) * HASH_BYTES) return undefined;
    const base = keepRules(file.base, former.hashes.subarray(0, baseEnd), entries);
    if (base.others.length * BASE_SHARE > base.order.length) return undefined;
    const others = Array.from(base.others, (index) => entries[index] as RuleEntry);
    const kept = keepRules(file.fresh, former.hashes.subarray(baseEnd), others);
    const fresh = kept.others.length === 0 ? kept : encodeFresh(others, freshKey);
    const freshOrder = Array.from(fresh.order, (at) => base.others[at] as number);
    const order = Uint32Array.from([...base.order, ...freshOrder]);
    return {
      ruleCount: order.length,
      rules: writeRules({
        zones,
        clearances: clearancesOf(entries),
        base: base.segment,
        fresh: fresh.segment,
      }),
      order,
      hashes: join(base.hashes, fresh.hashes),
      isWhole: false,
    };
  } catch (error) {
    if (codeOf(error) === 'bad-rules') return undefined;
    throw error;
  }
}

interface HashedSegment extends EncodedSegment {
  readonly hashes: Uint8Array;
}

interface KeptRules extends HashedSegment {
  /** The indexes of the entries that the segment does not hold. */
  readonly others: Uint32Array;
}

function encodeFresh(entries: readonly RuleEntry[], key: Uint8Array): HashedSegment {
  const encoded = encodeSegment(entries, key);
  return { ...encoded, hashes: hashesOf(entries, encoded.order) };
}

/** What is left of a segment that is to hold none but these entries. */
function keepRules(former: Segment, hashes: Uint8Array, entries: readonly RuleEntry[]): KeptRules {
  // Its key is public: whoever finds two expressions that look alike under it may list them.
  const aside = new Map<number, number[]>();
  const { segment, order } = encodeSegment(entries, former.key, aside);
  const expressionOf = (index: number) => entries[index]?.expression ?? '';
  const formerGroups = new Map(placeGroups(former).map((group) => [textOf(group.kind), group]));
  const groups: Group[] = [];
  const kept: number[] = [];
  const keptPlaces: number[] = [];
  const isHashAt = hashChecker(hashes);
  const others: number[] = [];
  for (const { kind, fingerprints, start } of placeGroups(segment)) {
    const places = findPlaces(formerGroups.get(textOf(kind)), fingerprints);
    const isKept = (_: number, at: number): boolean => (places[at] as number) >= 0;
    for (const [at, place] of places.entries()) {
      const first = order[start + at] as number;
      const alike = [first, ...(aside.get(first) ?? [])];
      const held = place < 0 ? undefined : alike.find((one) => isHashAt(place, expressionOf(one)));
      if (held === undefined) {
        others.push(...alike);
        places[at] = -1;
        continue;
      }
      kept.push(held);
      keptPlaces.push(place);
      others.push(...alike.filter((one) => expressionOf(one) !== expressionOf(held)));
    }
    const left = {
      high: fingerprints.high.filter(isKept),
      low: fingerprints.low.filter(isKept),
    };
    if (left.high.length > 0) groups.push({ kind, fingerprints: left });
  }
  const hasHashed = kept.some((index) => isHashed(entries[index]?.expression ?? ''));
  return {
    segment: { key: former.key, hasHashed, groups },
    order: Uint32Array.from(kept),
    hashes: pickHashes(hashes, keptPlaces),
    others: Uint32Array.from(others),
  };
}

interface PlacedGroup extends Group {
  /** The place of its first rule in its segment. */
  readonly start: number;
}

function placeGroups({ groups }: Segment): readonly PlacedGroup[] {
  let next = 0;
  return groups.map((group) => {
    const start = next;
    next += group.fingerprints.high.length;
    return { ...group, start };
  });
}

/** For each fingerprint, where in its segment the former group has it, or -1. */
function findPlaces(former: PlacedGroup | undefined, { high, low }: Fingerprints): Int32Array {
  const places = new Int32Array(high.length).fill(-1);
  if (former === undefined) return places;
  const { start, fingerprints } = former;
  const count = fingerprints.high.length;
  for (let at = 0, place = 0; at < high.length && place < count; ) {
    const difference =
      (fingerprints.high[place] as number) - (high[at] as number) ||
      (fingerprints.low[place] as number) - (low[at] as number);
    if (difference === 0) places[at] = start + place;
    if (difference >= 0) at += 1;
    if (difference <= 0) place += 1;
  }
  return places;
}

/** Whether these are the full hashes of expressions, place by place. */
function hashChecker(hashes: Uint8Array): (place: number, expression: string) => boolean {
  const hash = ruleHasher();
  const expected = new Uint8Array(HASH_BYTES);
  return (place, expression) => {
    hash(expression, expected);
    const from = place * HASH_BYTES;
    return expected.every((byte, at) => byte === hashes[from + at]);
  };
}

function pickHashes(hashes: Uint8Array, places: readonly number[]): Uint8Array {
  const picked = new Uint8Array(places.length * HASH_BYTES);
  for (const [at, place] of places.entries()) {
    const from = place * HASH_BYTES;
    picked.set(hashes.subarray(from, from + HASH_BYTES), at * HASH_BYTES);
  }
  return picked;
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function textOf({ effect, violation, severity, list }: RuleKind): string {
  return JSON.stringify([effect, violation, severity, list]);
}
