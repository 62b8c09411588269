/**
 * Many hosts in few bytes, some six each. A host is written from its end, and hosts stand in the
 * order of that: then neighbours begin alike. Of each host stands how many characters it begins with
 * as the one before it did, and what follows, both in words of bits that are the shorter the more
 * frequent they are in lists of harmful hosts. There is one way only to write a set of hosts.
 */
import { CodedError } from '../../coded-error.ts';
import { HOST_LIMIT, isWrittenPlain } from './plain-host.ts';
import {
  type BitReader,
  type PrefixCode,
  prefixCodeOf,
  readAhead,
  readSymbol,
} from './prefix-code.ts';

/** Hosts in one list at most. */
export const HOST_COUNT_LIMIT = 1 << 21;

/** Characters of all hosts of one list at most. */
const TEXT_LIMIT = 1 << 26;

/** The symbols of a host; the first one ends it. */
const LETTERS = '\n-.0123456789:[]_abcdefghijklmnopqrstuvwxyz';
const LETTER_CODE = /* @__PURE__ */ prefixCodeOf('3659889999999aaaa46554666487555458544574768');
const CODES = /* @__PURE__ */ Uint8Array.from(LETTERS, (letter) => letter.charCodeAt(0));
const END = 0;
const LINE_FEED = 10;

/** How many characters are common: the number, or the last symbol and the number in a byte. */
const COMMON_CODE = /* @__PURE__ */ prefixCodeOf('a996443333444555667778899aaaaaaa');
const MANY = 31;
const MANY_BITS = 8;

/** Of distinct hosts in any order, each of which `isWrittenPlain`. */
export function encodeHosts(hosts: Iterable<string>): Uint8Array<ArrayBuffer> {
  const writer: BitWriter = { bytes: [], held: 0, count: 0 };
  let former = '';
  for (const text of Array.from(hosts, reverse).sort()) {
    const common = commonLength(former, text);
    writeSymbol(writer, COMMON_CODE, Math.min(common, MANY));
    if (common >= MANY) writeBits(writer, common, MANY_BITS);
    for (const letter of text.slice(common)) {
      writeSymbol(writer, LETTER_CODE, LETTERS.indexOf(letter));
    }
    writeSymbol(writer, LETTER_CODE, END);
    former = text;
  }
  writeBits(writer, 0, -writer.count & 7);
  return Uint8Array.from(writer.bytes);
}

/**
 * In the order in which they stand. Throws `bad-hosts` on anything that `encodeHosts` would not have
 * written, and takes no more memory than the bytes can hold hosts.
 */
export function decodeHosts(bytes: Uint8Array, count: number): readonly string[] {
  if (count > HOST_COUNT_LIMIT) throw badHosts('too many in one list');
  // No host takes less than nine bits.
  if (count > bytes.length) throw badHosts('more than their bytes hold');
  const reader: BitReader = { bytes, at: 0 };
  const host = new Uint8Array(HOST_LIMIT);
  let text = new Uint8Array(24 * count);
  let length = 0;
  let size = 0;
  for (let index = 0; index < count; index += 1) {
    length = readHost(reader, host, length);
    if (size + length >= text.length) text = enlarge(text);
    for (let at = length - 1; at >= 0; at -= 1) text[size++] = host[at] as number;
    text[size++] = LINE_FEED;
  }
  checkEnd(reader);
  if (count === 0) return [];
  const hosts = new TextDecoder('utf-8').decode(text.subarray(0, size - 1)).split('\n');
  if (!hosts.every(isWrittenPlain)) throw badHosts('one that is not written as a host is');
  return hosts;
}

/** Whether a host is one of these, which stand as `decodeHosts` gives them. */
export function isAmong(hosts: readonly string[], host: string): boolean {
  let from = 0;
  let to = hosts.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compareFromEnd(hosts[middle] as string, host) < 0) from = middle + 1;
    else to = middle;
  }
  return hosts[from] === host;
}

export function badHosts(what: string, cause?: unknown): CodedError {
  return new CodedError('bad-hosts', `hosts: ${what}`, { cause });
}

/** Writes over the host before it, from where they differ, and gives its length. */
function readHost(reader: BitReader, host: Uint8Array, formerLength: number): number {
  const common = readCommon(reader);
  if (common > formerLength) throw badHosts('one begins like more than there is');
  const former = common < formerLength ? (host[common] as number) : 0;
  let length = common;
  for (
    let symbol = readSymbol(reader, LETTER_CODE);
    symbol !== END;
    symbol = readSymbol(reader, LETTER_CODE)
  ) {
    if (length === HOST_LIMIT) throw badHosts('one is too long');
    host[length] = CODES[symbol] as number;
    length += 1;
  }
  if (length === common || (host[common] as number) <= former) throw badHosts('out of order');
  if (reader.at > reader.bytes.length * 8) throw badHosts('cut short');
  return length;
}

function readCommon(reader: BitReader): number {
  const symbol = readSymbol(reader, COMMON_CODE);
  if (symbol < MANY) return symbol;
  const common = readAhead(reader, MANY_BITS);
  reader.at += MANY_BITS;
  if (common < MANY) throw badHosts('a number that is not written as it is');
  return common;
}

/** Only the zeros that fill up the last byte are left. */
function checkEnd(reader: BitReader): void {
  const left = reader.bytes.length * 8 - reader.at;
  if (left > 7 || readAhead(reader, left) !== 0) throw badHosts('something stands after the last');
}

function enlarge(text: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (text.length > TEXT_LIMIT) throw badHosts('too much text');
  const larger = new Uint8Array(2 * text.length + HOST_LIMIT + 1);
  larger.set(text);
  return larger;
}

function reverse(host: string): string {
  return [...host].reverse().join('');
}

function compareFromEnd(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  for (let back = 1; back <= most; back += 1) {
    const difference = one.charCodeAt(one.length - back) - other.charCodeAt(other.length - back);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}

interface BitWriter {
  readonly bytes: number[];
  /** The bits that do not fill a byte yet. */
  held: number;
  /** Of all bits. */
  count: number;
}

function writeSymbol(writer: BitWriter, { words, lengths }: PrefixCode, symbol: number): void {
  writeBits(writer, words[symbol] as number, lengths[symbol] as number);
}

function writeBits(writer: BitWriter, bits: number, size: number): void {
  for (let place = size - 1; place >= 0; place -= 1) {
    writer.held = (writer.held << 1) | ((bits >>> place) & 1);
    writer.count += 1;
    if (writer.count % 8 !== 0) continue;
    writer.bytes.push(writer.held);
    writer.held = 0;
  }
}
