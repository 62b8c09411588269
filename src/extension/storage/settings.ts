/** Every stored item, in one file: reading it tells everything that is kept outside of the database. */
import * as v from 'valibot';
import {
  ACTIONS,
  CONTEXTS,
  type Exception,
  ExceptionSchema,
  LOOKUP_MODES,
  type LookupMode,
  NO_PERSONAL_SETTINGS,
  type PersonalSettings,
  PersonalSettingsSchema,
  type SiteDefinition,
  SiteSchema,
  VIOLATIONS,
} from '../../policy/index.ts';
import { defineItem } from './item.ts';

/** A parser that takes what the schema takes. */
export function by<T>(schema: v.GenericSchema<unknown, T>): (value: unknown) => T | undefined {
  return (value) => {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : undefined;
  };
}

/** One entry that does not parse does not cost the person the others. */
function listBy<T>(schema: v.GenericSchema<unknown, T>): (value: unknown) => T[] | undefined {
  const parse = by(schema);
  return (value) =>
    Array.isArray(value)
      ? value.flatMap((entry) => {
          const parsed = parse(entry);
          return parsed === undefined ? [] : [parsed];
        })
      : undefined;
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Milliseconds since the epoch. */
const Instant = v.pipe(v.number(), v.finite());

/** The person's choices. */
export const personal = defineItem<PersonalSettings>('personal', {
  area: 'local',
  fallback: NO_PERSONAL_SETTINGS,
  parse: by(PersonalSettingsSchema),
});

/** Whether what is being written is looked at for links that would be stopped; null for "as usual". */
export const hints = defineItem<boolean | null>('hints', {
  area: 'local',
  fallback: null,
  parse: by(v.nullable(v.boolean())),
});

export const exceptions = defineItem<readonly Exception[]>('exceptions', {
  area: 'local',
  fallback: [],
  parse: listBy(ExceptionSchema),
});

/** Those that hold until the browser closes; the questions that were answered are among them. */
export const sessionExceptions = defineItem<readonly Exception[]>('session-exceptions', {
  area: 'session',
  fallback: [],
  parse: listBy(ExceptionSchema),
});

const GateCountsSchema = v.object({
  /** Milliseconds since the epoch; 0 before the first. */
  since: Instant,
  asked: Count,
  answered: Count,
  warned: Count,
  wentOn: Count,
});

export type GateCounts = v.InferOutput<typeof GateCountsSchema>;

/** How often a gate asked or warned, and how often the person went on. For nobody else. */
export const gateCounts = defineItem<GateCounts>('gate-counts', {
  area: 'local',
  fallback: { since: 0, asked: 0, answered: 0, warned: 0, wentOn: 0 },
  parse: by(GateCountsSchema),
});

/** Whether the browser's notifications tell of a ruling. */
export const notifyRulings = defineItem('notify-rulings', {
  area: 'local',
  fallback: false,
  parse: by(v.boolean()),
});

/** Hosts that the person turned on, as the browser's patterns. */
export const turnedOn = defineItem<readonly string[]>('turned-on', {
  area: 'local',
  fallback: [],
  parse: listBy(v.pipe(v.string(), v.maxLength(300))),
});

/** Ids of the sites whose adapter the person switched off. */
export const sitesOff = defineItem<readonly string[]>('sites-off', {
  area: 'local',
  fallback: [],
  parse: listBy(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/))),
});

/** The person's own sites, as they were written: what may be left out is still left out. */
export const customSites = defineItem<readonly SiteDefinition[]>('custom-sites', {
  area: 'local',
  fallback: [],
  parse: (value) =>
    Array.isArray(value)
      ? value.filter((entry): entry is SiteDefinition => v.is(SiteSchema, entry))
      : undefined,
});

/** What the administrator had set when the browser last told all of it. */
export const managedCopy = defineItem<Readonly<Record<string, unknown>>>('managed', {
  area: 'local',
  fallback: {},
  parse: by(v.record(v.string(), v.unknown())),
});

/** Since when the browser tells less than that copy holds; 0 where it does not. */
export const managedMissing = defineItem('managed-missing', {
  area: 'session',
  fallback: 0,
  parse: by(Instant),
});

