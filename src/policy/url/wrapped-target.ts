/** Reads the destination out of a wrapper's address, in each of the ways that wrappers write it. */
import type { Wrapper } from './wrappers.ts';

/** Stands for a destination that is there and cannot be told; no address, so never opened. */
export const UNREADABLE = 'unreadable';

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
    case 'path-base64':
      return fromBase64(restOfPath(url, wrapper));
    case 'tail':
      return tailOf(url, wrapper);
    default: {
      const value = parameterOf(url, wrapper);
      return value === undefined ? undefined : decoded(value, wrapper.encoding);
    }
  }
}

function decoded(value: string, encoding: Wrapper['encoding']): string {
  switch (encoding) {
    case 'parameter-without-scheme':
      return /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(value) ? value : `https://${value}`;
    case 'parameter-twice':
      return decodeOnce(value);
    case 'parameter-base64':
      return fromBase64(value);
    case 'parameter-bing':
      return fromBase64(value.slice(2));
    case 'parameter-hashed':
      return value.replace(/:[\w-]+$/, '');
    default:
      return value;
  }
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
    const start = url.search.search(new RegExp(`[?&]${name}=`));
    if (start >= 0) return maybeDecoded(url.search.slice(start + name.length + 2) + url.hash);
  }
  return undefined;
}

function restOfPath({ pathname }: URL, { paths }: Wrapper): string {
  const prefix = paths.map((path) => path.slice(0, -1)).find((path) => pathname.startsWith(path));
  return pathname.slice(prefix?.length ?? 0);
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
