/**
 * The canonical form of an address, as Safe Browsing v5 publishes it ("URLs and Hashing"), after
 * the WHATWG URL parser has read the address as a browser does. The query is kept; the fragment,
 * the user name and the port are not. Invariant: canonicalising a canonical URL changes nothing.
 *
 * Two things go beyond the letter. A backslash that was escaped in a path stays escaped: raw, it
 * would be read as a slash the next time. And a host that the URL parser refuses is treated as the
 * specification alone says; no browser opens it, but lists and tests name such hosts.
 */
import { MAXIMUM_LENGTH, readAddress, type UrlProblem } from './address.ts';
import { MAXIMUM_HOST_LENGTH, ordinaryForm } from './ordinary.ts';
import { escapeBytes, escapePath, isSettled, unescapeFully } from './percent.ts';

export type { UrlProblem } from './address.ts';

declare const canonicalUrl: unique symbol;

/** Made only by `canonicalize`: the form in which Safe Browsing v5 hashes an address. */
export type CanonicalUrl = string & { readonly [canonicalUrl]: true };

export type Canonicalization =
  | { readonly ok: true; readonly url: CanonicalUrl }
  | { readonly ok: false; readonly problem: UrlProblem };

const DOT = 0x2e;
const SLASH = 0x2f;
const QUESTION_MARK = 0x3f;

/** Never throws. The work is linear in the length, which is bounded. */
export function canonicalize(input: string): Canonicalization {
  const ordinary = ordinaryForm(input);
  if (ordinary !== undefined) return { ok: true, url: ordinary as CanonicalUrl };
  const reading = readAddress(input);
  if (!reading.ok) return { ok: false, problem: reading.problem };
  const { text } = reading;
  const parsed = URL.parse(text);
  const parts = parsed === null ? splitByHand(text) : splitParsed(parsed.href);
  const host = canonicalHost(parts.host, parts.isParsed);
  if (host === undefined) return { ok: false, problem: 'host' };
  const tail =
    parts.isParsed && isSettled(parts.tail) ? joinSlashes(parts.tail) : canonicalTail(parts.tail);
  const url = `${parts.scheme}://${host}${tail}`;
  // Escapes make it longer; what could not be read again would not be settled.
  if (url.length > MAXIMUM_LENGTH) return { ok: false, problem: 'too-long' };
  return { ok: true, url: url as CanonicalUrl };
}

interface Parts {
  readonly scheme: string;
  readonly host: string;
  /** Whether the host is already as the URL parser writes it. */
  readonly isParsed: boolean;
  /** Path and query, as written. */
  readonly tail: string;
}

/** Takes apart what the URL parser writes, where each of the signs looked for has one meaning. */
function splitParsed(href: string): Parts {
  const authorityStart = href.indexOf('/') + 2;
  const pathStart = href.indexOf('/', authorityStart);
  const hash = href.indexOf('#', pathStart);
  const authority = href.slice(authorityStart, pathStart);
  const host = authority.slice(authority.indexOf('@') + 1);
  const colon = host.lastIndexOf(':');
  return {
    scheme: href.slice(0, authorityStart - 3),
    host: standardHost(colon > host.indexOf(']') ? host.slice(0, colon) : host),
    isParsed: true,
    tail: hash < 0 ? href.slice(pathStart) : href.slice(pathStart, hash),
  };
}

