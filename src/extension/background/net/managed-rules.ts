/**
 * An administrator's lists as rules of the net: each entry of them stands for hosts, or for a page
 * of one. Whatever is allowed comes before every listing, and whatever is blocked before that. Pure.
 */
import { kindOf, type ManagedSettings, nameOf, PROVIDERS } from '../../../policy/index.ts';
import { type HostLevel, isNameable, levelsOf } from './host-set.ts';
import { allow, block, type DraftRule, type NetCondition, PAGES, PRIORITY } from './net-rule.ts';
import { escaped } from './page-pattern.ts';

export interface ManagedFacts {
  readonly managed: Pick<ManagedSettings, 'block' | 'allow'>;
  /** Where pages are guarded. */
  readonly from: Pick<NetCondition, 'initiatorDomains'>;
  /** The guarded hosts themselves: who blocks their provider does not mean to cut off the chat. */
  readonly own: readonly string[];
  /** Every kind of request that the browser knows. */
  readonly everyType: readonly string[];
}

/** Pages of each list; a browser takes a thousand rules with a regular expression in all. */
const PAGE_LIMIT = 400;

export function managedRules({ managed, from, own, everyType }: ManagedFacts): DraftRule[] {
  return [
    ...conditionsOf(managed.allow, []).map((condition) =>
      allow(PRIORITY.allowed, { ...condition, resourceTypes: everyType }),
    ),
    ...conditionsOf(managed.block, own).map((condition) =>
      block(PRIORITY.managed, { ...from, ...condition, resourceTypes: PAGES }),
    ),
  ];
}

type Where = Omit<NetCondition, 'resourceTypes'>;

function conditionsOf(entries: readonly string[], free: readonly string[]): readonly Where[] {
  const hosts = entries.filter((entry) => kindOf(entry) === 'host').filter(isNameable);
  const pages = entries.filter((entry) => kindOf(entry) === 'page').slice(0, PAGE_LIMIT);
  return [
    ...(hosts.length > 0 ? [{ requestDomains: hosts }] : []),
    ...providerLevels(entries, free).map(({ requestDomains, excludedRequestDomains }) => ({
      requestDomains,
      ...(excludedRequestDomains.length > 0 ? { excludedRequestDomains } : {}),
    })),
    ...pages.map(pageCondition),
  ];
}

/** The hosts of all providers that are named, without what below them is somebody else's. */
function providerLevels(entries: readonly string[], free: readonly string[]): readonly HostLevel[] {
  const named = entries.filter((entry) => kindOf(entry) === 'provider').map(nameOf);
  const categories = entries.filter((entry) => kindOf(entry) === 'category').map(nameOf);
  const isNamed = ({ id, category }: (typeof PROVIDERS)[number]) =>
    named.includes(id) || categories.includes(category);
  const hostsOf = ({ hosts, shareHosts }: (typeof PROVIDERS)[number]) => [...hosts, ...shareHosts];
  const others = PROVIDERS.filter((provider) => !isNamed(provider)).flatMap(hostsOf);
  const tenants = PROVIDERS.flatMap(({ tenantHosts = [] }) => tenantHosts);
  return levelsOf(PROVIDERS.filter(isNamed).flatMap(hostsOf), [...others, ...tenants, ...free]);
}

/** A page with what is below it and any query; with a query of its own, that alone. */
function pageCondition(entry: string): Where {
  const slash = entry.indexOf('/');
  const path = entry.slice(slash);
  const end = path.includes('?') ? '(#|$)' : path.endsWith('/') ? '' : '([/?#]|$)';
  return {
    requestDomains: [entry.slice(0, slash)],
    regexFilter: `^[a-z]+://[^/]+${escaped(path)}${end}`,
    isUrlFilterCaseSensitive: true,
  };
}
