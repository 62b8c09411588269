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
const MAY_CARRY = /http|\/\/|%2f|\\|%5c/i;

/** In the query, the fragment and the path of an absolute http or https address; each once. */
export function carriedBy(address: string): readonly CanonicalUrl[] {
  if (!MAY_CARRY.test(address.slice('https://'.length))) return [];
  const { pathname, search, hash } = new URL(address);
  const parameters = [search, hash].flatMap((part) => [...new URLSearchParams(part.slice(1))]);
  const inPath = /(https?:\/.*)$/i.exec(pathname)?.[1] ?? '';
  const carried = [...parameters.flat(), inPath + search].flatMap(addressIn);
  return [...new Set(carried)].slice(0, MAXIMUM_CARRIED);
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
