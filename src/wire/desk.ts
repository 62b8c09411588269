/** What reviewers see of the cases, and what they send. Who they are is known from their session. */
import * as v from 'valibot';
import {
  APPEAL_OUTCOMES,
  AppealDecisionSchema,
  AppealSchema,
  CaseComplaintSchema,
  DestinationSchema,
  EXPLANATION_LIMIT,
  IdSchema,
  InstantSchema,
  REFUSAL_CODES,
  RulingDraftSchema,
  RulingSchema,
  TaskIdSchema,
  words,
} from '../redress/index.ts';

const why = words(EXPLANATION_LIMIT);
const task = TaskIdSchema;
/** The version of the case that was on the screen: an act on an older one is refused. */
const version = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** One act on a case, as the desk sends it. */
export const DeskActSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('claim'), version, task }),
  v.strictObject({ kind: v.literal('release'), version, task }),
  v.strictObject({ kind: v.literal('rule'), version, draft: RulingDraftSchema }),
  v.strictObject({
    kind: v.literal('decide'),
    version,
    appealId: IdSchema,
    outcome: v.picklist(APPEAL_OUTCOMES),
    explanation: why,
    draft: v.exactOptional(RulingDraftSchema),
  }),
  v.strictObject({ kind: v.literal('confirm'), version, task }),
  v.strictObject({ kind: v.literal('return'), version, task, why }),
  v.strictObject({ kind: v.literal('publish'), version, rulingId: IdSchema }),
  v.strictObject({ kind: v.literal('lift'), version, rulingId: IdSchema, why }),
  v.strictObject({ kind: v.literal('note-removal'), version, rulingId: IdSchema }),
  v.strictObject({ kind: v.literal('note-return'), version, rulingId: IdSchema }),
]);

export const TASK_PHASES = ['idle', 'open', 'claimed', 'proposed'] as const;

const TaskViewSchema = v.object({
  task,
  phase: v.picklist(TASK_PHASES),
  since: v.exactOptional(InstantSchema),
  claimedBy: v.exactOptional(IdSchema),
  claimedUntil: v.exactOptional(InstantSchema),
  proposal: v.exactOptional(v.union([RulingSchema, AppealDecisionSchema])),
});

export const QueueItemSchema = v.object({
  caseId: IdSchema,
  destination: DestinationSchema,
  task: TaskViewSchema,
  kinds: v.array(v.string()),
  complaints: v.number(),
  /** Those who belong together counted as one. */
  reporters: v.number(),
  isHurried: v.boolean(),
  place: v.number(),
});

export const QueueResponseSchema = v.object({ items: v.array(QueueItemSchema) });

export const CaseViewSchema = v.object({
  id: IdSchema,
  version: v.number(),
  destination: DestinationSchema,
  openedAt: InstantSchema,
  task: TaskViewSchema,
  complaints: v.array(
    v.object({
      ...CaseComplaintSchema.entries,
      comment: v.string(),
      excerpt: v.exactOptional(v.string()),
      /** Reporters with the same number belong together. */
      cluster: v.number(),
      /** 0 to 1: the upheld share of the reporter's decided complaints; absent where there are none. */
      quality: v.exactOptional(v.number()),
    }),
  ),
  rulings: v.array(
    v.object({
      ruling: RulingSchema,
      publishedAt: v.exactOptional(InstantSchema),
      liftedAt: v.exactOptional(InstantSchema),
      replacedAt: v.exactOptional(InstantSchema),
      removals: v.array(InstantSchema),
      returns: v.array(InstantSchema),
    }),
  ),
  appeals: v.array(
    v.object({
      appeal: AppealSchema,
      task: TaskViewSchema,
      decision: v.exactOptional(AppealDecisionSchema),
    }),
  ),
  answers: v.array(v.object({ at: InstantSchema, claimId: IdSchema, words: v.string() })),
});

/** Why an act was refused. The problem `refused` carries the code. */
export const RefusalCodeSchema = v.picklist([...REFUSAL_CODES, 'changed-meanwhile']);

export type DeskAct = v.InferOutput<typeof DeskActSchema>;
export type QueueItem = v.InferOutput<typeof QueueItemSchema>;
export type QueueResponse = v.InferOutput<typeof QueueResponseSchema>;
export type CaseView = v.InferOutput<typeof CaseViewSchema>;

/** The newest acts, as the audit chain has them. */
export const DeskAuditSchema = v.object({
  count: v.number(),
  entries: v.array(
    v.object({
      number: v.number(),
      at: InstantSchema,
      by: v.string(),
      act: v.string(),
      subject: v.string(),
    }),
  ),
});

export type DeskAudit = v.InferOutput<typeof DeskAuditSchema>;
