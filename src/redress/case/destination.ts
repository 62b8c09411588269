/**
 * What a case is about, and what a scope covers. Complaints are grouped by host; on a host that
 * everybody uses or that is lent out to tenants, by page, because its pages have different owners.
 */
import * as v from 'valibot';
import {
  type CanonicalUrl,
  canonicalize,
  destinationIn,
  expressionsOf,
  isSharedHost,
  providerOf,
  registrableDomain,
  reviewReason,
} from '../../policy/index.ts';
import type { Scope } from './statement-of-reasons.ts';

export const DestinationSchema = v.object({
  /** What complaints are grouped by: an expression, of the host or of the page. */
  key: v.string(),
  kind: v.picklist(['host', 'page']),
  host: v.string(),
});

export type Destination = v.InferOutput<typeof DestinationSchema>;

/** The canonical form of the innermost address, cleaned; undefined for what no browser would open. */
export function destinationAddress(address: string): CanonicalUrl | undefined {
  const destination = destinationIn(address);
  if (destination === undefined) return undefined;
  const canonical = canonicalize(destination);
  return canonical.ok && /^https?:/.test(canonical.url) ? canonical.url : undefined;
}

export function destinationOf(address: CanonicalUrl): Destination {
  const host = hostOfAddress(address);
  const kind = isPopular(`${host}/`) ? 'page' : 'host';
  return { key: kind === 'page' ? pageOf(address) : `${host}/`, kind, host };
}

/** However the table of popular hosts has changed since the case was opened. */
export function belongsTo({ kind, key, host }: Destination, address: CanonicalUrl): boolean {
  return kind === 'host' ? hostOfAddress(address) === host : pageOf(address) === key;
}

/** Of several cases' destinations, the key under which a case is found. */
export function destinationKeyOf(address: string): string | undefined {
  const canonical = destinationAddress(address);
  return canonical === undefined ? undefined : destinationOf(canonical).key;
}

/** Whether listing this expression takes two people. */
export function isPopular(expression: string): boolean {
  const kind = { effect: 'listed', violation: 'fraud', severity: 'severe', list: 'case' } as const;
  return reviewReason({ ...kind, expression }) !== undefined;
}

/** The provider whose grade this address is counted in: never one of whom it is a tenant. */
export function providerIdOf(address: CanonicalUrl): string | undefined {
  return providerOf(hostOfAddress(address))?.id;
}

export type Covering =
  | { readonly ok: true; readonly expression: string }
  | { readonly ok: false; readonly refusal: 'no-site' | 'shared-host' | 'page-is-whole-host' };

/**
 * The expression that a scope comes to. Rules know neither scheme nor port, and a host with all
 * below it; so `origin` and `host` are one expression. A page that ends in a slash covers what is
 * below it, and the page of the root would be the whole host: that has to be said as what it is.
 */
export function coveringOf(address: CanonicalUrl, scope: Scope): Covering {
  const host = hostOfAddress(address);
  if (scope === 'page') {
    const expression = pageOf(address);
    const isWhole = expression === `${host}/`;
    return isWhole ? { ok: false, refusal: 'page-is-whole-host' } : { ok: true, expression };
  }
  const named = scope === 'site' ? registrableDomain(host) : host;
  if (named === undefined) return { ok: false, refusal: 'no-site' };
  if (isSharedHost(named)) return { ok: false, refusal: 'shared-host' };
  return { ok: true, expression: `${named}/` };
}

/** Whether a rule with this expression speaks of the address. */
export function covers(expression: string, address: string): boolean {
  const canonical = canonicalize(address);
  return canonical.ok && expressionsOf(canonical.url).includes(expression);
}

export function hostOfAddress(address: CanonicalUrl): string {
  const start = address.indexOf('://') + 3;
  return address.slice(start, address.indexOf('/', start));
}

function pageOf(address: CanonicalUrl): string {
  return address.slice(address.indexOf('://') + 3);
}
