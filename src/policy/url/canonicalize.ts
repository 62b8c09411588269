/**
 * The canonical form of an address, as Safe Browsing v5 publishes it ("URLs and Hashing"), after
 * the WHATWG URL parser has read the address as a browser does. The query is kept; the fragment,
 * the user name and the port are not. Invariant: canonicalising a canonical URL changes nothing.
 *
 * Two things go beyond the letter. A backslash that was escaped in a path stays escaped: raw, it
 * would be read as a slash the next time. And a host that the URL parser refuses is treated as the
 * specification alone says; no browser opens it, but lists and tests name such hosts.
 */
import { readAddress, type UrlProblem } from './address.ts';
import { escapeBytes, escapePath, unescapeFully } from './percent.ts';

export type { UrlProblem } from './address.ts';

declare const canonicalUrl: unique symbol;

/** Made only by `canonicalize`: the form in which Safe Browsing v5 hashes an address. */
export type CanonicalUrl = string & { readonly [canonicalUrl]: true };

export type Canonicalization =
  | { readonly ok: true; readonly url: CanonicalUrl }
  | { readonly ok: false; readonly problem: UrlProblem };

const MAXIMUM_HOST_BYTES = 253;
const QUESTION_MARK = 0x3f;

/** Never throws. The work is linear in the length, which is bounded. */
export function canonicalize(input: string): Canonicalization {
  const reading = readAddress(input);
  if (!reading.ok) return { ok: false, problem: reading.problem };
  const { text } = reading;
  const parts = URL.canParse(text) ? splitParsed(new URL(text)) : splitByHand(text);
  const host = canonicalHost(parts.host, parts.isParsed);
  if (host === undefined) return { ok: false, problem: 'host' };
  const url = `${parts.scheme}://${host}${canonicalTail(parts.tail)}`;
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

function splitParsed({ href, protocol, hostname }: URL): Parts {
  const withoutFragment = href.split('#', 1)[0] ?? '';
  const pathStart = withoutFragment.indexOf('/', protocol.length + 2);
  return {
    scheme: protocol.slice(0, -1),
    host: hostname,
    isParsed: true,
    tail: withoutFragment.slice(pathStart),
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
  const written = isParsed ? host : escapeHost(host);
  const parsed = isParsed ? host : (parseHost(host) ?? parseHost(written) ?? written);
  const joined = withoutSpareDots(parsed);
  // Without its spare dots the name may be an IPv4 address in disguise.
  const settled =
    isParsed && joined === host ? host : withoutSpareDots(parseHost(joined) ?? joined);
  return isSound(settled) ? (embeddedIpv4(settled) ?? settled) : undefined;
}

function isSound(host: string): boolean {
  if (host === '' || host.length > MAXIMUM_HOST_BYTES) return false;
  if (host.startsWith('[')) return /^\[[0-9a-f:]+\]$/.test(host);
  if (/[/\\?@:[\]]/.test(host)) return false;
  // A host whose last label is a number is an IPv4 address or nothing.
  const isNumeric = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(host);
  return !isNumeric || parseHost(host) !== undefined;
}

/** What the URL parser makes of a host: lower case, punycode, IP addresses in one notation. */
function parseHost(host: string): string | undefined {
  const url = `http://${host}/`;
  if (/[/\\?#@]/.test(host) || !URL.canParse(url)) return undefined;
  const { hostname, port, pathname } = new URL(url);
  return hostname !== '' && port === '' && pathname === '/' ? hostname : undefined;
}

function escapeHost(host: string): string {
  return escapeBytes(unescapeFully(host)).replace(/[A-Z]+/g, (upper, at: number, all: string) =>
    // The two digits of an escape are written in upper case.
    all[at - 1] === '%' || all[at - 2] === '%' ? upper : upper.toLowerCase(),
  );
}

function withoutSpareDots(host: string): string {
  return host
    .split('.')
    .filter((label) => label !== '')
    .join('.');
}

/** Of an IPv4-mapped or NAT64 (64:ff9b::/96) IPv6 address, the IPv4 address that it stands for. */
function embeddedIpv4(host: string): string | undefined {
  const match = /^\[(?:::ffff:|64:ff9b::)(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})\]$/.exec(host);
  if (match === null) return undefined;
  // "::ffff:a" alone is not a mapped address: its ffff stands one group further right.
  if (match[1] === undefined && host.startsWith('[::')) return undefined;
  const bytes = [match[1] ?? '0', match[2] ?? '0'].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join('.');
}

function canonicalTail(tail: string): string {
  const bytes = unescapeFully(tail);
  const mark = bytes.indexOf(QUESTION_MARK);
  const path = resolvePath(escapePath(mark < 0 ? bytes : bytes.subarray(0, mark)));
  return mark < 0 ? path : path + escapeBytes(bytes.subarray(mark));
}

/** Resolves dot segments, then joins runs of slashes. */
function resolvePath(path: string): string {
  const resolved: string[] = [];
  const segments = path.split('/').slice(path.startsWith('/') ? 1 : 0);
  const last = segments.length - 1;
  for (const [index, segment] of segments.entries()) {
    const isDots = segment === '.' || segment === '..';
    if (segment === '..') resolved.pop();
    if (!isDots) resolved.push(segment);
    else if (index === last) resolved.push('');
  }
  return `/${resolved.join('/')}`.replace(/\/{2,}/g, '/');
}
