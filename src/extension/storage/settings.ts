/** What is set on this device, by the person or for them, and which ruleset it holds to. */
import * as v from 'valibot';
import {
  ACTIONS,
  type Exception,
  ExceptionSchema,
  LANGUAGES,
  type Language,
  LOOKUP_MODES,
  type LookupMode,
  NO_PERSONAL_SETTINGS,
  type PersonalSettings,
  PersonalSettingsSchema,
  type SiteDefinition,
  SiteSchema,
} from '../../policy/index.ts';
import { defineItem } from './item.ts';
import { by, Count, Instant, listBy } from './parsers.ts';

/** The person's choices. */
export const personal = defineItem<PersonalSettings>('personal', {
  area: 'local',
  fallback: NO_PERSONAL_SETTINGS,
  parse: parsePersonal,
});

/** A choice of which only a later version knows does not cost the person the others. */
function parsePersonal(value: unknown): PersonalSettings | undefined {
  const parse = by(PersonalSettingsSchema);
  const kinds = by(v.record(v.string(), v.unknown()))(value);
  const choicesOf = by(v.record(v.string(), v.unknown()));
  const kept = Object.keys(PersonalSettingsSchema.entries).flatMap((kind) => {
    const choices = choicesOf(kinds?.[kind]);
    if (choices === undefined) return [];
    const known = Object.entries(choices).filter(([key, one]) => parse({ [kind]: { [key]: one } }));
    return [[kind, Object.fromEntries(known)]];
  });
  return parse(value) ?? (kept.length > 0 ? parse(Object.fromEntries(kept)) : undefined);
}

/** Whether what is being written is looked at for links that would be stopped; null for "as usual". */
export const hints = defineItem<boolean | null>('hints', {
  area: 'local',
  fallback: null,
  parse: by(v.nullable(v.boolean())),
});

/** In which language everything speaks; null until the person chose. */
export const language = defineItem<Language | null>('language', {
  area: 'local',
  fallback: null,
  parse: by(v.nullable(v.picklist(LANGUAGES))),
});

/** What comes of that and of the administrator's: pages read it before they draw anything. */
export const languageInForce = defineItem<Language>('language-in-force', {
  area: 'local',
  fallback: 'browser',
  parse: by(v.picklist(LANGUAGES)),
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

/** When the person wanted that and the browser was about to ask them; 0 where it was not. */
export const notifyWished = defineItem('notify-wished', {
  area: 'session',
  fallback: 0,
  parse: by(Instant),
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

/** Whether the last look-ups are kept for the person to see. */
export const logsLookUps = defineItem('logs-look-ups', {
  area: 'local',
  fallback: true,
  parse: by(v.boolean()),
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

const PublisherSchema = v.object({
  versionFloor: Count,
  voidedFloor: Count,
  rootFloor: Count,
  revocation: v.optional(KeptRevocationSchema),
  updateCheck: UpdateCheckSchema,
});

export type PublisherRecord = v.InferOutput<typeof PublisherSchema>;

/** The last five of each publisher that an administrator set, by the beginning of its root's hash. */
export const publishers = defineItem<Readonly<Record<string, PublisherRecord>>>('publishers', {
  area: 'local',
  fallback: {},
  parse: by(v.record(v.string(), PublisherSchema)),
});

const COUNTED = /^[a-z]+ [a-z-]+ [a-z]+$/;

/** Different links since the last report to an organisation, by action, category and context. */
export const fleetCounts = defineItem<Readonly<Record<string, number>>>('fleet-counts', {
  area: 'local',
  fallback: {},
  parse: by(v.record(v.pipe(v.string(), v.regex(COUNTED)), Count)),
});

/** Different links by what would have been done, while an administrator has it only reported. */
export const reportedCounts = defineItem<Readonly<Record<string, number>>>('reported-counts', {
  area: 'local',
  fallback: {},
  parse: by(v.record(v.pipe(v.string(), v.picklist(ACTIONS)), Count)),
});

/** When the next report is to go out; 0 where none is. */
export const fleetDue = defineItem('fleet-due', {
  area: 'local',
  fallback: 0,
  parse: by(Instant),
});
