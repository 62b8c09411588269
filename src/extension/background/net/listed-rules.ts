/**
 * The rules that survive a restart: whatever is listed as a whole is not opened from a guarded
 * page, by whichever way the page tries. Pure.
 */
import type { ManagedSettings } from '../../../policy/index.ts';
import type { ListedHosts } from '../ruleset/listed-hosts.ts';
import type { GuardedHosts } from './guarded-hosts.ts';
import { isNameable, levelsOf } from './host-set.ts';
import { block, type NetRule, numbered, PAGES, PRIORITY } from './net-rule.ts';

export interface ListedFacts {
  readonly listed: Pick<ListedHosts, 'blocked' | 'cleared'>;
  readonly guarded: GuardedHosts;
  /** Never stopped: without them nothing works. */
  readonly needed: readonly string[];
  /** An administrator's lists, which decide. */
  readonly managed: Pick<ManagedSettings, 'block' | 'allow' | 'reportOnly'>;
}

export function listedRules({ listed, guarded, needed, managed }: ListedFacts): readonly NetRule[] {
  const from = guarded === 'everywhere' ? {} : { initiatorDomains: guarded };
  const own = guarded === 'everywhere' ? [] : guarded;
  if (managed.reportOnly === true) return [];
  if (guarded !== 'everywhere' && guarded.length === 0) return [];
  const allowed = managed.allow.filter(isNameable);
  const levels = levelsOf(listed.blocked, [...listed.cleared, ...own, ...needed]);
  const rules = levels.map(({ requestDomains, excludedRequestDomains }) =>
    block(PRIORITY.listed, {
      ...from,
      requestDomains,
      ...some({ excludedRequestDomains: [...excludedRequestDomains, ...allowed] }),
      resourceTypes: PAGES,
    }),
  );
  const forbidden = managed.block.filter(isNameable);
  if (forbidden.length > 0) {
    rules.push(
      block(PRIORITY.managed, { ...from, requestDomains: forbidden, resourceTypes: PAGES }),
    );
  }
  return numbered(rules);
}

/** An empty list is no condition, and one of the browsers refuses it. */
function some(lists: Readonly<Record<string, readonly string[]>>) {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}
