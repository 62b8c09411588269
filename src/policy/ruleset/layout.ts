/**
 * Where everything stands in the binary form of the rules, format 1. Numbers are big-endian.
 *
 *     4  magic "LGRS"          4  format, 1
 *     4  size of the table     4  number of rules, n
 *     the table: JSON, an array of kinds {effect, violation, list}
 *     8 n  fingerprints: first 8 bytes of the SHA-256 of an expression, ascending
 *     2 n  for each fingerprint, in the same order, the index of its kind
 *
 * No two rules are alike: pairs of fingerprint and kind index ascend strictly.
 */
import * as v from 'valibot';
import { CodedError } from '../coded-error.ts';
import { type RuleKind, RuleKindSchema } from './rule.ts';

export const MAGIC = 0x4c475253;
export const FORMAT = 1;
export const HEADER_BYTES = 16;
export const FINGERPRINT_BYTES = 8;
export const KIND_BYTES = 2;
export const REMAINDER_BYTES = 24;
export const KIND_LIMIT = 0xffff;

const KindsSchema = v.pipe(v.array(RuleKindSchema), v.maxLength(KIND_LIMIT));

/** The rules of a file, checked, by their place in it. */
export interface RuleTable {
  readonly ruleCount: number;
  /** First and last four bytes of the fingerprint at this place. */
  high(place: number): number;
  low(place: number): number;
  kind(place: number): RuleKind;
  /** The first place whose fingerprint is not below this one; `ruleCount` when all are. */
  lowerBound(high: number, low: number): number;
}

/** Throws `bad-rules` on anything that `encodeRules` would not have written. */
export function readTable(bytes: Uint8Array): RuleTable {
  if (bytes.length < HEADER_BYTES) throw bad('file: shorter than its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== MAGIC) throw bad('file: not a file of rules');
  if (view.getUint32(4) !== FORMAT) throw bad(`format: expected ${FORMAT}`);
  const tableBytes = view.getUint32(8);
  const ruleCount = view.getUint32(12);
  const fingerprints = HEADER_BYTES + tableBytes;
  const kindIndexes = fingerprints + ruleCount * FINGERPRINT_BYTES;
  if (kindIndexes + ruleCount * KIND_BYTES !== bytes.length) {
    throw bad('file: its size is not the one that its header says');
  }
  const kinds = readKinds(bytes.subarray(HEADER_BYTES, fingerprints));
  const high = (place: number) => view.getUint32(fingerprints + place * FINGERPRINT_BYTES);
  const low = (place: number) => view.getUint32(fingerprints + place * FINGERPRINT_BYTES + 4);
  const kindIndex = (place: number) => view.getUint16(kindIndexes + place * KIND_BYTES);
  for (let place = 0; place < ruleCount; place += 1) {
    if (kindIndex(place) >= kinds.length) throw bad(`rule ${place}: no such kind`);
    if (place > 0 && !isAscending(place)) throw bad(`rule ${place}: out of order`);
  }
  function isAscending(place: number): boolean {
    const difference =
      high(place) - high(place - 1) ||
      low(place) - low(place - 1) ||
      kindIndex(place) - kindIndex(place - 1);
    return difference > 0;
  }
  return {
    ruleCount,
    high,
    low,
    kind: (place) => kinds[kindIndex(place)] as RuleKind,
    lowerBound(wantedHigh, wantedLow) {
      let from = 0;
      let to = ruleCount;
      while (from < to) {
        const middle = (from + to) >>> 1;
        const difference = high(middle) - wantedHigh || low(middle) - wantedLow;
        if (difference < 0) from = middle + 1;
        else to = middle;
      }
      return from;
    },
  };
}

function readKinds(bytes: Uint8Array): readonly RuleKind[] {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new CodedError('bad-rules', 'rules: kinds: not JSON', { cause });
  }
  const result = v.safeParse(KindsSchema, document);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw bad(`kinds: ${v.getDotPath(issue) ?? 'table'}: ${issue.message}`);
}

function bad(what: string): CodedError {
  return new CodedError('bad-rules', `rules: ${what}`);
}
