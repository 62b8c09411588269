/**
 * The sums of an address under one key, from which the fingerprints of all its expressions follow:
 * one of its exact host and of each suffix of 2 to 9 labels, one of its path with the query, its
 * path, and up to four prefixes of it. They are more than the expressions of Safe Browsing v5,
 * which begin at the registrable domain; no rule names a public suffix, so it makes no difference.
 *
 * An ordinary address is already in canonical form, which is seen on the way: nothing is copied and
 * nothing is parsed. What is not ordinary has to be made canonical before.
 */
import { MAXIMUM_LENGTH } from '../../url/address.ts';
import { MAXIMUM_HOST_LENGTH } from '../../url/ordinary.ts';
import type { KeyTables } from './fingerprint.ts';

/** What one address gave; written anew for the next one. */
export interface Sums {
  hostEnd: number;
  /** Dots of the host, and where its last label begins. */
  dotCount: number;
  lastLabel: number;
  suffixCount: number;
  prefixCount: number;
  /** Where each suffix of the host begins, the shortest first, the exact host last. */
  readonly suffixStarts: Int32Array;
  /** Lanes 0 and 1 of each suffix, with what the lanes begin with. */
  readonly suffixSums: Int32Array;
  /** Where each prefix of the path ends, the shortest first. */
  readonly prefixEnds: Int32Array;
  readonly prefixSums: Int32Array;
}

const LEAST_LABELS = 2;
const MOST_LABELS = 9;
const MOST_PREFIXES = 4;

const DOT = 0x2e;
const SLASH = 0x2f;
const ZERO = 0x30;
const NINE = 0x39;
const SMALL_S = 0x73;

const INSECURE = codesOf('http://');
const SECURE = codesOf('https://');

/** What a character is where it stands: nothing of note, a place to look at, or odd. */
const PLAIN = 0;
const MARK = 1;
const ODD = 2;

interface Alphabet {
  readonly host: Uint8Array;
  readonly path: Uint8Array;
  readonly query: Uint8Array;
}

/** Of an ordinary address: what canonicalisation would leave as it is. */
const ORDINARY: Alphabet = {
  host: classes('az 09 __', '.-'),
  path: classes('!~', '/?#', '%\\'),
  query: classes('!~', '#', '%'),
};

/** Of a canonical one. */
const CANONICAL: Alphabet = {
  host: classes('!~', '.'),
  path: classes('!~', '/?'),
  query: classes('!~'),
};

/** `plain` names ranges by their ends. Later classes go before earlier ones. */
function classes(plain: string, marks = '', odd = ''): Uint8Array {
  const all = new Uint8Array(128).fill(ODD);
  for (const range of plain.split(' ')) {
    all.fill(PLAIN, range.charCodeAt(0), range.charCodeAt(1) + 1);
  }
  for (const mark of marks) all[mark.charCodeAt(0)] = MARK;
  for (const character of odd) all[character.charCodeAt(0)] = ODD;
  return all;
}

export function emptySums(): Sums {
  const suffixes = MOST_LABELS - LEAST_LABELS + 2;
  const prefixes = MOST_PREFIXES + 2;
  return {
    hostEnd: 0,
    dotCount: 0,
    lastLabel: 0,
    suffixCount: 0,
    prefixCount: 0,
    suffixStarts: new Int32Array(suffixes),
    suffixSums: new Int32Array(2 * suffixes),
    prefixEnds: new Int32Array(prefixes),
    prefixSums: new Int32Array(2 * prefixes),
  };
}

/**
 * False where the address is not an ordinary one; then the sums mean nothing. Of an address that is
 * known to be canonical, every form is accepted.
 */
export function sumAddress(
  address: string,
  tables: KeyTables,
  sums: Sums,
  isCanonical: boolean,
): boolean {
  const hostStart = hostStartOf(address);
  if (hostStart < 0) return false;
  const slash = address.indexOf('/', hostStart);
  const hostEnd = slash < 0 ? address.length : slash;
  if (!isCanonical) {
    if (address.length > MAXIMUM_LENGTH || hostEnd - hostStart > MAXIMUM_HOST_LENGTH) return false;
    if (isOddAsHost(address, hostStart, hostEnd)) return false;
  }
  sums.hostEnd = hostEnd;
  sums.dotCount = 0;
  sums.lastLabel = hostStart;
  sums.suffixCount = 0;
  sums.prefixCount = 0;
  const fitting = tables.length < address.length ? tables.upTo(address.length) : tables;
  const alphabet = isCanonical ? CANONICAL : ORDINARY;
  if (!sumHost(address, hostStart, fitting, sums, alphabet)) return false;
  if (!sumPath(address, fitting, sums, alphabet)) return false;
  return sumQuery(address, fitting, sums, alphabet);
}

/** Behind "http://" or "https://"; -1 where it begins otherwise. */
function hostStartOf(address: string): number {
  const isSecure = address.charCodeAt(4) === SMALL_S;
  const scheme = isSecure ? SECURE : INSECURE;
  for (let at = 0; at < scheme.length; at += 1) {
    if (address.charCodeAt(at) !== scheme[at]) return -1;
  }
  return scheme.length;
}

function codesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Empty, or a dot at one of its ends. */
function isOddAsHost(address: string, start: number, end: number): boolean {
  return start === end || address.charCodeAt(start) === DOT || address.charCodeAt(end - 1) === DOT;
}

