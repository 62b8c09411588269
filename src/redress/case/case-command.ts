/**
 * What somebody wants to do to a case: who, when, and what. Ids and the instant come in from
 * outside. A command is taken wholly or refused wholly, by `decide`.
 */
import * as v from 'valibot';
import { CONTEXTS } from '../../policy/index.ts';
import { ADDRESS_LIMIT, COMPLAINT_KINDS, NewFactSchema } from '../complaint.ts';
import { InstantSchema } from '../instant.ts';
import { IdSchema, words } from '../text.ts';
import { ActorSchema } from './actor.ts';
import { APPEAL_LIMIT } from './appeal.ts';
import { RULING_TASK, TaskIdSchema } from './case-event.ts';
import { APPEAL_OUTCOMES, RulingDraftSchema } from './ruling.ts';
import { EXPLANATION_LIMIT } from './statement-of-reasons.ts';

const who = { actor: ActorSchema, at: InstantSchema };
const task = TaskIdSchema;
const why = words(EXPLANATION_LIMIT);

export const CaseCommandSchema = v.variant('kind', [
  v.strictObject({
    ...who,
    kind: v.literal('complain'),
    /** The id under which the case is opened, where there is none yet. */
    caseId: IdSchema,
    complaint: v.strictObject({
      id: IdSchema,
      kind: v.picklist(COMPLAINT_KINDS),
      context: v.picklist(CONTEXTS),
      /** As the reporter gave it. */
      address: v.pipe(v.string(), v.maxLength(ADDRESS_LIMIT)),
      newFact: v.exactOptional(NewFactSchema),
      limitedUntil: v.exactOptional(InstantSchema),
    }),
  }),
  v.strictObject({
    ...who,
    kind: v.literal('hurry'),
    /** How many reporters that do not belong together, as `velocityOf` counts them. */
    reporters: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  }),
  v.strictObject({ ...who, kind: v.literal('claim'), task }),
  v.strictObject({ ...who, kind: v.literal('release'), task }),
  v.strictObject({
    ...who,
    kind: v.literal('rule'),
    rulingId: IdSchema,
    draft: RulingDraftSchema,
  }),
  v.strictObject({
    ...who,
    kind: v.literal('decide'),
    appealId: IdSchema,
    outcome: v.picklist(APPEAL_OUTCOMES),
    explanation: why,
    /** With `changed` alone: what stands in the ruling's place. */
    replacement: v.exactOptional(v.strictObject({ rulingId: IdSchema, draft: RulingDraftSchema })),
  }),
  v.strictObject({ ...who, kind: v.literal('confirm'), task }),
  v.strictObject({ ...who, kind: v.literal('return'), task, why }),
  v.strictObject({ ...who, kind: v.literal('publish'), rulingId: IdSchema }),
  v.strictObject({ ...who, kind: v.literal('answer'), words: why }),
  v.strictObject({
    ...who,
    kind: v.literal('appeal'),
    appealId: v.pipe(IdSchema, v.notValue(RULING_TASK)),
    rulingId: IdSchema,
    /** The complaint of a reporter, whose receipt the caller has seen. */
    complaintId: v.exactOptional(IdSchema),
    words: words(APPEAL_LIMIT),
  }),
  v.strictObject({ ...who, kind: v.literal('lift'), rulingId: IdSchema, why }),
  v.strictObject({ ...who, kind: v.literal('note-removal'), rulingId: IdSchema }),
  v.strictObject({ ...who, kind: v.literal('note-return'), rulingId: IdSchema }),
]);

export type CaseCommand = v.InferOutput<typeof CaseCommandSchema>;

export type CommandKind = CaseCommand['kind'];

export type CommandOf<Kind extends CommandKind> = Extract<CaseCommand, { readonly kind: Kind }>;
