/**
 * Recognises, in one pass and without a parser, an address that canonicalisation would leave as it
 * is but for its fragment. Most links of a page are ordinary in this sense. Whatever could need a
 * second look (another letter case, an escape, a port, a user name, a dot segment, punycode, a host
 * that ends in a number) is not ordinary, so that the parser decides it.
 */
import { MAXIMUM_LENGTH } from './address.ts';

export const MAXIMUM_HOST_LENGTH = 253;

const HASH = 0x23;
const PERCENT = 0x25;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const QUESTION_MARK = 0x3f;
const BACKSLASH = 0x5c;
const UNDERSCORE = 0x5f;

/** The canonical form; undefined where the address is not ordinary. */
export function ordinaryForm(text: string): string | undefined {
  if (text.length > MAXIMUM_LENGTH) return undefined;
  const hostStart = text.startsWith('https://') ? 8 : text.startsWith('http://') ? 7 : 0;
  if (hostStart === 0) return undefined;
  const pathStart = hostEnd(text, hostStart);
  if (pathStart === 0) return undefined;
  if (pathStart === text.length) return `${text}/`;
  const end = text.charCodeAt(pathStart) === SLASH ? tailEnd(text, pathStart) : 0;
  return end === 0 ? undefined : text.slice(0, end);
}

/** Where a plain host ends; 0 where it is not plain. */
function hostEnd(text: string, start: number): number {
  let labelStart = start;
  let end = start;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === DOT) {
      if (end === labelStart || text.startsWith('xn--', labelStart)) return 0;
      labelStart = end + 1;
    } else if (!isHostLetter(code)) break;
  }
  // The last label begins with a letter, so the host is no IPv4 address in any notation.
  const isName = isLetter(text.charCodeAt(labelStart)) && !text.startsWith('xn--', labelStart);
  return isName && end - start <= MAXIMUM_HOST_LENGTH ? end : 0;
}

/** Where path and query end; 0 where they are not plain. */
function tailEnd(text: string, start: number): number {
  let previous = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === HASH) return at;
    if (code === QUESTION_MARK) return queryEnd(text, at);
    if (!isPlain(code) || code === BACKSLASH) return 0;
    if (previous === SLASH && (code === SLASH || code === DOT)) return 0;
    previous = code;
  }
  return text.length;
}

function queryEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === HASH) return at;
    if (!isPlain(code)) return 0;
  }
  return text.length;
}

/** Printable ASCII but the percent sign. */
function isPlain(code: number): boolean {
  return code > 0x20 && code < 0x7f && code !== PERCENT;
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isHostLetter(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === DASH || code === UNDERSCORE;
}
