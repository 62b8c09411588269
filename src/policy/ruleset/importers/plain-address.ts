/**
 * The short way from an ordinary address to its expression, in one pass and without a parser.
 * Invariant: where it answers at all, it answers what `readAddress` does; a test compares the two.
 * What is ordinary: a lower-case host of letters, digits, hyphens and underscores, no punycode, no
 * IP address; after it a path and a query of characters that the canonical form leaves alone.
 */
import { isPublicSuffix } from '../../url/host.ts';
import { fromBase64 } from '../base64.ts';
import { mayBeNamed } from '../host-filter.ts';
import suffixes from './suffix-filter.json' with { type: 'json' };

const DOT = 0x2e;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const NUMBER_SIGN = 0x23;
const QUESTION_MARK = 0x3f;

const HOST_LIMIT = 253;
const ADDRESS_LIMIT = 2048;

const HOST = /* @__PURE__ */ tableOf('abcdefghijklmnopqrstuvwxyz0123456789-_');
const PLAIN = /* @__PURE__ */ tableOf(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=&+,;:@!()/?',
);

/** The expression of the text between two places. */
export type PlainReader = (text: string, from: number, to: number) => string | undefined;

/** `host` reads hosts alone, `address` hosts and pages with or without a scheme. */
export function makePlainReaders(): { readonly host: PlainReader; readonly address: PlainReader } {
  const suffixFilter = fromBase64(suffixes.bits) ?? new Uint8Array(0);
  const hostWide: PlainReader = (text, from, to) => {
    const host = text.slice(from, to);
    const isSuffix = mayBeNamed(suffixFilter, text, from, to) && isPublicSuffix(host);
    return isSuffix ? undefined : `${host}/`;
  };
  return {
    host: (text, from, to) =>
      hostEnd(text, from, to) === to ? hostWide(text, from, to) : undefined,
    address(text, from, to) {
      if (to - from > ADDRESS_LIMIT) return undefined;
      const start = afterScheme(text, from);
      const end = hostEnd(text, start, to);
      if (end === undefined) return undefined;
      const tailEnd = plainTailEnd(text, end, to);
      if (tailEnd === undefined) return undefined;
      return tailEnd > end + 1 ? text.slice(start, tailEnd) : hostWide(text, start, end);
    },
  };
}

function afterScheme(text: string, from: number): number {
  if (text.startsWith('http://', from)) return from + 7;
  return text.startsWith('https://', from) ? from + 8 : from;
}

/** Where an ordinary host that begins here ends: at a slash or at the end; undefined for others. */
function hostEnd(text: string, from: number, to: number): number | undefined {
  let label = from;
  let place = from;
  for (; place < to; place += 1) {
    const code = text.charCodeAt(place);
    if (HOST[code] === 1) {
      if (code === HYPHEN && isPrefixEnd(text, label, place)) return undefined;
    } else if (code === DOT && place > label) label = place + 1;
    else break;
  }
  const isEnd = place === to || text.charCodeAt(place) === SLASH;
  return isEnd && isSoundHost(text, from, label, place) ? place : undefined;
}

/** Whether it has two labels or more, and a last one that makes no IP address of it. */
function isSoundHost(text: string, from: number, label: number, to: number): boolean {
  const isOfLength = label > from && to > label && to - from <= HOST_LIMIT;
  return isOfLength && !isDigit(text.charCodeAt(label));
}

/** Whether a label has hyphens in its third and fourth place, like that of punycode. */
function isPrefixEnd(text: string, label: number, place: number): boolean {
  return place - label === 3 && text.charCodeAt(place - 1) === HYPHEN;
}

/**
 * Where a path and query that are in their canonical form end: at a fragment or at the end;
 * undefined for others, and for an empty query.
 */
function plainTailEnd(text: string, from: number, to: number): number | undefined {
  const pathEnd = plainPathEnd(text, from, to);
  if (pathEnd === undefined) return undefined;
  const hasQuery = text.charCodeAt(pathEnd) === QUESTION_MARK && pathEnd < to;
  const end = hasQuery ? afterPlain(text, pathEnd, to) : pathEnd;
  if (hasQuery && end === pathEnd + 1) return undefined;
  if (end === to) return to;
  // A fragment names no page of its own; what no address holds makes the line something else.
  const isFragment = text.charCodeAt(end) === NUMBER_SIGN;
  return isFragment && afterPlain(text, end + 1, to) === to ? end : undefined;
}

/** Undefined where segments are empty or begin with a dot, or a character is not plain. */
function plainPathEnd(text: string, from: number, to: number): number | undefined {
  let former = 0;
  for (let place = from; place < to; place += 1) {
    const code = text.charCodeAt(place);
    if (code === SLASH || code === DOT) {
      if (former === SLASH) return undefined;
    } else if (PLAIN[code] !== 1) return place;
    else if (code === QUESTION_MARK) return place;
    former = code;
  }
  return to;
}

function afterPlain(text: string, from: number, to: number): number {
  let place = from;
  while (place < to && PLAIN[text.charCodeAt(place)] === 1) place += 1;
  return place;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** One for every character that is named. */
function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
