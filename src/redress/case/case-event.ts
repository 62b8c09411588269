/** What happened to a case, in the order in which it did. A case is the fold of these. */
import * as v from 'valibot';
import { CONTEXTS } from '../../policy/index.ts';
import { COMPLAINT_KINDS, NewFactSchema } from '../complaint.ts';
import { InstantSchema } from '../instant.ts';
import { IdSchema, words } from '../text.ts';
import { AppealSchema } from './appeal.ts';
import { DestinationSchema } from './destination.ts';
import { AppealDecisionSchema, RulingSchema } from './ruling.ts';
import { EXPLANATION_LIMIT } from './statement-of-reasons.ts';

/** `ruling` for the case's own, else the id of the appeal that is to be decided. */
export const TaskIdSchema = IdSchema;

/** The task of ruling on what is waiting; no appeal may have this id. */
export const RULING_TASK = 'ruling';

/**
 * What a complaint does to its case: it waits for a ruling; it says what a ruling in force already
 * says; or it repeats what was dismissed or lifted, without any new fact.
 */
export const COMPLAINT_EFFECTS = ['waits', 'covered', 'set-aside'] as const;

export type ComplaintEffect = (typeof COMPLAINT_EFFECTS)[number];

export const CaseComplaintSchema = v.object({
  id: IdSchema,
  /** How the caller knows the reporter again; never a name. */
  reporter: IdSchema,
  kind: v.picklist(COMPLAINT_KINDS),
  context: v.picklist(CONTEXTS),
  /** Canonical, of the innermost destination. */
  address: v.string(),
  at: InstantSchema,
  newFact: v.exactOptional(NewFactSchema),
  /** Until when it waits behind those of others: of somebody who was warned before. */
  limitedUntil: v.exactOptional(InstantSchema),
  effect: v.picklist(COMPLAINT_EFFECTS),
  /** The ruling that answers it already, where it need not wait. */
  rulingId: v.exactOptional(IdSchema),
});

export type CaseComplaint = v.InferOutput<typeof CaseComplaintSchema>;

const at = InstantSchema;
const by = IdSchema;
const task = TaskIdSchema;
const rulingId = IdSchema;

export const CaseEventSchema = v.variant('kind', [
  v.object({
    kind: v.literal('case.opened'),
    at,
    caseId: IdSchema,
    destination: DestinationSchema,
  }),
  v.object({ kind: v.literal('complaint.joined'), at, complaint: CaseComplaintSchema }),
  /** So many reporters that do not belong together, in a short time. */
  v.object({ kind: v.literal('case.hurried'), at, reporters: v.number() }),
  v.object({ kind: v.literal('task.claimed'), at, task, by, until: InstantSchema }),
  v.object({
    kind: v.literal('task.released'),
    at,
    task,
    by,
    because: v.picklist(['given-back', 'taken-away', 'lapsed']),
  }),
  v.object({ kind: v.literal('ruling.proposed'), at, ruling: RulingSchema }),
  v.object({ kind: v.literal('ruling.made'), at, ruling: RulingSchema }),
  v.object({
    kind: v.literal('decision.proposed'),
    at,
    appealId: IdSchema,
    decision: AppealDecisionSchema,
  }),
  v.object({
    kind: v.literal('appeal.decided'),
    at,
    appealId: IdSchema,
    decision: AppealDecisionSchema,
  }),
  v.object({
    kind: v.literal('proposal.returned'),
    at,
    task,
    by,
    why: words(EXPLANATION_LIMIT),
  }),
  v.object({ kind: v.literal('ruling.published'), at, rulingId }),
  v.object({
    kind: v.literal('ruling.lifted'),
    at,
    rulingId,
    by,
    why: words(EXPLANATION_LIMIT),
    appealId: v.exactOptional(IdSchema),
  }),
  v.object({ kind: v.literal('appeal.lodged'), at, appeal: AppealSchema }),
  v.object({
    kind: v.literal('owner.answered'),
    at,
    claimId: IdSchema,
    words: words(EXPLANATION_LIMIT),
  }),
  /** A reviewer saw that what was upheld is gone from its destination, or is there again. */
  v.object({ kind: v.literal('removal.noted'), at, rulingId, by }),
  v.object({ kind: v.literal('return.noted'), at, rulingId, by }),
]);

export type CaseEvent = v.InferOutput<typeof CaseEventSchema>;

export type CaseEventKind = CaseEvent['kind'];
