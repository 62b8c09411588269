/**
 * Keeps a dirty list from blocking what everybody uses. A listed host that is popular, or that a
 * provider answers for, goes to review and never into the rules; whoever publishes decides. Pages
 * on such hosts, and tenants that publish under them, are listed as the list says.
 */
import { PROVIDERS, providerOf } from '../provider/directory.ts';
import { isUnder, registrableDomain } from '../url/host.ts';
import hosts from './popular-hosts.json' with { type: 'json' };
import { hostOf, isHostWide, type RuleEntry } from './rule.ts';

export type ReviewReason = 'popular-host' | 'provider-host';

/** Undefined where the entry may stand as it is. */
export type Reviewer = (entry: RuleEntry) => ReviewReason | undefined;

/** Reads the tables once for many entries. */
export function makeReviewer(): Reviewer {
  const whole = new Set(hosts.whole);
  const shared = new Set([
    ...hosts.shared,
    ...PROVIDERS.flatMap(({ tenantHosts = [] }) => tenantHosts),
  ]);
  return (entry) => {
    if (entry.effect !== 'listed' || !isHostWide(entry.expression)) return undefined;
    const host = hostOf(entry.expression);
    const name = host.replace(/^www\./, '');
    if (shared.has(name) || isOwnedByOne(host, whole)) return 'popular-host';
    return providerOf(host) === undefined || isTenant(name, shared) ? undefined : 'provider-host';
  };
}

export function reviewReason(entry: RuleEntry): ReviewReason | undefined {
  return makeReviewer()(entry);
}

/** All below a registrable domain is its owner's, but for what the public suffix list splits off. */
function isOwnedByOne(host: string, whole: ReadonlySet<string>): boolean {
  const domain = registrableDomain(host);
  return domain !== undefined && whole.has(domain);
}

function isTenant(host: string, shared: ReadonlySet<string>): boolean {
  for (const parent of shared) if (isUnder(host, parent)) return true;
  return false;
}
