/**
 * Keeps a dirty list from blocking what everybody uses. A listed host that is popular, or that a
 * provider answers for, goes to review and never into the rules, and so does a page there that
 * stands for all of its kind; whoever publishes decides. Other pages on such hosts, and tenants
 * that publish under them, are listed as the list says.
 */
import { PROVIDERS, providerOf } from '../../provider/directory.ts';
import { fullHashOf, toHex } from '../../url/hash.ts';
import { isPublicSuffix, isUnder, registrableDomain } from '../../url/host.ts';
import { isHashed, type RuleEntry } from '../rule.ts';
import { isBroadPath } from './broad-page.ts';
import { makeHostFilter, mayBeUnder } from './host-filter.ts';
import hosts from './popular-hosts.json' with { type: 'json' };

export type ReviewReason = 'popular-host' | 'provider-host' | 'broad-page';

const FILTER_BYTES = 65_536;

const USUAL_LABELS =
  'www m mobile mail login accounts passport pay open mp item news docs drive en de zh'.split(' ');

/** Undefined where the entry may stand as it is. */
export type Reviewer = (entry: RuleEntry) => ReviewReason | undefined;

/** Reads the tables once for many entries. */
export function makeReviewer(): Reviewer {
  const whole = new Set(hosts.whole);
  const shared = new Set([
    ...hosts.shared,
    ...PROVIDERS.flatMap(({ tenantHosts = [] }) => tenantHosts),
  ]);
  const owned = PROVIDERS.flatMap((provider) => [...provider.hosts, ...provider.shareHosts]);
  const all = [...whole, ...shared, ...owned];
  const known = makeHostFilter(all, FILTER_BYTES);
  let hashes: ReadonlySet<string> | undefined;
  const reasonOfHash = (expression: string): ReviewReason | undefined => {
    hashes ??= hashesOfHosts([...whole, ...owned], shared);
    return hashes.has(expression) ? 'popular-host' : undefined;
  };
  const reasonOfHost = (host: string): ReviewReason | undefined => {
    const name = host.replace(/^www\./, '');
    if (shared.has(name)) return 'popular-host';
    if (isTenant(name, shared)) return undefined;
    if (isOwnedByOne(host, whole)) return 'popular-host';
    return providerOf(host) === undefined ? undefined : 'provider-host';
  };
  return ({ effect, expression }) => {
    if (effect !== 'listed') return undefined;
    if (isHashed(expression)) return reasonOfHash(expression);
    const slash = expression.indexOf('/');
    if (!mayBeUnder(known, expression, slash)) return undefined;
    const isPage = slash < expression.length - 1;
    if (isPage && !isBroadPath(expression.slice(slash))) return undefined;
    const reason = reasonOfHost(expression.slice(0, slash));
    return isPage && reason !== undefined ? 'broad-page' : reason;
  };
}

/** What it reads never changes, so it is read when it is first asked for, and kept. */
let reviewer: Reviewer | undefined;

export function reviewReason(entry: RuleEntry): ReviewReason | undefined {
  reviewer ??= makeReviewer();
  return reviewer(entry);
}

/**
 * Whether the host is, or has below it, one that is lent out to tenants: a rule for all of it would
 * speak of people who have nothing to do with each other.
 */
export function isSharedHost(host: string): boolean {
  const lent = [...hosts.shared, ...PROVIDERS.flatMap(({ tenantHosts = [] }) => tenantHosts)];
  return isPublicSuffix(host) || lent.some((name) => isUnder(name, host));
}

/** Below a host nothing can be told from a hash, but for the names that many hosts have there. */
function hashesOfHosts(owned: Iterable<string>, shared: Iterable<string>): ReadonlySet<string> {
  const names = [
    ...[...shared].flatMap((name) => [name, `www.${name}`]),
    ...[...owned].flatMap((name) => [name, ...USUAL_LABELS.map((label) => `${label}.${name}`)]),
  ];
  return new Set(names.map((name) => `#${toHex(fullHashOf(`${name}/`))}`));
}

/** All below a registrable domain is its owner's, but for what the public suffix list splits off. */
function isOwnedByOne(host: string, whole: ReadonlySet<string>): boolean {
  const domain = registrableDomain(host);
  return domain !== undefined && whole.has(domain);
}

function isTenant(host: string, shared: ReadonlySet<string>): boolean {
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    if (shared.has(host.slice(dot + 1))) return true;
  }
  return false;
}
