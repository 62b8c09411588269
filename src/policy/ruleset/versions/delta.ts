/**
 * From the rules that a client holds to a later version, without fetching it whole. Numbers are
 * big-endian.
 *
 *     4  magic "LGRD"     4  format, 1
 *    32  SHA-256 of the file that it begins from     32  SHA-256 of the file that it leads to
 *     the header of the file that it leads to:
 *         4  how many bytes it begins with as the former header does     4  and ends with
 *         4  size of what stands between     what stands between
 *     for each group of that file, in its order:
 *         4  which group it was, counted from 1, and always a later one than before; or 0: a new one
 *         of a new one: the group, of the size that its count says
 *         else: 4  number of rules that are gone    4  size of the gaps    their places, as gaps
 *
 * Nothing but the size of both inputs bounds what it takes: no number in a delta is believed before
 * the bytes for it are there. What comes out is checked by its hash, which is the caller's part.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { CodedError, codeOf } from '../../coded-error.ts';
import { toHex } from '../../url/hash.ts';
import { decodeGroup, type Fingerprints, groupSize } from '../rules/group.ts';
import {
  countsOf,
  type Header,
  joinRules,
  readHeader,
  type SplitRules,
  splitRules,
} from '../rules/layout.ts';
import { decodeGaps, encodeGaps } from './gaps.ts';
import { thinGroup } from './thin-group.ts';

const MAGIC = 0x4c475244;
const FORMAT = 1;
const HASH_BYTES = 32;
const NUMBER_BYTES = 4;

export interface DeltaEnds {
  readonly from: string;
  readonly to: string;
}

/** Throws `bad-delta` where the bytes end before what is asked. */
interface Reader {
  number(): number;
  take(size: number): Uint8Array;
  isAtEnd(): boolean;
}

/**
 * Any two different files of rules; small where groups only lost rules. Throws `bad-rules` where
 * one is none, and `bad-delta` where they are the same.
 */
export function makeDelta(from: Uint8Array, to: Uint8Array): Uint8Array<ArrayBuffer> {
  const parentHash = sha256(from);
  const childHash = sha256(to);
  if (toHex(parentHash) === toHex(childHash)) throw bad('leads to where it begins');
  const parent = splitRules(from);
  const child = splitRules(to);
  const parentCounts = countsOf(parent.header);
  const childCounts = countsOf(child.header);
  const groups = pairGroups(parent.header, child.header).map((number, index) => {
    const group = child.groups[index] as Uint8Array;
    const former = parent.groups[number];
    if (former === undefined) return [numbers(0), group];
    const left = decodeGroup(group, childCounts[index] as number);
    const places = placesGone(decodeGroup(former, parentCounts[number] as number), left);
    if (places === undefined) return [numbers(0), group];
    const gaps = encodeGaps(places);
    return [numbers(number + 1, places.length, gaps.length), gaps];
  });
  const header = writeNextHeader(parent.headerBytes, child.headerBytes);
  return concat([numbers(MAGIC, FORMAT), parentHash, childHash, ...header, ...groups.flat()]);
}

/**
 * `fromSha256` is the hash of `from` in hex, which the caller knows; that of the result is to be
 * checked before it is used. Throws `foreign-delta` where the delta begins from another file, and
 * `bad-delta` where it is none.
 */
export function applyDelta(
  from: Uint8Array,
  delta: Uint8Array,
  fromSha256: string,
): Uint8Array<ArrayBuffer> {
  const reader = readerOf(delta);
  const ends = readEnds(reader);
  if (ends.from !== fromSha256) {
    throw new CodedError('foreign-delta', `delta: begins from other rules, ${ends.from}`);
  }
  if (ends.from === ends.to) throw bad('leads to where it begins');
  try {
    const parent = splitRules(from);
    const header = readNextHeader(parent.headerBytes, reader);
    return joinRules(header, readGroups(parent, countsOf(readHeader(header)), reader));
  } catch (cause) {
    if (codeOf(cause) !== 'bad-rules' || !(cause instanceof Error)) throw cause;
    throw new CodedError('bad-delta', `delta: ${cause.message}`, { cause });
  }
}

