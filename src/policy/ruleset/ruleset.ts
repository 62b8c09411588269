/**
 * What the rest of the engine knows of a set of rules. How the rules are kept is known in this
 * folder only, so that another form changes nothing outside it.
 */
import type { RuleMatch } from '../verdict.ts';

/** One opened, verified set of rules. */
export interface Ruleset {
  readonly ruleCount: number;
  /** All rules that speak of any of these expressions, in the order of the expressions. */
  match(expressions: readonly string[]): readonly RuleMatch[];
}
