/** Whether the guard guards: access, the ruleset, the service, and what went wrong. */
import browser, { type Manifest } from 'webextension-polyfill';
import { hostOfPattern } from '../match-pattern.ts';
import type { Protection, Staleness } from '../messaging/protocol.ts';
import { lookupBackOff } from '../storage/asking.ts';
import { managedNow } from '../storage/managed.ts';
import { type Problem, problemsNow } from '../storage/problems.ts';
import { type ActiveRuleset, activeRuleset } from './ruleset/ruleset.ts';
import { stalenessOf } from './ruleset/staleness.ts';
import { grantedTurnedOn, listAlways } from './sites/guarded-patterns.ts';

export async function protectionNow(): Promise<Protection> {
  const [ruleset, backOff, noted, access, { settings: managed }] = await Promise.all([
    activeRuleset(),
    lookupBackOff.get(),
    problemsNow(),
    accessNow(),
    managedNow(),
  ]);
  const now = Date.now();
  const service = serviceState(backOff);
  const stale = ruleset && stalenessOf(ruleset, now);
  const isFresh = ruleset !== undefined && stale === undefined;
  const problems = new Set<Problem>(noted);
  const isReportOnly = managed.reportOnly === true;
  const hasPermission = access !== undefined;
  if (!hasPermission) problems.add('no-permission');
  if (isReportOnly) problems.add('report-only');
  if (ruleset === undefined) problems.add('no-ruleset');
  else if (!isFresh) problems.add('ruleset-stale');
  if (service === 'unreachable') problems.add('service-unreachable');
  return {
    state: stateOf({ hasPermission, isReportOnly, isFresh, service, problemCount: problems.size }),
    service,
    ruleset: ruleset && rulesetView(ruleset, stale),
    problems: [...problems].sort(),
    withheld: access?.withheld ?? [],
  };
}

export function serviceState(backOff: {
  failures: number;
  succeededAt: number;
}): Protection['service'] {
  if (backOff.failures > 0) return 'unreachable';
  return backOff.succeededAt > 0 ? 'reachable' : 'not-asked-yet';
}

/** Without the permission, or where nothing is to be stopped; without a fresh ruleset and without the service, nothing is known of any link. */
export function stateOf(facts: {
  hasPermission: boolean;
  isReportOnly: boolean;
  isFresh: boolean;
  service: Protection['service'];
  problemCount: number;
}): Protection['state'] {
  const { hasPermission, isReportOnly, isFresh, service, problemCount } = facts;
  if (!hasPermission || isReportOnly || (!isFresh && service === 'unreachable'))
    return 'not-protecting';
  return problemCount > 0 ? 'degraded' : 'protecting';
}

function rulesetView(ruleset: ActiveRuleset, stale: Staleness | undefined): Protection['ruleset'] {
  const { version, policyId, ruleCount, issuedAt, expiresAt } = ruleset.manifest;
  return {
    version,
    policy: policyId,
    ruleCount,
    issuedAt: Date.parse(issuedAt),
    expiresAt: Date.parse(expiresAt),
    origin: ruleset.origin,
    ...(stale === undefined ? {} : { stale }),
  };
}

/** The permissions without which two of the four layers are not there. */
const LAYERS = ['declarativeNetRequest', 'webNavigation'] as Manifest.OptionalPermission[];

/**
 * The person, or an administrator, can take the sites away at any time, one by one; undefined where
 * none is left to guard.
 */
async function accessNow(): Promise<Pick<Protection, 'withheld'> | undefined> {
  const hasLayers = await browser.permissions.contains({ permissions: LAYERS }).catch(() => false);
  if (!hasLayers) return undefined;
  const always = await listAlways();
  const withheld = always.filter((one) => !one.isGranted);
  const isLeft = withheld.length < always.length || (await grantedTurnedOn()).length > 0;
  return isLeft ? { withheld: withheld.map(({ pattern }) => hostOfPattern(pattern)) } : undefined;
}
