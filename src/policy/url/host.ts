/**
 * What a host belongs to. The registrable domain follows the public suffix list with its private
 * section, so that two tenants of one hosting service are two owners.
 */
/// <reference path="./punycode.d.ts" />
import { toUnicode } from 'punycode/punycode.es6.js';
import { parse } from 'tldts';

const WITH_PRIVATE_SECTION = {
  allowPrivateDomains: true,
  extractHostname: false,
  validateHostname: false,
} as const;

/**
 * Registrable domain (eTLD+1) with the private section of the public suffix list; undefined for
 * IP hosts and public suffixes.
 */
export function registrableDomain(hostname: string): string | undefined {
  const host = withoutTrailingDots(hostname);
  if (host === '' || isIpHost(host)) return undefined;
  return parse(host, WITH_PRIVATE_SECTION).domain ?? undefined;
}

/** Whose names are given out below a public suffix: a registry's, or those of somebody who lends them. */
export type SuffixKind = 'registry' | 'lent';

/** Undefined for a host that the public suffix list does not name. */
export function suffixKindOf(hostname: string): SuffixKind | undefined {
  const host = withoutTrailingDots(hostname);
  if (host === '' || isIpHost(host)) return undefined;
  const { publicSuffix, isIcann, isPrivate } = parse(host, WITH_PRIVATE_SECTION);
  if (publicSuffix !== host) return undefined;
  if (isPrivate === true) return 'lent';
  return isIcann === true ? 'registry' : undefined;
}

/** Whether the public suffix list names this host as one under which anybody registers. */
export function isPublicSuffix(hostname: string): boolean {
  return suffixKindOf(hostname) !== undefined;
}

/** Whether a host ends in a suffix that exists, and has a name in front of it. */
export function hasKnownSuffix(hostname: string): boolean {
  const host = withoutTrailingDots(hostname);
  const { isIcann, isPrivate, domain } = parse(host, WITH_PRIVATE_SECTION);
  return domain !== null && (isIcann === true || isPrivate === true);
}

/** Whether a host is the other one or a subdomain of it. Both lower-case ASCII. */
export function isUnder(hostname: string, parent: string): boolean {
  const host = withoutTrailingDots(hostname);
  return host === parent || host.endsWith(`.${parent}`);
}

/** An IPv4 address in four decimals or an IPv6 address in brackets, as the URL parser writes them. */
export function isIpHost(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(hostname);
}

/** The host with its punycode labels in letters; malformed labels stay as they are. */
export function toUnicodeHost(hostname: string): string {
  return hostname.split('.').map(toUnicodeLabel).join('.');
}

/** "evil.test." is the same host as "evil.test". */
export function withoutTrailingDots(hostname: string): string {
  let end = hostname.length;
  while (end > 0 && hostname[end - 1] === '.') end -= 1;
  return hostname.slice(0, end);
}

function toUnicodeLabel(label: string): string {
  if (!label.startsWith('xn--')) return label;
  try {
    return toUnicode(label);
  } catch {
    // Malformed: its letters say nothing, so the label is shown as it stands in the address.
    return label;
  }
}
