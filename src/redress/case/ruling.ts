/**
 * A human decision on a case: its first one, or one that stands in the place of another after an
 * appeal. What it says is its statement of reasons.
 */
import * as v from 'valibot';
import { ADDRESS_LIMIT } from '../complaint.ts';
import { InstantSchema } from '../instant.ts';
import { IdSchema, words } from '../text.ts';
import {
  AUTOMATIONS,
  EXPLANATION_LIMIT,
  FACTS_LIMIT,
  GroundSchema,
  MeasureSchema,
  SCOPES,
  StatementOfReasonsSchema,
} from './statement-of-reasons.ts';

/** How many people a link reaches in the conversations that were complained of. */
export const REACHES = ['few', 'many', 'public'] as const;

export type Reach = (typeof REACHES)[number];

/** What a reviewer writes; the rest of the statement follows from it. */
export const RulingDraftSchema = v.strictObject({
  /** An address of this case, from which the scope is reckoned. */
  address: v.pipe(v.string(), v.maxLength(ADDRESS_LIMIT)),
  scope: v.picklist(SCOPES),
  measure: MeasureSchema,
  facts: words(FACTS_LIMIT),
  ground: GroundSchema,
  until: v.exactOptional(InstantSchema),
  automation: v.picklist(AUTOMATIONS),
});

export type RulingDraft = v.InferOutput<typeof RulingDraftSchema>;

export const RulingSchema = v.object({
  id: IdSchema,
  by: IdSchema,
  at: InstantSchema,
  /** The second reviewer, where it took one. */
  secondedBy: v.exactOptional(IdSchema),
  reasons: StatementOfReasonsSchema,
  /** The provider that answers for the destination; absent for tenants and for everybody else. */
  providerId: v.exactOptional(v.string()),
  reach: v.picklist(REACHES),
  /** Ids of the complaints that it answers. */
  answers: v.array(IdSchema),
  /** The ruling in whose place it stands. */
  replaces: v.exactOptional(IdSchema),
});

export type Ruling = v.InferOutput<typeof RulingSchema>;

export const APPEAL_OUTCOMES = ['upheld', 'changed', 'lifted'] as const;

export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

/** What was decided of an appeal: the ruling stands, another takes its place, or it is gone. */
export const AppealDecisionSchema = v.object({
  outcome: v.picklist(APPEAL_OUTCOMES),
  by: IdSchema,
  at: InstantSchema,
  secondedBy: v.exactOptional(IdSchema),
  explanation: words(EXPLANATION_LIMIT),
  /** With `changed` alone. */
  ruling: v.exactOptional(RulingSchema),
});

export type AppealDecision = v.InferOutput<typeof AppealDecisionSchema>;
