/** What the service allows one asker and one request, and how long its answers may be relied on. */
import type { BucketLimit } from './token-buckets.ts';

export interface Limits {
  /** Look-ups, questions how complaints stand, and fleet reports. */
  readonly lookups: BucketLimit;
  readonly complaints: BucketLimit;
  /** Those of browsers without scripts, which solve no puzzle. */
  readonly plainComplaints: BucketLimit;
  /** Parts of rulesets: one that is not in memory is read and hashed for each request. */
  readonly parts: BucketLimit;
  /** Roots and revocations: small, but read from the disk. */
  readonly documents: BucketLimit;
  /** Tries to sign in, by asker and by name. */
  readonly signIns: BucketLimit;
  /** Zero bits that a puzzle asks for; one more doubles the work. */
  readonly puzzleDifficulty: number;
  /** Whether a complaint must bring a solved puzzle; one that brings a wrong one is always refused. */
  readonly proofIsRequired: boolean;
  /** Seconds; a look-up's answer is never good for longer than the ruleset it came from. */
  readonly negativeTtl: number;
  readonly positiveTtl: number;
}

/** Each has a bucket of its own for each asker. */
export type QuotaName = {
  [Name in keyof Limits]: Limits[Name] extends BucketLimit ? Name : never;
}[keyof Limits];

/** An office behind one address, opening busy rooms, stays far below these. */
export const DEFAULT_LIMITS: Limits = {
  lookups: { burst: 600, perSecond: 20 },
  complaints: { burst: 60, perSecond: 0.5 },
  // Three at once, then one in twenty minutes.
  plainComplaints: { burst: 3, perSecond: 1 / 1200 },
  parts: { burst: 120, perSecond: 2 },
  documents: { burst: 600, perSecond: 10 },
  signIns: { burst: 20, perSecond: 0.1 },
  // A second of one core, in a page.
  puzzleDifficulty: 16,
  proofIsRequired: false,
  negativeTtl: 1800,
  positiveTtl: 600,
};
