/**
 * One entry of an administrator's list of destinations: a host with its subdomains, a page with what
 * is below it, a category, or a provider. Kept in the form in which it is compared.
 */
import * as v from 'valibot';
import { CATEGORIES } from '../category.ts';
import { providerById } from '../provider/directory.ts';
import type { Understanding } from '../understand.ts';
import { parseAddress } from '../url/address.ts';
import { canonicalize } from '../url/canonicalize.ts';
import { isUnder, registrableDomain, withoutTrailingDots } from '../url/host.ts';

const SHOWN_ENTRY = 100;
const LONGEST_ENTRY = 2048;

/** Which part of a link an entry speaks of; told in traces by the same name. */
export type DestinationKind = 'host' | 'page' | 'category' | 'provider';

/** ASCII, lower-case. An entry that could match nothing is refused. */
export const DestinationSchema = reading(
  destinationOf,
  'a host (example.com), a page (example.com/path), category:… or provider:…',
);

export const HostSchema = reading(hostOf, 'a host alone, like example.com');

/** Of an IP address or a public suffix no name could be protected. */
export const NamedHostSchema = v.pipe(
  HostSchema,
  v.check(
    (host) => registrableDomain(host) !== undefined,
    ({ input }) => `expected a host with a registered name, and not "${input}"`,
  ),
);

export function kindOf(entry: string): DestinationKind {
  if (entry.startsWith('category:')) return 'category';
  if (entry.startsWith('provider:')) return 'provider';
  return entry.includes('/') ? 'page' : 'host';
}

/** The entry without the word for its kind. */
export function nameOf(entry: string): string {
  return entry.replace(/^(?:category|provider):/, '');
}

/** The first entry that names this link's destination. */
export function findDestination(
  entries: readonly string[],
  { destination, provider }: Pick<Understanding, 'destination' | 'provider'>,
): string | undefined {
  if (destination === undefined || entries.length === 0) return undefined;
  const { hostname } = new URL(destination);
  const names = provider && [`category:${provider.category}`, `provider:${provider.id}`];
  return entries.find((entry) => {
    const kind = kindOf(entry);
    if (kind === 'host') return isUnder(hostname, entry);
    return kind === 'page' ? isPage(destination, entry) : names?.includes(entry) === true;
  });
}

function isPage(destination: string, entry: string): boolean {
  const canonical = canonicalize(destination);
  if (!canonical.ok) return false;
  const at = partsOf(canonical.url.slice(canonical.url.indexOf('://') + 3));
  const wanted = partsOf(entry);
  if (!isUnder(at.host, wanted.host)) return false;
  if (wanted.query !== '') return at.path === wanted.path && at.query === wanted.query;
  return at.path === wanted.path || at.path.startsWith(wanted.path.replace(/\/?$/, '/'));
}

function partsOf(address: string) {
  const [, host = '', path = '', query = ''] = /^([^/]*)([^?]*)(.*)$/s.exec(address) ?? [];
  return { host, path, query };
}

function destinationOf(entry: string): string | undefined {
  const [, kind, name = ''] = /^(category|provider):(.+)$/.exec(entry) ?? [];
  if (kind === 'category') return CATEGORIES.some((known) => known === name) ? entry : undefined;
  if (kind === 'provider') return providerById(name) === undefined ? undefined : entry;
  const slash = entry.indexOf('/');
  if (slash < 0) return hostOf(entry);
  const host = hostOf(entry.slice(0, slash));
  if (host === undefined || entry.startsWith('//', slash)) return undefined;
  const canonical = canonicalize(`http://${host}${entry.slice(slash)}`);
  if (!canonical.ok) return undefined;
  const page = canonical.url.slice(canonical.url.indexOf('://') + 3);
  // Every page of a host is the host.
  return page === `${host}/` ? host : page;
}

/** Undefined for what says more than a host (a scheme, a port, a path) or is none. */
function hostOf(entry: string): string | undefined {
  // An entry stands for its subdomains anyway, so both ways of writing that are the host.
  const host = withoutTrailingDots(entry).replace(/^(?:\*\.|\.)/, '');
  const isIpv6 = /^\[[0-9a-f:.]+\]$/i.test(host);
  if (!isIpv6 && /[\s/\\?#@:%]/.test(host)) return undefined;
  const hostname = parseAddress(`http://${host}/`)?.hostname;
  if (hostname === undefined) return undefined;
  return isIpv6 || /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(hostname) ? hostname : undefined;
}

function reading(read: (entry: string) => string | undefined, what: string) {
  return v.pipe(
    v.string(`expected ${what}`),
    v.maxLength(LONGEST_ENTRY),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const entry = dataset.value.trim();
      const found = read(entry);
      if (found !== undefined) return found;
      addIssue({ message: `expected ${what}, and not "${entry.slice(0, SHOWN_ENTRY)}"` });
      return NEVER;
    }),
  );
}
