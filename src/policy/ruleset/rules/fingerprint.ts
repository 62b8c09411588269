/**
 * The keyed fingerprint of an expression: 48 bits in two halves of 24, by multilinear hashing in
 * two independent lanes modulo 2^32, of which the upper 24 bits are kept. For any two expressions
 * of ASCII that were fixed before the key was drawn, the chance to have one fingerprint is 2^-48.
 *
 * The host is counted from its end and the path from its start, each with keys of its own: then one
 * pass over an address gives the sums of all its host suffixes and all its path prefixes, and the
 * fingerprint of each expression is one addition in each lane.
 */

/** Bytes. */
export const KEY_BYTES = 16;

const FIRST_POSITIONS = 256;

/** 24 bits each. */
export interface Fingerprint {
  readonly high: number;
  readonly low: number;
}

/** What a key gives for each position of a character: two lanes beside each other. */
export interface KeyTables {
  /** What each lane begins with. */
  readonly starts: Int32Array;
  /** For the characters of a host from its end: lanes 0 and 1 of each position in turn. */
  readonly host: Int32Array;
  /** For the characters of a path from its start. */
  readonly path: Int32Array;
  /** Of the longest text that these tables are for. */
  readonly length: number;
  /** These tables for texts of so many characters at least. */
  upTo(length: number): KeyTables;
}

/** A key is 16 bytes, taken as four numbers of 32 bits, big-endian. */
export function keyTablesOf(key: Uint8Array): KeyTables {
  return tablesOf(key, FIRST_POSITIONS);
}

/** The text up to its first slash is the host; a text without one is all host. */
export function fingerprintOf(text: string, tables: KeyTables): Fingerprint {
  const { starts, host, path } = tables.length < text.length ? tables.upTo(text.length) : tables;
  const slash = text.indexOf('/');
  const hostEnd = slash < 0 ? text.length : slash;
  let first = starts[0] as number;
  let second = starts[1] as number;
  for (let at = hostEnd - 1, place = 0; at >= 0; at -= 1, place += 2) {
    const character = text.charCodeAt(at);
    first = (first + Math.imul(host[place] as number, character)) | 0;
    second = (second + Math.imul(host[place + 1] as number, character)) | 0;
  }
  for (let at = hostEnd, place = 0; at < text.length; at += 1, place += 2) {
    const character = text.charCodeAt(at);
    first = (first + Math.imul(path[place] as number, character)) | 0;
    second = (second + Math.imul(path[place + 1] as number, character)) | 0;
  }
  return { high: first >>> 8, low: second >>> 8 };
}

function tablesOf(key: Uint8Array, positions: number): KeyTables {
  const next = generator(key);
  const starts = Int32Array.of(next(), next());
  const host = new Int32Array(2 * positions);
  const path = new Int32Array(2 * positions);
  for (let place = 0; place < 2 * positions; place += 2) {
    host[place] = next();
    host[place + 1] = next();
    path[place] = next();
    path[place + 1] = next();
  }
  let longer: KeyTables | undefined;
  const tables: KeyTables = {
    starts,
    host,
    path,
    length: positions,
    upTo(length) {
      if (length <= positions) return tables;
      longer ??= tablesOf(key, 2 * positions);
      return longer.upTo(length);
    },
  };
  return tables;
}

/**
 * xoshiro128** (Blackman and Vigna): what it gives is as good as random to whoever fixed the rules
 * before the key was drawn, and more is not asked of it.
 */
function generator(key: Uint8Array): () => number {
  const view = new DataView(key.buffer, key.byteOffset, KEY_BYTES);
  // A state of zeros alone would stay so.
  let a = view.getInt32(0) || 1;
  let b = view.getInt32(4);
  let c = view.getInt32(8);
  let d = view.getInt32(12);
  return () => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return scrambled | 0;
  };
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
