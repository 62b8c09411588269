/**
 * The fingerprints of one group of rules as bytes, near the least that they can be told in
 * (Elias-Fano). Of each fingerprint, the lower half stands as it is; the upper halves, which
 * ascend, are parted again: their lowest bits stand packed, and what is above them is told by its
 * growth, in unary. Numbers are big-endian, bits begin with the highest.
 *
 *     unary: before each rule's one-bit, a zero-bit for each step from the former rule; the zero
 *            bits that are missing to the end of the universe, and to whole 4 bytes, follow
 *     packed: so many of the lowest bits of the upper half as `shapeOf` says, to whole bytes
 *     lower halves: 3 bytes each
 */
import { CodedError } from '../../coded-error.ts';

/** Fingerprints by their halves of 24 bits. In a group they ascend strictly. */
export interface Fingerprints {
  readonly high: Uint32Array<ArrayBuffer>;
  readonly low: Uint32Array<ArrayBuffer>;
}

/** Rules in one group at most. */
export const COUNT_LIMIT = 1 << 24;

const HALF = 24;
const LOW_BYTES = 3;

export interface Shape {
  /** Bits of an upper half that stand packed. */
  readonly bits: number;
  /** Where the packed bits and the lower halves begin. */
  readonly packed: number;
  readonly lows: number;
  readonly size: number;
}

/** Bytes that a group of so many rules takes. */
export function groupSize(count: number): number {
  return shapeOf(count).size;
}

export function encodeGroup({ high, low }: Fingerprints): Uint8Array<ArrayBuffer> {
  const count = high.length;
  const { bits, packed, lows, size } = shapeOf(count);
  const bytes = new Uint8Array(size);
  const mask = 2 ** bits - 1;
  for (let place = 0; place < count; place += 1) {
    const upper = high[place] as number;
    const one = (upper >>> bits) + place;
    bytes[one >>> 3] = (bytes[one >>> 3] as number) | (0x80 >>> (one & 7));
    pack(bytes, packed * 8 + place * bits, upper & mask, bits);
    const lower = low[place] as number;
    const at = lows + place * LOW_BYTES;
    bytes[at] = lower >>> 16;
    bytes[at + 1] = lower >>> 8;
    bytes[at + 2] = lower;
  }
  return bytes;
}

/** Throws `bad-rules` on anything that `encodeGroup` would not have written. */
export function decodeGroup(bytes: Uint8Array, count: number): Fingerprints {
  const shape = shapeOf(count);
  if (bytes.length !== shape.size) throw bad('not of the size that its count says');
  if (!hasZeroPadding(bytes, count, shape)) throw bad('spare bits that are not zero');
  const high = decodeHigh(bytes, count, shape);
  const low = new Uint32Array(count);
  let formerHigh = -1;
  let formerLow = 0;
  for (let place = 0, at = shape.lows; place < count; place += 1, at += LOW_BYTES) {
    const upper = high[place] as number;
    const lower =
      ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
    if (upper < formerHigh || (upper === formerHigh && lower <= formerLow)) {
      throw bad('fingerprints out of order');
    }
    low[place] = lower;
    formerHigh = upper;
    formerLow = lower;
  }
  return { high, low };
}

function decodeHigh(bytes: Uint8Array, count: number, shape: Shape): Uint32Array<ArrayBuffer> {
  const { bits, packed } = shape;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const high = new Uint32Array(count);
  const mask = 2 ** bits - 1;
  let place = 0;
  let steps = 0;
  let bitAt = packed * 8;
  for (let at = 0; at < packed; at += 4) {
    let word = view.getInt32(at);
    let unread = 32;
    while (word !== 0) {
      const zeros = Math.clz32(word);
      // Two shifts, because one of 32 bits would be none.
      word = (word << zeros) << 1;
      unread -= zeros + 1;
      steps += zeros;
      if (place === count) throw bad('more rules than its count says');
      // The lower halves follow, so there are always four bytes to read.
      const around = view.getUint32(bitAt >>> 3);
      high[place] = (steps << bits) | ((around >>> (32 - (bitAt & 7) - bits)) & mask);
      place += 1;
      bitAt += bits;
    }
    steps += unread;
  }
  if (place !== count) throw bad('fewer rules than its count says');
  if ((high[count - 1] as number) >>> HALF !== 0) throw bad('a fingerprint of more than 48 bits');
  return high;
}

/** Bits are parted where unary and packed bits together take the least. */
export function shapeOf(count: number): Shape {
  if (!(count >= 1 && count <= COUNT_LIMIT)) throw bad(`not between 1 and ${COUNT_LIMIT} rules`);
  const bits = Math.clz32(count - 1) - (32 - HALF);
  const packed = 4 * Math.ceil((count + 2 ** (HALF - bits)) / 32);
  const lows = packed + Math.ceil((count * bits) / 8);
  return { bits, packed, lows, size: lows + count * LOW_BYTES };
}

/** A count's bits never cross more than four bytes: at most 24, begun within the first. */
function pack(bytes: Uint8Array, bitAt: number, value: number, bits: number): void {
  const first = bitAt >>> 3;
  const shifted = bits === 0 ? 0 : value << (32 - (bitAt & 7) - bits);
  for (let byte = 0; byte * 8 < (bitAt & 7) + bits; byte += 1) {
    const at = first + byte;
    bytes[at] = (bytes[at] as number) | (shifted >>> (24 - byte * 8));
  }
}

function hasZeroPadding(bytes: Uint8Array, count: number, { bits, lows }: Shape): boolean {
  const used = (count * bits) & 7;
  return used === 0 || ((bytes[lows - 1] as number) & (0xff >>> used)) === 0;
}

function bad(what: string): CodedError {
  return new CodedError('bad-rules', `rules: group: ${what}`);
}
