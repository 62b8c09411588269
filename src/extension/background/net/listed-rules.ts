/**
 * The rules that survive a restart: whatever is listed as a whole is not opened from a guarded
 * page, by whichever way the page tries. Pure.
 */
import type { ManagedSettings } from '../../../policy/index.ts';
import type { ListedHosts } from '../ruleset/listed-hosts.ts';
import type { GuardedHosts } from './guarded-hosts.ts';
import { levelsOf } from './host-set.ts';
import { managedRules } from './managed-rules.ts';
import { block, type NetRule, numbered, PAGES, PRIORITY } from './net-rule.ts';

export interface ListedFacts {
  readonly listed: Pick<ListedHosts, 'blocked' | 'cleared'>;
  readonly guarded: GuardedHosts;
  /** Never stopped: without them nothing works. */
  readonly needed: readonly string[];
  /** An administrator's lists, which decide. */
  readonly managed: Pick<ManagedSettings, 'block' | 'allow' | 'reportOnly'>;
  /** Every kind of request that the browser knows. */
  readonly everyType: readonly string[];
}

export function listedRules({
  listed,
  guarded,
  needed,
  managed,
  everyType,
}: ListedFacts): readonly NetRule[] {
  const from = guarded === 'everywhere' ? {} : { initiatorDomains: guarded };
  const own = guarded === 'everywhere' ? [] : guarded;
  if (managed.reportOnly === true) return [];
  if (guarded !== 'everywhere' && guarded.length === 0) return [];
  const levels = levelsOf(listed.blocked, [...listed.cleared, ...own, ...needed]);
  const rules = levels.map(({ requestDomains, excludedRequestDomains }) =>
    block(PRIORITY.listed, {
      ...from,
      requestDomains,
      ...(excludedRequestDomains.length > 0 ? { excludedRequestDomains } : {}),
      resourceTypes: PAGES,
    }),
  );
  return numbered([...rules, ...managedRules({ managed, from, own, everyType })]);
}