/** For hosts that the URL parser refuses. */
function splitByHand(text: string): Parts {
  const colon = text.indexOf(':');
  const rest = (text.split('#', 1)[0] ?? '').slice(colon + 1).replace(/^[/\\]+/, '');
  const end = rest.search(/[/\\?]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const tail = end < 0 ? '' : rest.slice(end);
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  const query = tail.indexOf('?');
  const path = query < 0 ? tail : tail.slice(0, query);
  return {
    scheme: text.slice(0, colon).toLowerCase(),
    host,
    isParsed: false,
    tail: path.replaceAll('\\', '/') + (query < 0 ? '' : tail.slice(query)),
  };
}

function canonicalHost(host: string, isParsed: boolean): string | undefined {
  if (isParsed && !hasSpareDots(host)) {
    return host.length <= MAXIMUM_HOST_LENGTH ? (embeddedIpv4(host) ?? host) : undefined;
  }
  const parsed = isParsed ? host : (parseHost(host) ?? parseEscaped(host));
  const joined = withoutSpareDots(parsed);
  // Without its spare dots the name may be an IPv4 address in disguise.
  const settled = withoutSpareDots(parseHost(joined) ?? joined);
  return isSound(settled) ? (embeddedIpv4(settled) ?? settled) : undefined;
}

function parseEscaped(host: string): string {
  const written = escapeHost(host);
  return parseHost(written) ?? written;
}

function isSound(host: string): boolean {
  if (host === '' || host.length > MAXIMUM_HOST_LENGTH) return false;
  if (host.startsWith('[')) return /^\[[0-9a-f:]+\]$/.test(host);
  if (/[/\\?@:[\]]/.test(host)) return false;
  // A host whose last label is a number is an IPv4 address or nothing.
  const isNumeric = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(host);
  return !isNumeric || parseHost(host) !== undefined;
}

/** What the URL parser makes of a host: lower case, punycode, IP addresses in one notation. */
function parseHost(host: string): string | undefined {
  if (/[/\\?#@]/.test(host)) return undefined;
  const parsed = URL.parse(`http://${host}/`);
  if (parsed === null) return undefined;
  const { hostname, port, pathname } = parsed;
  const isHost = hostname !== '' && port === '' && pathname === '/';
  return isHost ? standardHost(hostname) : undefined;
}

/** Chromium leaves escapes in a host where the standard has none: of an asterisk, of a space. */
function standardHost(hostname: string): string {
  return hostname.includes('%') ? escapeHost(hostname) : hostname;
}

function escapeHost(host: string): string {
  return escapeBytes(unescapeFully(host)).replace(/[A-Z]+/g, (upper, at: number, all: string) =>
    // The two digits of an escape are written in upper case.
    all[at - 1] === '%' || all[at - 2] === '%' ? upper : upper.toLowerCase(),
  );
}

function hasSpareDots(host: string): boolean {
  return host.startsWith('.') || host.endsWith('.') || host.includes('..');
}

function withoutSpareDots(host: string): string {
  if (!hasSpareDots(host)) return host;
  return host.replace(/\.{2,}/g, '.').replace(/^\.|\.$/g, '');
}

/** Of an IPv4-mapped or NAT64 (64:ff9b::/96) IPv6 address, the IPv4 address that it stands for. */
function embeddedIpv4(host: string): string | undefined {
  if (!host.startsWith('[')) return undefined;
  // "::ffff:a" alone is not a mapped address: its ffff stands one group further right.
  const match =
    /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(host) ??
    /^\[64:ff9b::(?:([0-9a-f]{1,4}):)?([0-9a-f]{0,4})\]$/.exec(host);
  if (match === null) return undefined;
  const bytes = [match[1], match[2]].flatMap((group) => {
    const value = Number.parseInt(group || '0', 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join('.');
}

function canonicalTail(tail: string): string {
  const bytes = unescapeFully(tail);
  const mark = bytes.indexOf(QUESTION_MARK);
  const path = escapePath(resolvePath(mark < 0 ? bytes : bytes.subarray(0, mark)));
  return joinSlashes(mark < 0 ? path : path + escapeBytes(bytes.subarray(mark)));
}

/**
 * The path without dot segments, made in place. It is empty or begins with a slash. In plain loops:
 * segments are short and there may be a thousand of them.
 */
function resolvePath(path: Uint8Array): Uint8Array {
  let length = 0;
  for (let start = 0; start < path.length; ) {
    const end = segmentEnd(path, start + 1);
    const dots = dotsBetween(path, start + 1, end);
    if (dots === 2) length = lastSlash(path, length);
    if (dots === 0) {
      for (let at = start; at < end; at += 1, length += 1) path[length] = path[at] as number;
    } else if (end === path.length) {
      path[length] = SLASH;
      length += 1;
    }
    start = end;
  }
  return length === 0 ? Uint8Array.of(SLASH) : path.subarray(0, length);
}

function segmentEnd(path: Uint8Array, start: number): number {
  let end = start;
  while (end < path.length && path[end] !== SLASH) end += 1;
  return end;
}

/** The place of the last slash before a place; 0 where there is none. */
function lastSlash(path: Uint8Array, before: number): number {
  let at = before - 1;
  while (at > 0 && path[at] !== SLASH) at -= 1;
  return Math.max(at, 0);
}

/** How many dots a segment is made of, if it is one or two of them and nothing else; or 0. */
function dotsBetween(path: Uint8Array, start: number, end: number): 0 | 1 | 2 {
  const length = end - start;
  if (length < 1 || length > 2 || path[start] !== DOT || path[end - 1] !== DOT) return 0;
  return length === 1 ? 1 : 2;
}

/** Joins runs of slashes in the path, not in the query. */
function joinSlashes(tail: string): string {
  if (!tail.includes('//')) return tail;
  const mark = tail.indexOf('?');
  if (mark < 0) return tail.replace(/\/{2,}/g, '/');
  return tail.slice(0, mark).replace(/\/{2,}/g, '/') + tail.slice(mark);
}
