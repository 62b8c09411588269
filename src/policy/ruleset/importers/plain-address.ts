/**
 * The short way from an ordinary address to its expression, in one pass and without a parser.
 * Invariant: where it answers at all, it answers what `readAddress` does; a test compares the two.
 * What is ordinary: a lower-case host of letters, digits, hyphens and underscores, no punycode, no
 * IP address; after it a path and a query of characters that the canonical form leaves alone.
 */
import { isPublicSuffix } from '../../url/host.ts';
import { fromBase64 } from '../base64.ts';
import { mayBeNamed, NAME_START, nameStep, PARENT_START } from '../compile/name-filter.ts';
import suffixes from './suffix-filter.json' with { type: 'json' };

const DOT = 0x2e;
const HYPHEN = 0x2d;
export const SLASH = 0x2f;
/** Ends all lines, and the last one too. */
export const LINE_FEED = 0x0a;

const NUMBER_SIGN = 0x23;
const QUESTION_MARK = 0x3f;

const HOST_LIMIT = 253;
const ADDRESS_LIMIT = 2048;

const INSECURE = /* @__PURE__ */ new TextEncoder().encode('http://');
const SECURE = /* @__PURE__ */ new TextEncoder().encode('https://');

const HOST = /* @__PURE__ */ tableOf('abcdefghijklmnopqrstuvwxyz0123456789-_');
const PLAIN = /* @__PURE__ */ tableOf(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=&+,;:@!()/?',
);

/** Of the line that begins here, where its expression stands in the text of slashes. */
export type PlainReader = (codes: Uint8Array, from: number) => Span | undefined;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the last host gave; written anew for the next one. */
interface Host {
  end: number;
  hash: number;
  parentHash: number;
}

/** `host` reads lines of a host alone; `address` hosts and pages, with or without a scheme. */
export function makePlainReaders(): { readonly host: PlainReader; readonly address: PlainReader } {
  const suffixFilter = fromBase64(suffixes.bits) ?? new Uint8Array(0);
  const host: Host = { end: 0, hash: 0, parentHash: 0 };
  /** With what follows it: a slash, or the end of the line. */
  const hostWide = (codes: Uint8Array, from: number): Span | undefined => {
    const isSuffix =
      mayBeNamed(suffixFilter, host.hash, host.parentHash) &&
      isPublicSuffix(String.fromCharCode(...codes.subarray(from, host.end)));
    return isSuffix ? undefined : { from, to: host.end + 1 };
  };
  return {
    host(codes, from) {
      if (!scanHost(codes, from, host)) return undefined;
      return codes[host.end] === LINE_FEED ? hostWide(codes, from) : undefined;
    },
    address(codes, from) {
      const start = afterScheme(codes, from);
      if (!scanHost(codes, start, host)) return undefined;
      if (codes[host.end] === LINE_FEED) return hostWide(codes, start);
      const end = plainTailEnd(codes, host.end, from + ADDRESS_LIMIT);
      if (end === undefined) return undefined;
      return end > host.end + 1 ? { from: start, to: end } : hostWide(codes, start);
    },
  };
}

/** Whether a text stands at a place. */
export function standsAt(codes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let place = 0; place < text.length; place += 1) {
    if (codes[at + place] !== text[place]) return false;
  }
  return true;
}

function afterScheme(codes: Uint8Array, from: number): number {
  if (!standsAt(codes, from, INSECURE)) {
    return standsAt(codes, from, SECURE) ? from + SECURE.length : from;
  }
  return from + INSECURE.length;
}

/** Whether an ordinary host begins here, and where it ends: at a slash or with the line. */
function scanHost(codes: Uint8Array, from: number, host: Host): boolean {
  let label = from;
  let place = from;
  let hash = NAME_START;
  let parentHash = 0;
  for (; ; place += 1) {
    const code = codes[place] as number;
    if (!isOfHost(codes, label, place)) break;
    hash = nameStep(hash, code);
    parentHash = nameStep(parentHash, code);
    if (code === DOT) {
      if (label === from) parentHash = PARENT_START;
      label = place + 1;
    }
  }
  host.end = place;
  host.hash = hash;
  host.parentHash = parentHash;
  const isEnd = codes[place] === LINE_FEED || codes[place] === SLASH;
  return isEnd && isSoundHost(codes, from, label, place);
}

/** Whether it has two labels or more, and a last one that makes no IP address of it. */
function isSoundHost(codes: Uint8Array, from: number, label: number, to: number): boolean {
  const isOfLength = label > from && to > label && to - from <= HOST_LIMIT;
  return isOfLength && !isDigit(codes[label] as number);
}

/**
 * Whether the character may stand in a label that begins there, or end it. No hyphen in the third
 * and fourth place, as punycode has.
 */
function isOfHost(codes: Uint8Array, label: number, place: number): boolean {
  const code = codes[place] as number;
  if (HOST[code] !== 1) return code === DOT && place > label;
  return code !== HYPHEN || place - label !== 3 || codes[place - 1] !== HYPHEN;
}

/**
 * Where a path and query that are in their canonical form end: at a fragment or with the line;
 * undefined for others, for an empty query, and where the line goes on behind the limit.
 */
function plainTailEnd(codes: Uint8Array, from: number, limit: number): number | undefined {
  const pathEnd = plainPathEnd(codes, from);
  if (pathEnd === undefined) return undefined;
  const hasQuery = codes[pathEnd] === QUESTION_MARK;
  const end = hasQuery ? afterPlain(codes, pathEnd) : pathEnd;
  if (hasQuery && end === pathEnd + 1) return undefined;
  // A fragment names no page of its own; what no address holds makes the line something else.
  const lineEnd = codes[end] === NUMBER_SIGN ? afterPlain(codes, end + 1) : end;
  return codes[lineEnd] === LINE_FEED && lineEnd <= limit ? end : undefined;
}

/** Undefined where segments are empty or begin with a dot. */
function plainPathEnd(codes: Uint8Array, from: number): number | undefined {
  let former = 0;
  for (let place = from; ; place += 1) {
    const code = codes[place] as number;
    if (code === SLASH || code === DOT) {
      if (former === SLASH) return undefined;
    } else if (PLAIN[code] !== 1 || code === QUESTION_MARK) return place;
    former = code;
  }
}

function afterPlain(codes: Uint8Array, from: number): number {
  let place = from;
  while (PLAIN[codes[place] as number] === 1) place += 1;
  return place;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** One for every character that is named. */
function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(0x100);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
