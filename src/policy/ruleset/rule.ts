/** One entry of a ruleset before it is compiled: an expression in words, not yet a hash. */
import * as v from 'valibot';
import type { RuleMatch } from '../verdict.ts';
import { VIOLATIONS } from '../violation.ts';

/** What a rule says of every address that has its expression. */
export type RuleKind = Omit<RuleMatch, 'expression'>;

export type RuleEntry = RuleMatch;

/** Names of lists stand in evidence, in reports and in answers of the service. */
export const ListNameSchema = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9._ -]{0,63}$/,
    'expected a name of 1 to 64 letters, digits, . _ -',
  ),
);

export const RuleKindSchema = v.strictObject({
  effect: v.picklist(['listed', 'allowed']),
  violation: v.picklist(VIOLATIONS),
  list: ListNameSchema,
});

/** The host of an expression, which is everything before its first slash. */
export function hostOf(expression: string): string {
  return expression.slice(0, expression.indexOf('/'));
}

/** Whether an expression speaks of every page of its host. */
export function isHostWide(expression: string): boolean {
  return expression.indexOf('/') === expression.length - 1;
}
