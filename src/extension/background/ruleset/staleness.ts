/** Whether the silence of a ruleset means anything: that of one that is fresh does. */
import { isExpired, type Manifest } from '../../../policy/index.ts';
import type { Staleness } from '../../messaging/protocol.ts';

export interface Dated {
  readonly manifest: Manifest;
  /** Of the keys that vouch for rulesets. */
  readonly rootExpiresAt: string;
  /** Older than one that was in force before, or than the packaged one. */
  readonly isSuperseded: boolean;
}

/** Why it means nothing; undefined where it is fresh. */
export function stalenessOf(ruleset: Dated, now: number): Staleness | undefined {
  if (now < LINK_GUARD_BUILD.builtAt) return 'clock';
  if (isExpired(ruleset.manifest, now)) return 'expired';
  if (isExpired({ expiresAt: ruleset.rootExpiresAt }, now)) return 'keys';
  return ruleset.isSuperseded ? 'superseded' : undefined;
}

export function isStale(ruleset: Dated, now: number): boolean {
  return stalenessOf(ruleset, now) !== undefined;
}
