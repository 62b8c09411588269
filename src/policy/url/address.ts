/**
 * Reads a string as the browser would read the address of a link, and says why it cannot. Strings
 * without a scheme that begin with a host are read as http, as a person types them.
 */

/** Why a string has no canonical form. */
export type UrlProblem = 'empty' | 'too-long' | 'not-a-url' | 'scheme' | 'host';

export type AddressReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: UrlProblem; readonly scheme?: string };

/** Longest address that is read, in UTF-16 units after trimming, and longest canonical form. */
export const MAXIMUM_LENGTH = 8192;

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const ESCAPED_SCHEME = /^(https?)%3a%2f%2f/i;
/** A host that somebody typed: no space, no user name, and a dot inside or a bracket in front. */
const TYPED_HOST = /^(?:\[[0-9a-f:.]+\]|[^\s/?#\\@:[\]]*[^\s/?#\\@:[\].]\.[^\s/?#\\@:[\]]+)/i;

/** The string trimmed, without tab, CR and LF, and with a scheme that is http or https. */
export function readAddress(input: string): AddressReading {
  const trimmed = trimControls(input);
  if (trimmed === '') return { ok: false, problem: 'empty' };
  if (trimmed.length > MAXIMUM_LENGTH) return { ok: false, problem: 'too-long' };
  const written = /[\t\r\n]/.test(trimmed) ? trimmed.replace(/[\t\r\n]/g, '') : trimmed;
  if (/^https?:\/\//.test(written)) return { ok: true, text: written };
  const text = written.replace(ESCAPED_SCHEME, '$1://');
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return { ok: true, text };
  if (scheme !== undefined) return { ok: false, problem: 'scheme', scheme };
  if (TYPED_HOST.test(text)) return { ok: true, text: `http://${text}` };
  return { ok: false, problem: 'not-a-url' };
}

/** The WHATWG URL of an http or https address; undefined where a browser would open nothing. */
export function parseAddress(input: string): URL | undefined {
  const reading = readAddress(input);
  return reading.ok ? (URL.parse(reading.text) ?? undefined) : undefined;
}

/** What the URL parser trims: C0 controls and spaces. A loop, because a pattern is quadratic. */
function trimControls(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  return text.slice(start, end);
}
