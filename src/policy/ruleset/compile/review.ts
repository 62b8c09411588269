/**
 * What people decide about listed hosts that everybody uses. What waits for them and what they
 * decided are files of one JSON object a line, so that an operator settles a case once.
 */
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';
import type { Violation } from '../../violation.ts';
import { ListNameSchema, type RuleEntry } from '../rule.ts';
import type { ReviewReason } from './popular-hosts.ts';

/** An entry that is kept out of the rules until somebody looks at it. */
export interface ReviewItem {
  readonly list: string;
  readonly expression: string;
  readonly violation: Violation;
  readonly reason: ReviewReason;
}

const Words = v.pipe(v.string(), v.trim(), v.nonEmpty('expected words'), v.maxLength(1000));

/** The members of a review item may stay where they are: a decision is the item with three more. */
const DecisionSchema = v.strictObject({
  /** The decision is for every list where none is named. */
  list: v.optional(ListNameSchema),
  expression: v.pipe(v.string(), v.regex(/^(?:#[0-9a-f]{64}|[^\s/#]+\/\S*)$/)),
  decision: v.picklist(['list', 'drop']),
  /** Whoever answers for it. */
  by: Words,
  why: Words,
  violation: v.optional(v.string()),
  reason: v.optional(v.string()),
});

export type ReviewDecision = v.InferOutput<typeof DecisionSchema>;

export function formatReview(items: readonly ReviewItem[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

/** Throws `bad-decisions` naming the line and the rule that it breaks. */
export function parseDecisions(text: string): readonly ReviewDecision[] {
  const decisions = text
    .replace(/^\u{feff}/u, '')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseDecision(line, index + 1)]));
  const seen = new Map<string, ReviewDecision['decision']>();
  for (const { list, expression, decision } of decisions) {
    const key = keyOf(list, expression);
    if ((seen.get(key) ?? decision) !== decision) throw bad(`${expression}: decided both ways`);
    seen.set(key, decision);
  }
  return decisions;
}

/** What was decided of an entry: of this list before of every list. */
export function makeDecider(
  decisions: readonly ReviewDecision[],
): (entry: RuleEntry) => ReviewDecision['decision'] | undefined {
  const byKey = new Map(
    decisions.map(({ list, expression, decision }) => [keyOf(list, expression), decision]),
  );
  return ({ list, expression }) =>
    byKey.get(keyOf(list, expression)) ?? byKey.get(keyOf(undefined, expression));
}

function parseDecision(line: string, number: number): ReviewDecision {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    throw bad(`line ${number}: not JSON`);
  }
  const result = v.safeParse(DecisionSchema, document);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw bad(`line ${number}: ${v.getDotPath(issue) ?? 'decision'}: ${issue.message}`);
}

function keyOf(list: string | undefined, expression: string): string {
  return `${list ?? ''}\n${expression}`;
}

function bad(what: string): CodedError {
  return new CodedError('bad-decisions', `decisions: ${what}`);
}