/** Stable number in [0, 1) that places the person in staged openings; -1 until it is made. */
export const share = defineItem('share', {
  area: 'local',
  fallback: -1,
  parse: by(v.pipe(v.number(), v.minValue(0), v.ltValue(1))),
});

/** How much may be asked of the policy service about links; null until the person chose. */
export const lookups = defineItem<LookupMode | null>('lookups', {
  area: 'local',
  fallback: null,
  parse: by(v.nullable(v.picklist(LOOKUP_MODES))),
});

const SentOnDaySchema = v.object({
  /** YYYY-MM-DD. */
  day: v.string(),
  requests: Count,
  prefixes: Count,
  bytes: Count,
});

/** How much look-ups have sent, on each of the last days. */
export const sentByDay = defineItem<readonly v.InferOutput<typeof SentOnDaySchema>[]>(
  'sent-by-day',
  { area: 'local', fallback: [], parse: listBy(SentOnDaySchema) },
);

/** Whether the last look-ups are kept for the person to see. */
export const logsLookUps = defineItem('logs-look-ups', {
  area: 'local',
  fallback: true,
  parse: by(v.boolean()),
});

const LookUpEntrySchema = v.object({
  at: Instant,
  prefixes: v.pipe(v.array(v.string()), v.readonly()),
  bytes: Count,
  isAnswered: v.boolean(),
});

/** The last look-ups as they went out, newest first. */
export const lookUpLog = defineItem<readonly v.InferOutput<typeof LookUpEntrySchema>[]>(
  'look-up-log',
  { area: 'session', fallback: [], parse: listBy(LookUpEntrySchema) },
);

const HandedLinkSchema = v.object({ href: v.string(), text: v.string(), site: v.string() });

/** A link on its way from a menu to "try a link". */
export const handedLink = defineItem<v.InferOutput<typeof HandedLinkSchema> | null>('handed-link', {
  area: 'session',
  fallback: null,
  parse: by(v.nullable(HandedLinkSchema)),
});

const ComplaintSubjectSchema = v.object({ address: v.string(), context: v.picklist(CONTEXTS) });

/** A link on its way from a menu to the form of a complaint. */
export const complaintSubject = defineItem<v.InferOutput<typeof ComplaintSubjectSchema> | null>(
  'complaint-subject',
  { area: 'session', fallback: null, parse: by(v.nullable(ComplaintSubjectSchema)) },
);

/** Makes the decoys of look-ups; empty until it is made. Never sent. */
export const decoySecret = defineItem('decoy-secret', {
  area: 'local',
  fallback: '',
  parse: by(v.pipe(v.string(), v.minLength(22), v.maxLength(64))),
});

/** No ruleset below this version is taken any more. Kept here and in the database. */
export const versionFloor = defineItem('version-floor', {
  area: 'local',
  fallback: 0,
  parse: by(Count),
});

/** A version whose vouchers were replaced or revoked: it keeps nothing out any longer; 0 for none. */
export const voidedFloor = defineItem('voided-floor', {
  area: 'local',
  fallback: 0,
  parse: by(Count),
});

/** The number of the newest root that was held; 0 for the packaged one. The roots are in the database. */
export const rootFloor = defineItem('root-floor', {
  area: 'local',
  fallback: 0,
  parse: by(Count),
});

const KeptRevocationSchema = v.object({
  /** Who may revoke, in the root by which it was verified: under another it does not count. */
  role: v.string(),
  revocation: v.object({
    format: v.literal(1),
    number: Count,
    issuedAt: v.string(),
    keyIds: v.array(v.string()),
    versions: v.array(v.number()),
  }),
});

export type KeptRevocation = v.InferOutput<typeof KeptRevocationSchema>;

export const parseRevocation = by(KeptRevocationSchema);

/** What the publisher has revoked, as it was verified. Kept here and in the database. */
export const revocation = defineItem<KeptRevocation | undefined>('revocation', {
  area: 'local',
  fallback: undefined,
  parse: parseRevocation,
});

const UpdateCheckSchema = v.object({
  at: Instant,
  failures: Count,
});

