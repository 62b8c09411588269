/**
 * Takes an address apart for reading: which part is the site, and which part only looks like one.
 * Bounded, because a link may hold a megabyte: what lies beyond the bound is counted, not shown.
 */
import { toUnicode } from 'punycode/punycode.es6.js';

/** Longest run of characters that is drawn before or after the host. */
export const SHOWN_LIMIT = 2000;

export interface AddressParts {
  readonly scheme: string;
  /** User name and password, with the `@`; never a part of the site. */
  readonly userInfo: string;
  /** As it goes over the wire: ASCII, lower case. */
  readonly host: string;
  /** The host in its own letters, where that differs. */
  readonly unicodeHost: string | undefined;
  readonly port: string;
  readonly path: string;
  /** Characters that were left out at the end. */
  readonly omitted: number;
}

/** Undefined for an address without a host: it is shown as plain text. */
export function addressParts(address: string): AddressParts | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.hostname === '') return undefined;
  const path = url.pathname + url.search + url.hash;
  const unicodeHost = inOwnLetters(url.hostname);
  return {
    scheme: `${url.protocol}//`,
    userInfo: userInfoOf(url).slice(0, SHOWN_LIMIT),
    host: url.hostname,
    unicodeHost: unicodeHost === url.hostname ? undefined : unicodeHost,
    port: url.port === '' ? '' : `:${url.port}`,
    path: path.slice(0, SHOWN_LIMIT),
    omitted: Math.max(0, path.length - SHOWN_LIMIT),
  };
}

function userInfoOf({ username, password }: URL): string {
  if (username === '' && password === '') return '';
  return password === '' ? `${username}@` : `${username}:${password}@`;
}

function inOwnLetters(host: string): string {
  return host.split('.').map(labelInOwnLetters).join('.');
}

function labelInOwnLetters(label: string): string {
  try {
    return toUnicode(label);
  } catch {
    // A label that says it is Punycode and is not: there is no other form to show.
    return label;
  }
}
