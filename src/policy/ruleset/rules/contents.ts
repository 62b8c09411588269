/**
 * The contents of a file of rules that was cut into pieces: what a reader has to know to look up an
 * address in one of them, and by which sum it knows that piece. The same rules always have the same
 * contents, so that a manifest can name them. Numbers are big-endian.
 *
 *     4  magic "LGRC"     4  format, 1     4  size of the header
 *     the header of the file of rules, as it stands there
 *     the SHA-256 of each piece, 32 bytes each: a power of two of them
 */
import { CodedError } from '../../coded-error.ts';
import { keyTablesOf } from './fingerprint.ts';
import { countsOf, fromHex, type Header, readHeader, segmentsOf } from './layout.ts';
import type { Keyed } from './upper-halves.ts';

export interface Contents {
  readonly header: Header;
  readonly ruleCount: number;
  /** Of each segment. */
  readonly keyed: readonly Keyed[];
  /** Of the upper half of a fingerprint, so many of the highest bits name its piece. */
  readonly bits: number;
  readonly sums: Uint8Array;
}

export const SUM_BYTES = 32;

const MAGIC = 0x4c475243;
const FORMAT = 1;
const HEADER_AT = 12;
const MOST_BITS = 15;
/** Rules in a piece, more or less. */
const PIECE_SIZE = 512;

/** So that a piece has from half of the wanted size to all of it, on average. */
export function bitsFor(ruleCount: number): number {
  return Math.min(MOST_BITS, Math.max(0, Math.ceil(Math.log2(ruleCount / PIECE_SIZE))));
}

/** The piece that has the rules with such an upper half. */
export function pieceOf(upperHalf: number, bits: number): number {
  return upperHalf >>> (24 - bits);
}

export function writeContents(
  header: Uint8Array,
  sums: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const sumsAt = HEADER_AT + header.length;
  const bytes = new Uint8Array(sumsAt + sums.length * SUM_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, FORMAT);
  view.setUint32(8, header.length);
  bytes.set(header, HEADER_AT);
  for (const [number, sum] of sums.entries()) bytes.set(sum, sumsAt + number * SUM_BYTES);
  return bytes;
}

/** Throws `bad-rules` on anything that `writeContents` would not have written. */
export function readContents(bytes: Uint8Array): Contents {
  if (bytes.length < HEADER_AT) throw bad('shorter than their beginning');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== MAGIC) throw bad('not the contents of a file of rules');
  if (view.getUint32(4) !== FORMAT) throw bad(`format: expected ${FORMAT}`);
  const sumsAt = HEADER_AT + view.getUint32(8);
  if (sumsAt > bytes.length) throw bad('header: too long');
  const header = readHeader(bytes.subarray(HEADER_AT, sumsAt));
  const ruleCount = countsOf(header).reduce((sum, count) => sum + count, 0);
  const bits = bitsFor(ruleCount);
  const sums = bytes.subarray(sumsAt);
  if (sums.length !== SUM_BYTES * 2 ** bits) throw bad('not as many sums as there are pieces');
  const keyed = segmentsOf(header).map(({ key, hashed }) => ({
    keyTables: keyTablesOf(fromHex(key)),
    hasHashed: hashed,
  }));
  return { header, ruleCount, keyed, bits, sums };
}

function bad(what: string): CodedError {
  return new CodedError('bad-rules', `contents: ${what}`);
}
