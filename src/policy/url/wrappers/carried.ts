/**
 * The addresses inside an address. Where no wrapper of the table is at work, it may still be a
 * redirector: what it carries is looked up, never opened, and says whose the destination may be.
 */
import { providerOf } from '../../provider/directory.ts';
import { parseAddress } from '../address.ts';
import { type CanonicalUrl, canonicalize } from '../canonicalize.ts';
import { registrableDomain } from '../host.ts';
import { unescapeForReading } from '../percent.ts';

/** Addresses in one address that are looked up. */
const MAXIMUM_CARRIED = 4;

/** Nearly no address has any; this tells without reading it closer. */
const MAY_CARRY = /http|\/\/|%2f|\\|%5c|\.translate\.goog/i;

/**
 * In the host, the path, the query and the fragment of an absolute http or https address, and in
 * those that are found there, outermost first; each once.
 */
export function carriedBy(address: string): readonly CanonicalUrl[] {
  const found: CanonicalUrl[] = [];
  // Grows while it is read.
  const pending = [address];
  for (const each of pending) {
    if (found.length >= MAXIMUM_CARRIED) break;
    const fresh = new Set(directlyCarriedBy(each).filter((one) => !found.includes(one)));
    found.push(...fresh);
    pending.push(...fresh);
  }
  return found.slice(0, MAXIMUM_CARRIED);
}

function directlyCarriedBy(address: string): readonly CanonicalUrl[] {
  if (!MAY_CARRY.test(address.slice('https://'.length))) return [];
  const url = parseAddress(address);
  if (url === undefined) return [];
  const { pathname, search, hash } = url;
  const parameters = [search, hash].flatMap((part) => [...new URLSearchParams(part.slice(1))]);
  const inPath = /(https?:\/.*)$/i.exec(pathname)?.[1] ?? '';
  const inFragment = /^#[!/]+(https?:.*)$/i.exec(hash)?.[1] ?? '';
  const texts = [...parameters.flat(), inPath + search, inFragment, translatedBy(url)];
  return texts.flatMap(addressIn);
}

/** Google's translator writes the host of a page as one label, a dot as - and a - as two. */
function translatedBy({ hostname, pathname, search }: URL): string {
  const label = /^([^.]+)\.translate\.goog$/.exec(hostname)?.[1];
  if (label === undefined) return '';
  const host = label.replace(/--?/g, (dashes) => (dashes === '-' ? '.' : '-'));
  return `https://${host}${pathname}${search}`;
}

/** The host of a carried address that is neither the provider's nor of the same domain. */
export function foreignHostIn(address: string): string | undefined {
  const carried = carriedBy(address);
  if (carried.length === 0) return undefined;
  const { hostname } = new URL(address);
  const provider = providerOf(hostname);
  const domain = registrableDomain(hostname);
  return (
    carried
      // What no browser opens leads nowhere.
      .flatMap((one) => parseAddress(one)?.hostname ?? [])
      .find(
        (host) =>
          host !== hostname &&
          (provider === undefined || providerOf(host) !== provider) &&
          (domain === undefined || registrableDomain(host) !== domain),
      )
  );
}

/** Browsers read an address that begins with two slashes, of either kind, as one of the same scheme. */
function addressIn(text: string): readonly CanonicalUrl[] {
  const trimmed = /^\s*https?%3a/i.test(text) ? unescapeForReading(text).trim() : text.trim();
  const isRelative = /^[/\\]{2}[^/\\]/.test(trimmed);
  if (!isRelative && !/^https?:/i.test(trimmed)) return [];
  const canonical = canonicalize(isRelative ? `https:${trimmed}` : trimmed);
  return canonical.ok ? [canonical.url] : [];
}
