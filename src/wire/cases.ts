/**
 * What a person is told of the case of their complaint, and what they and an owner may say in it.
 * No name of a reviewer, and nothing of any other reporter, stands in these.
 */
import * as v from 'valibot';
import {
  APPEAL_LIMIT,
  APPEAL_OUTCOMES,
  CASE_STAGES,
  COMPLAINT_KINDS,
  COMPLAINT_STATES,
  EXPLANATION_LIMIT,
  IdSchema,
  InstantSchema,
  PROOF_METHODS,
  StatementOfReasonsSchema,
  words,
} from '../redress/index.ts';
import { TokenSchema } from './complaints.ts';

export const PublicRulingSchema = v.object({
  id: IdSchema,
  reasons: StatementOfReasonsSchema,
  ruledAt: InstantSchema,
  publishedAt: v.exactOptional(InstantSchema),
  liftedAt: v.exactOptional(InstantSchema),
  replacedAt: v.exactOptional(InstantSchema),
  /** Until when it can be appealed against. */
  appealUntil: v.exactOptional(InstantSchema),
  isInForce: v.boolean(),
});

export const PublicAppealSchema = v.object({
  id: IdSchema,
  rulingId: IdSchema,
  by: v.picklist(['reporter', 'owner']),
  lodgedAt: InstantSchema,
  decidedAt: v.exactOptional(InstantSchema),
  outcome: v.exactOptional(v.picklist(APPEAL_OUTCOMES)),
  explanation: v.exactOptional(v.string()),
});

/** In the body, as every receipt. */
export const ComplaintCaseRequestSchema = v.strictObject({ receipt: TokenSchema });

export const ComplaintCaseResponseSchema = v.object({
  receipt: TokenSchema,
  kind: v.picklist(COMPLAINT_KINDS),
  state: v.picklist(COMPLAINT_STATES),
  stage: v.picklist(CASE_STAGES),
  receivedAt: InstantSchema,
  /** Cases before this one; while it waits. */
  place: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Hours that half of the cases of late have taken, and nineteen in twenty. */
  usualHours: v.exactOptional(v.object({ median: v.number(), p95: v.number() })),
  /** The rulings that answer it, the newest first. */
  rulings: v.array(PublicRulingSchema),
  appeals: v.array(PublicAppealSchema),
  mayAppeal: v.exactOptional(IdSchema),
});

export const AppealRequestSchema = v.strictObject({
  receipt: TokenSchema,
  rulingId: IdSchema,
  words: words(APPEAL_LIMIT),
});

export const AppealResponseSchema = v.object({ appealId: IdSchema, lodgedAt: InstantSchema });

export const OwnerClaimResponseSchema = v.object({
  /** The key to the claim, as unguessable as a receipt. */
  claim: TokenSchema,
  domain: v.string(),
  method: v.picklist(PROOF_METHODS),
  /** Where the proof belongs: the name of a record, or an address. */
  place: v.string(),
  text: v.string(),
});

export const OwnerClaimKeyRequestSchema = v.strictObject({ claim: TokenSchema });

export const OwnerCasesResponseSchema = v.object({
  domain: v.string(),
  provenAt: v.exactOptional(InstantSchema),
  validUntil: v.exactOptional(InstantSchema),
  cases: v.array(
    v.object({
      id: IdSchema,
      destination: v.string(),
      stage: v.picklist(CASE_STAGES),
      rulings: v.array(PublicRulingSchema),
      appeals: v.array(PublicAppealSchema),
      mayAppeal: v.array(IdSchema),
    }),
  ),
});

export const OwnerAnswerRequestSchema = v.strictObject({
  claim: TokenSchema,
  caseId: IdSchema,
  words: words(EXPLANATION_LIMIT),
});

export const OwnerAppealRequestSchema = v.strictObject({
  claim: TokenSchema,
  caseId: IdSchema,
  rulingId: IdSchema,
  words: words(APPEAL_LIMIT),
});

export type AppealResponse = v.InferOutput<typeof AppealResponseSchema>;
export type PublicRuling = v.InferOutput<typeof PublicRulingSchema>;
export type PublicAppeal = v.InferOutput<typeof PublicAppealSchema>;
export type ComplaintCaseResponse = v.InferOutput<typeof ComplaintCaseResponseSchema>;
export type OwnerClaimResponse = v.InferOutput<typeof OwnerClaimResponseSchema>;
export type OwnerCasesResponse = v.InferOutput<typeof OwnerCasesResponseSchema>;
