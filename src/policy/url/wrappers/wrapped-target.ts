/** Reads the destination out of a wrapper's address, in each of the ways that wrappers write it. */
import { onFirstUse } from '../../on-first-use.ts';
import { parseAddress } from '../address.ts';
import { hasKnownSuffix } from '../host.ts';
import type { Wrapper } from './wrapper.ts';

/** Stands for a destination that is there and cannot be told; no address, so never opened. */
export const UNREADABLE = 'unreadable';

const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:(?!\d)/i;
const bareHost = onFirstUse(
  () => /^([\p{L}\p{N}][\p{L}\p{N}\p{M}-]*(?:\.[\p{L}\p{N}\p{M}-]+)+)(?:[/?#]|:\d|$)/u,
);

/**
 * What the wrapper carries, decoded; undefined where it carries nothing, so that the address is
 * just an address; `UNREADABLE` where it names two destinations or one that cannot be decoded.
 */
export function readTarget(url: URL, wrapper: Wrapper): string | undefined {
  const target = rawTarget(url, wrapper);
  // A path on the wrapper's own site leads nowhere else. Browsers read through tabs and newlines,
  // and a backslash as a slash.
  const asRead = target?.replace(/[\t\r\n]/g, '') ?? '';
  return /^\s*(?:$|[/?#.](?![/\\]))/.test(asRead) ? undefined : target;
}

function rawTarget(url: URL, wrapper: Wrapper): string | undefined {
  switch (wrapper.encoding) {
    case 'none':
      return undefined;
    case 'query':
      return parameterOf(url, wrapper) ?? maybeDecoded(url.search.slice(1).replace(/=$/, ''));
    case 'path':
      return maybeDecoded(restOfPath(url, wrapper) + url.search);
    case 'path-without-scheme':
      return fromHost(url, wrapper);
    case 'path-base64':
      return fromBase64(restOfPath(url, wrapper));
    case 'segment':
      return fromSegment(restOfPath(url, wrapper), wrapper);
    case 'embedded':
      return embeddedIn(url.pathname + url.search + url.hash);
    case 'underscored':
      return fromUnderscores(url.href);
    case 'tail':
      return tailOf(url, wrapper);
    default: {
      const value = parameterOf(url, wrapper);
      return value === undefined ? undefined : decoded(value, wrapper);
    }
  }
}

function decoded(value: string, wrapper: Wrapper): string {
  switch (wrapper.encoding) {
    case 'parameter-without-scheme':
      return withScheme(value, wrapper);
    case 'parameter-twice':
      return decodeOnce(value);
    case 'parameter-base64':
      return HAS_SCHEME.test(value) ? value : fromBase64(value);
    case 'parameter-bing':
      return fromBase64(value.slice(2));
    case 'parameter-hashed':
      return value.replace(/:[\w-]+$/, '');
    case 'parameter-dashed':
      return decodeOnce(value.replaceAll('-', '%').replaceAll('_', '/'));
    default:
      return namesHost(value) ? withScheme(value, wrapper) : value;
  }
}

/** As in evil.com/a, which servers of most wrappers complete; index.html is a page of their own. */
function namesHost(value: string): boolean {
  const written = bareHost().exec(value)?.[1] ?? '';
  return hasKnownSuffix(parseAddress(`https://${written}`)?.hostname ?? '');
}

/** The first of the wrapper's parameters that is there. */
function parameterOf(url: URL, { parameters }: Wrapper): string | undefined {
  const values = parameters.map((name) => valuesOf(url, name)).find(({ length }) => length > 0);
  if (values === undefined) return undefined;
  // Servers disagree on which of two equal names counts.
  return new Set(values).size > 1 ? UNREADABLE : values[0];
}

function valuesOf(url: URL, name: string): readonly string[] {
  return [...url.searchParams].flatMap(([key, value]) =>
    key === name && value !== '' ? [value] : [],
  );
}

function tailOf(url: URL, { parameters }: Wrapper): string | undefined {
  for (const name of parameters) {
    const start = url.search.search(new RegExp(`[?&;]${name}=`));
    if (start < 0) continue;
    const tail = url.search.slice(start + name.length + 2) + url.hash;
    if (tail.includes(`;${name}=`)) return UNREADABLE;
    // One that was encoded as a whole ends where the next parameter begins.
    return maybeDecoded(/^https?%3a%2f/i.test(tail) ? tail.replace(/[&;].*$/s, '') : tail);
  }
  return undefined;
}

function restOfPath({ pathname }: URL, { paths }: Wrapper): string {
  const prefix = paths.map((path) => path.slice(0, -1)).find((path) => pathname.startsWith(path));
  // The row is this address's, so its path is only written in another way.
  return prefix === undefined ? UNREADABLE : pathname.slice(prefix.length);
}

/** Undefined where no host begins the rest: the wrapper's own page. */
function fromHost(url: URL, wrapper: Wrapper): string | undefined {
  const rest = restOfPath(url, wrapper);
  if (rest === UNREADABLE) return rest;
  if (!/^[^/]+[.:]/.test(rest)) return undefined;
  return maybeDecoded(withScheme(rest, wrapper)) + url.search + url.hash;
}

function fromSegment(rest: string, wrapper: Wrapper): string {
  const segment = decodeOnce(rest.split('/', 1)[0] ?? '');
  return segment === '' || segment === UNREADABLE ? segment : withScheme(segment, wrapper);
}

function withScheme(text: string, { scheme }: Wrapper): string {
  return HAS_SCHEME.test(text) ? text : `${scheme ?? 'https'}://${text}`;
}

/** An address with escaped slashes ends where the wrapper's own text goes on. */
function embeddedIn(text: string): string | undefined {
  const start = text.search(/https?(?::|%3a)/i);
  if (start < 0) return undefined;
  const address = text.slice(start);
  const isEscaped = /^https?(?::|%3a)%2f/i.test(address);
  return isEscaped ? decodeOnce(address.split(/[/?&#]/, 1)[0] ?? '') : address;
}

/**
 * What stands between underscores. A `*` there stands for one character that was taken out, `**`
 * and a letter for as many as the letter counts; all of them follow in base64.
 */
function fromUnderscores(href: string): string | undefined {
  const start = href.indexOf('/__');
  if (start < 0) return undefined;
  const [, text, takenOut] =
    /^_{2,3}(https?:.*?)_{2,3}(?:[.]|;([\w-]*))/i.exec(href.slice(start + 1)) ?? [];
  if (text === undefined) return UNREADABLE;
  return takenOut === undefined ? text : putBack(text, fromBase64(takenOut));
}

const RUN_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SHORTEST_RUN = 2;

function putBack(text: string, takenOut: string): string {
  const characters = [...takenOut];
  let at = 0;
  const whole = text.replace(/\*(?:\*([\w-]))?/g, (_, letter?: string) => {
    const from = at;
    at += letter === undefined ? 1 : RUN_LETTERS.indexOf(letter) + SHORTEST_RUN;
    return characters.slice(from, at).join('');
  });
  return at === characters.length ? whole : UNREADABLE;
}

/** A destination that begins with an escaped scheme was encoded as a whole. */
function maybeDecoded(text: string): string {
  return /^https?%3a/i.test(text) ? decodeOnce(text) : text;
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Malformed: it carries something, but nobody knows what.
    return UNREADABLE;
  }
}

function fromBase64(text: string): string {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/').replaceAll(' ', '+'));
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    // Not base64: it carries something, but nobody knows what.
    return UNREADABLE;
  }
}
