/**
 * Writes rules into their binary form and opens it again. A client matches 8 bytes of a hash; the
 * service, which answers with full hashes, keeps the other 24 in a second file in the same order.
 */
import { CodedError } from '../coded-error.ts';
import { fullHashOf } from '../url/hash.ts';
import type { RuleMatch } from '../verdict.ts';
import {
  FINGERPRINT_BYTES,
  FORMAT,
  HEADER_BYTES,
  KIND_BYTES,
  KIND_LIMIT,
  MAGIC,
  REMAINDER_BYTES,
  readTable,
} from './layout.ts';
import type { RuleEntry, RuleKind } from './rule.ts';
import type { Ruleset } from './ruleset.ts';

export interface EncodedRules {
  readonly ruleCount: number;
  readonly rules: Uint8Array<ArrayBuffer>;
  /** Bytes 8 to 31 of every full hash, in the order of the rules. */
  readonly remainders: Uint8Array<ArrayBuffer>;
}

interface HashedRule {
  readonly hash: Uint8Array;
  readonly high: number;
  readonly low: number;
  readonly kind: number;
}

/**
 * The same rules in any order give the same bytes; repeated ones are written once. Throws
 * `too-many-rules` where there are more lists and violations than a kind index can name.
 */
export function encodeRules(rules: readonly RuleEntry[]): EncodedRules {
  const kinds = [...new Set(rules.map(kindText))].sort();
  if (kinds.length > KIND_LIMIT) {
    throw new CodedError('too-many-rules', `rules: more than ${KIND_LIMIT} kinds`);
  }
  const indexes = new Map(kinds.map((kind, index) => [kind, index]));
  const hashed = rules.map((rule) => hashRule(rule, indexes.get(kindText(rule)) ?? 0));
  hashed.sort(compare);
  const distinct = hashed.filter((rule, place) => {
    const former = hashed[place - 1];
    return former === undefined || compare(former, rule) !== 0;
  });
  return {
    ruleCount: distinct.length,
    rules: writeRules(`[${kinds.join(',')}]`, distinct),
    remainders: writeRemainders(distinct),
  };
}

/** Throws `bad-rules` on anything that `encodeRules` would not have written. */
export function openRules(bytes: Uint8Array): Ruleset {
  const table = readTable(bytes);
  function matchOne(expression: string): RuleMatch[] {
    const { high, low } = fingerprintOf(fullHashOf(expression));
    const found: RuleMatch[] = [];
    for (let place = table.lowerBound(high, low); place < table.ruleCount; place += 1) {
      if (table.high(place) !== high || table.low(place) !== low) break;
      found.push({ expression, ...table.kind(place) });
    }
    return found;
  }
  return {
    ruleCount: table.ruleCount,
    match: (expressions) => expressions.flatMap(matchOne),
  };
}

function kindText({ effect, violation, list }: RuleKind): string {
  return JSON.stringify({ effect, violation, list });
}

function hashRule(rule: RuleEntry, kind: number): HashedRule {
  const hash = fullHashOf(rule.expression);
  return { hash, ...fingerprintOf(hash), kind };
}

function fingerprintOf(hash: Uint8Array): { high: number; low: number } {
  const view = new DataView(hash.buffer, hash.byteOffset, FINGERPRINT_BYTES);
  return { high: view.getUint32(0), low: view.getUint32(4) };
}

function compare(a: HashedRule, b: HashedRule): number {
  return a.high - b.high || a.low - b.low || a.kind - b.kind;
}

function writeRules(kinds: string, rules: readonly HashedRule[]): Uint8Array<ArrayBuffer> {
  const table = new TextEncoder().encode(kinds);
  const fingerprints = HEADER_BYTES + table.length;
  const kindIndexes = fingerprints + rules.length * FINGERPRINT_BYTES;
  const bytes = new Uint8Array(kindIndexes + rules.length * KIND_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, FORMAT);
  view.setUint32(8, table.length);
  view.setUint32(12, rules.length);
  bytes.set(table, HEADER_BYTES);
  for (const [place, { high, low, kind }] of rules.entries()) {
    view.setUint32(fingerprints + place * FINGERPRINT_BYTES, high);
    view.setUint32(fingerprints + place * FINGERPRINT_BYTES + 4, low);
    view.setUint16(kindIndexes + place * KIND_BYTES, kind);
  }
  return bytes;
}

function writeRemainders(rules: readonly HashedRule[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(rules.length * REMAINDER_BYTES);
  for (const [place, { hash }] of rules.entries()) {
    bytes.set(hash.subarray(FINGERPRINT_BYTES), place * REMAINDER_BYTES);
  }
  return bytes;
}
