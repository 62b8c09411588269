/** How well a person is protected, and by which rules. */

/** It expired; it is older than one before it; the keys that vouch for it expired; the clock is wrong. */
export type Staleness = 'expired' | 'superseded' | 'keys' | 'clock';

export interface Protection {
  readonly state: 'protecting' | 'degraded' | 'not-protecting';
  readonly service: 'reachable' | 'unreachable' | 'not-asked-yet';
  readonly ruleset:
    | {
        readonly version: number;
        readonly policy: string;
        readonly ruleCount: number;
        /** Milliseconds since the epoch. */
        readonly issuedAt: number;
        readonly expiresAt: number;
        readonly origin: 'fetched' | 'packaged';
        /** Why what it does not list is unknown; missing where it is fresh. */
        readonly stale?: Staleness;
      }
    | undefined;
  /**
   * Codes of what is wrong, each with words in `_locales` as `problem_<code>`; where the person can
   * do something about it, as `todo_<code>` as well.
   */
  readonly problems: readonly string[];
  /** Hosts of built-in sites to which the browser gives no access, while it does to others. */
  readonly withheld: readonly string[];
}