/** When the ruleset was last looked for, and how often in a row that failed. */
export const updateCheck = defineItem<v.InferOutput<typeof UpdateCheckSchema>>('update-check', {
  area: 'local',
  fallback: { at: 0, failures: 0 },
  parse: by(UpdateCheckSchema),
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

const BucketSchema = v.object({ tokens: v.number(), at: Instant });

/** How many look-up requests may still go out. */
export const lookupBudget = defineItem<v.InferOutput<typeof BucketSchema> | undefined>(
  'lookup-budget',
  { area: 'session', fallback: undefined, parse: by(BucketSchema) },
);

const KeptLinkSchema = v.object({
  site: v.string(),
  href: v.string(),
  text: v.string(),
  context: v.picklist(CONTEXTS),
});

export type KeptLink = v.InferOutput<typeof KeptLinkSchema>;

const StoppedBatchSchema = v.object({
  /** Milliseconds since the epoch. */
  at: Instant,
  /** By the number in their sentinel addresses. */
  links: v.array(KeptLinkSchema),
});

/** Links that are stopped in a page, kept for the session under `stopped-<batch>`. */
export const parseStoppedBatch = by(StoppedBatchSchema);

const GateSchema = v.object({
  id: v.string(),
  /** Null until the gate's tab is known. */
  tabId: v.nullable(v.number()),
  link: KeptLinkSchema,
  /** What the gate said last; missing until it was asked for. */
  shown: v.optional(v.picklist(ACTIONS)),
  /** Set where no link was pressed: the net stopped a page, or it was seen on its way. */
  met: v.optional(v.picklist(['blocked', 'opened'])),
});

export type Gate = v.InferOutput<typeof GateSchema>;

/** Which link each open gate stands for, oldest first. */
export const gates = defineItem<readonly Gate[]>('gates', {
  area: 'session',
  fallback: [],
  parse: listBy(GateSchema),
});

/** Which listed hosts the browser was given rules for, as an id; empty for none. */
export const netListed = defineItem('net-listed', {
  area: 'local',
  fallback: '',
  parse: by(v.pipe(v.string(), v.maxLength(4096))),
});

/** The same id, once the browser said in this session that these rules are there. */
export const netChecked = defineItem('net-checked', {
  area: 'session',
  fallback: '',
  parse: by(v.string()),
});

const SeenStopSchema = v.object({
  match: v.object({
    expression: v.string(),
    effect: v.literal('listed'),
    violation: v.picklist(VIOLATIONS),
    severity: v.picklist(['severe', 'lesser']),
    list: v.string(),
  }),
  source: v.object({ via: v.picklist(['service', 'ruleset', 'seed']), rulesetVersion: Count }),
  link: KeptLinkSchema,
});

export type SeenStop = v.InferOutput<typeof SeenStopSchema>;

/** Severely listed destinations of links that were stopped in a chat, oldest first. */
export const seenStops = defineItem<readonly SeenStop[]>('seen-stops', {
  area: 'session',
  fallback: [],
  parse: listBy(SeenStopSchema),
});

const VisitSchema = v.object({ tabId: Count, host: v.string() });

export type Visit = v.InferOutput<typeof VisitSchema>;

/** Where people went on to from a gate: one host for each tab. */
export const visits = defineItem<readonly Visit[]>('visits', {
  area: 'session',
  fallback: [],
  parse: listBy(VisitSchema),
});

const WatchedTabSchema = v.object({
  tabId: Count,
  site: v.string(),
  context: v.picklist(CONTEXTS),
});

export type WatchedTab = v.InferOutput<typeof WatchedTabSchema>;

/** The tabs of guarded pages, and those that were opened from one. */
export const watchedTabs = defineItem<readonly WatchedTab[]>('watched-tabs', {
  area: 'session',
  fallback: [],
  parse: listBy(WatchedTabSchema),
});

const GateInViewSchema = v.object({ tabId: Count, href: v.string(), isShown: v.boolean() });

/** Tabs in which a gate stands, or soon will, for an address that was met on the way. */
export const gatesInView = defineItem<readonly v.InferOutput<typeof GateInViewSchema>[]>(
  'gates-in-view',
  { area: 'session', fallback: [], parse: listBy(GateInViewSchema) },
);

/** Tabs whose page fights the guard, so that it gave up there. */
export const degradedTabs = defineItem<readonly number[]>('degraded-tabs', {
  area: 'session',
  fallback: [],
  parse: listBy(Count),
});
