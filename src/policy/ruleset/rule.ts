/** One entry of a ruleset before it is compiled: an expression in words, not yet a fingerprint. */
import * as v from 'valibot';
import type { RuleMatch } from '../verdict.ts';
import { isSevere, VIOLATIONS, type Violation } from '../violation.ts';

export type Severity = 'severe' | 'lesser';

/** What a rule says of every address that has its expression. */
export interface RuleKind {
  readonly effect: RuleMatch['effect'];
  readonly violation: Violation;
  readonly severity: Severity;
  /** The list or ruling that the rule came from. */
  readonly list: string;
}

export interface RuleEntry extends RuleKind {
  /** Host and path, or `#` and the 64 hex digits of its SHA-256 where nothing else is known. */
  readonly expression: string;
  /** The day on which the list took the entry up, YYYY-MM-DD. */
  readonly listedOn?: string;
  /** The list's own name for the case: what somebody can look up there. */
  readonly evidence?: string;
}

/** Names of lists stand in evidence, in reports and in answers of the service. */
export const ListNameSchema = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9._ -]{0,63}$/,
    'expected a name of 1 to 64 letters, digits, . _ -',
  ),
);

export const RuleKindSchema = v.pipe(
  v.strictObject({
    effect: v.picklist(['listed', 'allowed']),
    violation: v.picklist(VIOLATIONS),
    severity: v.picklist(['severe', 'lesser']),
    list: ListNameSchema,
  }),
  v.check(
    ({ violation, severity }) => severity === 'severe' || !isSevere(violation),
    'a severe violation cannot be lesser',
  ),
);

const NUMBER_SIGN = 0x23;

/** Longest evidence id, in UTF-16 units. */
export const EVIDENCE_LIMIT = 128;

/** How severe a violation is where its list says nothing of it. */
export function severityOf(violation: Violation): Severity {
  return isSevere(violation) ? 'severe' : 'lesser';
}

/** Whether only the hash of the expression is known. */
export function isHashed(expression: string): boolean {
  return expression.charCodeAt(0) === NUMBER_SIGN;
}

/** The host of an expression, which is everything before its first slash. */
export function hostOf(expression: string): string {
  return expression.slice(0, expression.indexOf('/'));
}

/** Whether an expression speaks of every page of its host. */
export function isHostWide(expression: string): boolean {
  return expression.indexOf('/') === expression.length - 1;
}
