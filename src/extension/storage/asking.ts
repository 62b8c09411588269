/** What is kept of asking the policy service: what was sent, and when it may be asked again. */
import * as v from 'valibot';
import { defineItem } from './item.ts';
import { by, Count, Instant, listBy } from './parsers.ts';

const SentOnDaySchema = v.object({
  /** YYYY-MM-DD. */
  day: v.string(),
  /** Address of the service; '' where a former version did not note it. */
  to: v.optional(v.string(), ''),
  requests: Count,
  prefixes: Count,
  bytes: Count,
});

/** How much look-ups have sent to whom, on each of the last days. */
export const sentByDay = defineItem<readonly v.InferOutput<typeof SentOnDaySchema>[]>(
  'sent-by-day',
  { area: 'local', fallback: [], parse: listBy(SentOnDaySchema) },
);

const LookUpEntrySchema = v.object({
  at: Instant,
  to: v.optional(v.string(), ''),
  prefixes: v.pipe(v.array(v.string()), v.readonly()),
  bytes: Count,
  isAnswered: v.boolean(),
});

/** The last look-ups as they went out, newest first. */
export const lookUpLog = defineItem<readonly v.InferOutput<typeof LookUpEntrySchema>[]>(
  'look-up-log',
  { area: 'session', fallback: [], parse: listBy(LookUpEntrySchema) },
);

/** Makes the decoys of look-ups; empty until it is made. Never sent. */
export const decoySecret = defineItem('decoy-secret', {
  area: 'local',
  fallback: '',
  parse: by(v.pipe(v.string(), v.minLength(22), v.maxLength(64))),
});

const BackOffSchema = v.object({
  failures: Count,
  notBefore: Instant,
  succeededAt: Instant,
  askedUntil: v.optional(Instant),
});

const NOT_ASKED_YET = { failures: 0, notBefore: 0, succeededAt: 0 };

/** How the verdict look-up of the service stands. */
export const lookupBackOff = defineItem<v.InferOutput<typeof BackOffSchema>>('lookup-back-off', {
  area: 'session',
  fallback: NOT_ASKED_YET,
  parse: by(BackOffSchema),
});

export const outboxBackOff = defineItem<v.InferOutput<typeof BackOffSchema>>('outbox-back-off', {
  area: 'session',
  fallback: NOT_ASKED_YET,
  parse: by(BackOffSchema),
});

/** When the states of complaints were last asked for. */
export const statesAskedAt = defineItem('states-asked-at', {
  area: 'session',
  fallback: 0,
  parse: by(Instant),
});

/** The same of those that were ruled on. */
export const ruledAskedAt = defineItem('ruled-asked-at', {
  area: 'session',
  fallback: 0,
  parse: by(Instant),
});

const BucketSchema = v.object({ tokens: v.number(), at: Instant });

/** How many look-up requests may still go out. */
export const lookupBudget = defineItem<v.InferOutput<typeof BucketSchema> | undefined>(
  'lookup-budget',
  { area: 'session', fallback: undefined, parse: by(BucketSchema) },
);
