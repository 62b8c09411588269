/**
 * What is to be done with which verdict in which context: the part of the ruleset that is a choice
 * and not a fact. A policy is data; it names categories, contexts and violations, never a provider.
 */
import * as v from 'valibot';
import { ACTIONS } from './action.ts';
import { CATEGORIES } from './category.ts';
import { CodedError } from './coded-error.ts';
import { CONTEXTS } from './context.ts';
import { CreditRulesSchema } from './credit-rules.ts';
import { GRADES } from './grade.ts';
import { SIGN_KINDS } from './sign.ts';
import { StageSchema } from './stage.ts';
import { VIOLATIONS } from './violation.ts';

const ActionSchema = v.picklist(ACTIONS);
const EachContext = v.strictObject(v.entriesFromList(CONTEXTS, ActionSchema));
const EachViolation = v.strictObject(v.entriesFromList(VIOLATIONS, ActionSchema));

/** Of a policy, as people read it. */
const NameSchema = v.pipe(v.string(), v.maxLength(100));

const RULES_LIMIT = 256;

/** Site adapters that one policy can switch off. */
const SITES_OFF_LIMIT = 64;

export const CategoryRuleSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  categories: v.pipe(v.array(v.picklist(CATEGORIES)), v.minLength(1)),
  contexts: v.optional(v.array(v.picklist(CONTEXTS)), [...CONTEXTS]),
  action: ActionSchema,
});

export const PolicySchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  name: v.strictObject({ en: NameSchema, zh: NameSchema }),
  /** What happens where nothing else speaks. */
  contexts: EachContext,
  violations: EachViolation,
  suspicious: ActionSchema,
  /** The one setting for `unknown`, whatever its cause. */
  unknown: ActionSchema,
  signs: v.optional(v.record(v.picklist(SIGN_KINDS), ActionSchema), {}),
  grades: v.optional(v.record(v.picklist(GRADES), ActionSchema), {}),
  categories: v.optional(v.pipe(v.array(CategoryRuleSchema), v.maxLength(RULES_LIMIT)), []),
  stages: v.optional(v.pipe(v.array(StageSchema), v.maxLength(RULES_LIMIT)), []),
  /** Ids of site adapters that do more harm than good: their sites are read as any other page is. */
  sitesOff: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/, 'expected the id of a site'))),
      v.maxLength(SITES_OFF_LIMIT),
    ),
    [],
  ),
  /** How grades are reckoned; absent: by the usual rules. */
  credit: v.exactOptional(CreditRulesSchema),
});

export type CategoryRule = v.InferOutput<typeof CategoryRuleSchema>;
export type Policy = v.InferOutput<typeof PolicySchema>;

/**
 * Parses a policy document; a rule id stands in traces and in words, so no two stages and category
 * rules share one. Throws `bad-policy` naming the place and the rule it breaks.
 */
export function parsePolicy(value: unknown): Policy {
  const result = v.safeParse(PolicySchema, value);
  if (result.success) {
    refuseRepeatedIds(result.output);
    return result.output;
  }
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'document';
  throw new CodedError('bad-policy', `policy: ${place}: ${issue.message}`);
}

function refuseRepeatedIds({ stages, categories }: Policy): void {
  const firstPlaces = new Map<string, string>();
  for (const [field, rules] of Object.entries({ stages, categories })) {
    for (const [index, { id }] of rules.entries()) {
      const place = `${field}.${index}.id`;
      const first = firstPlaces.get(id);
      if (first !== undefined) {
        throw new CodedError('bad-policy', `policy: ${place}: "${id}" is the id of ${first} too`);
      }
      firstPlaces.set(id, place);
    }
  }
}