/** The hashes in hex of the files that a delta leads from and to. Throws `bad-delta`. */
export function deltaEnds(delta: Uint8Array): DeltaEnds {
  return readEnds(readerOf(delta));
}

function readEnds(reader: Reader): DeltaEnds {
  if (reader.number() !== MAGIC) throw bad('not a delta');
  if (reader.number() !== FORMAT) throw bad(`format: expected ${FORMAT}`);
  return { from: toHex(reader.take(HASH_BYTES)), to: toHex(reader.take(HASH_BYTES)) };
}

/** A text that begins and ends as a former one does. */
function readNextHeader(former: Uint8Array, reader: Reader): Uint8Array {
  const start = reader.number();
  const end = reader.number();
  const between = reader.take(reader.number());
  if (start + end > former.length) throw bad('header: takes more of the former one than there is');
  return concat([former.subarray(0, start), between, former.subarray(former.length - end)]);
}

function writeNextHeader(former: Uint8Array, next: Uint8Array): readonly Uint8Array[] {
  const most = Math.min(former.length, next.length);
  let start = 0;
  while (start < most && former[start] === next[start]) start += 1;
  let end = 0;
  while (end < most - start && former.at(-1 - end) === next.at(-1 - end)) end += 1;
  const between = next.subarray(start, next.length - end);
  return [numbers(start, end, between.length), between];
}

function readGroups(
  { header, groups }: SplitRules,
  counts: readonly number[],
  reader: Reader,
): readonly Uint8Array[] {
  const formerCounts = countsOf(header);
  let last = 0;
  const read = counts.map((count) => {
    const number = reader.number();
    if (number === 0) return reader.take(groupSize(count));
    const former = groups[number - 1];
    const formerCount = formerCounts[number - 1];
    if (former === undefined || formerCount === undefined) throw bad(`group ${number}: none such`);
    if (number <= last) throw bad(`group ${number}: comes after group ${last}`);
    last = number;
    const gone = reader.number();
    if (formerCount - gone !== count) throw bad(`group ${number}: its counts do not agree`);
    return thinGroup(
      former,
      formerCount,
      decodeGaps(reader.take(reader.number()), gone, formerCount),
    );
  });
  if (!reader.isAtEnd()) throw bad('something stands after the last group');
  return read;
}

/** For each group of the child, the index of the parent's group that it can be left of, or -1. */
function pairGroups(parent: Header, child: Header): readonly number[] {
  const indexes = new Map(namesOf(parent).map((name, index) => [name, index]));
  return namesOf(child).map((name) => indexes.get(name) ?? -1);
}

/** Fingerprints can be compared where segment, key and kind are the same. */
function namesOf({ base, fresh }: Header): readonly string[] {
  return [base, fresh].flatMap((segment, place) =>
    (segment?.groups ?? []).map(({ kind }) => JSON.stringify([place, segment?.key, kind])),
  );
}

/** Which places of a group are gone; undefined where something was added. */
function placesGone(former: Fingerprints, left: Fingerprints): Uint32Array | undefined {
  const gone = new Uint32Array(Math.max(0, former.high.length - left.high.length));
  let next = 0;
  for (let place = 0; place < former.high.length; place += 1) {
    const at = place - next;
    if (former.high[place] === left.high[at] && former.low[place] === left.low[at]) continue;
    if (next === gone.length) return undefined;
    gone[next++] = place;
  }
  return next === gone.length && former.high.length >= left.high.length ? gone : undefined;
}

function readerOf(bytes: Uint8Array): Reader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  function take(size: number): Uint8Array {
    if (size > bytes.length - at) throw bad('shorter than it says');
    at += size;
    return bytes.subarray(at - size, at);
  }
  return {
    take,
    number() {
      take(NUMBER_BYTES);
      return view.getUint32(at - NUMBER_BYTES);
    },
    isAtEnd: () => at === bytes.length,
  };
}

function numbers(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * NUMBER_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * NUMBER_BYTES, value);
  return bytes;
}

function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function bad(what: string): CodedError {
  return new CodedError('bad-delta', `delta: ${what}`);
}