function sumHost(
  address: string,
  hostStart: number,
  { starts, host }: KeyTables,
  sums: Sums,
  alphabet: Alphabet,
): boolean {
  const kinds = alphabet.host;
  let first = starts[0] as number;
  let second = starts[1] as number;
  let place = 0;
  for (let at = sums.hostEnd - 1; at >= hostStart; at -= 1) {
    const character = address.charCodeAt(at);
    const kind = kindIn(kinds, character);
    if (kind !== PLAIN) {
      // Two dots, or two hyphens, as in "xn--".
      if (kind === ODD || isDoubled(address, at, sums.hostEnd)) return false;
      if (character === DOT) noteDot(sums, at, first, second);
    }
    first = (first + Math.imul(host[place] as number, character)) | 0;
    second = (second + Math.imul(host[place + 1] as number, character)) | 0;
    place += 2;
  }
  if (isDigit(address.charCodeAt(sums.lastLabel))) {
    if (alphabet === ORDINARY) return false;
    // An IP address has no suffixes.
    if (isNumber(address, sums.lastLabel, sums.hostEnd)) sums.suffixCount = 0;
  }
  addSuffix(sums, hostStart, first, second);
  return true;
}

function kindIn(kinds: Uint8Array, character: number): number {
  return character < 128 ? (kinds[character] as number) : ODD;
}

/** Behind a dot begins a suffix, whose sums these are. */
function noteDot(sums: Sums, at: number, first: number, second: number): void {
  sums.dotCount += 1;
  if (sums.dotCount === 1) sums.lastLabel = at + 1;
  if (sums.dotCount < LEAST_LABELS || sums.dotCount > MOST_LABELS) return;
  addSuffix(sums, at + 1, first, second);
}

function addSuffix(sums: Sums, start: number, first: number, second: number): void {
  const { suffixCount, suffixStarts, suffixSums } = sums;
  suffixStarts[suffixCount] = start;
  suffixSums[2 * suffixCount] = first;
  suffixSums[2 * suffixCount + 1] = second;
  sums.suffixCount = suffixCount + 1;
}

function sumPath(address: string, { path }: KeyTables, sums: Sums, alphabet: Alphabet): boolean {
  const kinds = alphabet.path;
  let first = 0;
  let second = 0;
  let place = 0;
  let at = sums.hostEnd;
  for (; at < address.length; at += 1) {
    const character = address.charCodeAt(at);
    const kind = kindIn(kinds, character);
    if (kind === ODD) return false;
    if (kind === MARK && character !== SLASH) break;
    first = (first + Math.imul(path[place] as number, character)) | 0;
    second = (second + Math.imul(path[place + 1] as number, character)) | 0;
    place += 2;
    if (kind === MARK) {
      if (alphabet === ORDINARY && isOddBehindSlash(address, at)) return false;
      if (sums.prefixCount < MOST_PREFIXES) addPrefix(sums, at + 1, first, second);
    }
  }
  addPath(sums, at, path, first, second);
  return true;
}

/** Where it does not end with the slash that was noted last. */
function addPath(sums: Sums, end: number, path: Int32Array, first: number, second: number): void {
  // An address may end with its host; its path is a slash nevertheless.
  if (end === sums.hostEnd) {
    addPrefix(sums, end, Math.imul(path[0] as number, SLASH), Math.imul(path[1] as number, SLASH));
  } else if (sums.prefixEnds[sums.prefixCount - 1] !== end) {
    addPrefix(sums, end, first, second);
  }
}

/** Goes on from the path, which is the last prefix. */
function sumQuery(address: string, { path }: KeyTables, sums: Sums, alphabet: Alphabet): boolean {
  const kinds = alphabet.query;
  const { hostEnd, prefixCount, prefixEnds, prefixSums } = sums;
  const start = prefixEnds[prefixCount - 1] as number;
  let first = prefixSums[2 * prefixCount - 2] as number;
  let second = prefixSums[2 * prefixCount - 1] as number;
  let place = 2 * (start - hostEnd);
  let at = start;
  for (; at < address.length; at += 1) {
    const character = address.charCodeAt(at);
    const kind = kindIn(kinds, character);
    if (kind === ODD) return false;
    if (kind === MARK) break;
    first = (first + Math.imul(path[place] as number, character)) | 0;
    second = (second + Math.imul(path[place + 1] as number, character)) | 0;
    place += 2;
  }
  // A question mark alone is no query.
  if (at > start + 1) addPrefix(sums, at, first, second);
  return true;
}

function addPrefix(sums: Sums, end: number, first: number, second: number): void {
  const { prefixCount, prefixEnds, prefixSums } = sums;
  prefixEnds[prefixCount] = end;
  prefixSums[2 * prefixCount] = first;
  prefixSums[2 * prefixCount + 1] = second;
  sums.prefixCount = prefixCount + 1;
}

/** Whether the same character follows. Nothing is read past the end: that is dear. */
function isDoubled(address: string, at: number, end: number): boolean {
  return at + 1 < end && address.charCodeAt(at + 1) === address.charCodeAt(at);
}

/** A second slash, or what may be a dot segment. */
function isOddBehindSlash(address: string, at: number): boolean {
  if (at + 1 >= address.length) return false;
  const character = address.charCodeAt(at + 1);
  return character === SLASH || character === DOT;
}

function isDigit(character: number): boolean {
  return character >= ZERO && character <= NINE;
}

function isNumber(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!isDigit(text.charCodeAt(at))) return false;
  return true;
}
