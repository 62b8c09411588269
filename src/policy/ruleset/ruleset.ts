/**
 * What the rest of the engine knows of a set of rules. How the rules are kept is known in this
 * folder only, so that another form changes nothing outside it.
 */
import type { RuleMatch } from '../verdict.ts';

/** One opened, verified set of rules. */
export interface Ruleset {
  readonly ruleCount: number;
  /**
   * The rule that speaks of an address: that of its longest expression; where several have the
   * same one, an allowing rule before a listing one. Any string; never throws.
   */
  find(address: string): RuleMatch | undefined;
  /** Whether this ruleset has a say on the address at all. */
  covers(address: string): boolean;
}
