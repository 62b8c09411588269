/**
 * What a browser of an organisation counts in a day, for that organisation's own service, where an
 * administrator turned it on. Nothing in it names a browser, a person, an address or a site.
 */
import * as v from 'valibot';
import { ACTIONS, CATEGORIES, CONTEXTS } from '../policy/index.ts';

const Version = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000));

/** Where nothing is known of whose the destination is. */
export const NO_CATEGORY = 'none';

export const FleetCountSchema = v.strictObject({
  action: v.picklist(ACTIONS),
  category: v.picklist([...CATEGORIES, NO_CATEGORY]),
  context: v.picklist(CONTEXTS),
  /** Different links. */
  count: Count,
});

export type FleetCount = v.InferOutput<typeof FleetCountSchema>;

export const FleetReportSchema = v.strictObject({
  format: v.literal(1),
  /** Of the extension. */
  version: v.pipe(v.string(), v.regex(/^\d{1,5}(?:\.\d{1,5}){0,3}$/, 'expected a version')),
  /** 0 where none is in force. */
  rulesetVersion: Version,
  state: v.picklist(['protecting', 'degraded', 'not-protecting']),
  /** What is wrong, as codes. */
  problems: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/, 'expected a code'))),
    v.maxLength(32),
  ),
  counts: v.pipe(
    v.array(FleetCountSchema),
    v.maxLength(ACTIONS.length * (CATEGORIES.length + 1) * CONTEXTS.length),
  ),
});

export type FleetReport = v.InferOutput<typeof FleetReportSchema>;

const Sum = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** YYYY-MM-DD. */
const Day = v.pipe(v.string(), v.isoDate());

const FleetDaySchema = v.object({
  day: Day,
  reports: Sum,
  /** Reports that say that something is wrong. */
  troubled: Sum,
  /** Different links, by what was done with them. */
  links: v.object({ open: Sum, ask: Sum, warn: Sum, block: Sum }),
});

export type FleetDay = v.InferOutput<typeof FleetDaySchema>;

/** What the desk shows of it: nothing that fewer reports of a day say than the smallest group. */
export const DeskFleetSchema = v.object({
  /** Whether this service takes reports. */
  isTaken: v.boolean(),
  from: Day,
  to: Day,
  smallestGroup: Sum,
  /** Of which enough reports came, in order. */
  days: v.array(FleetDaySchema),
  /** Of all days: what is counted, and how often. */
  lines: v.array(v.object({ kind: v.string(), name: v.string(), amount: Sum, reports: Sum })),
  /** More is left out, for coming from too few. */
  isPartial: v.boolean(),
});

export type DeskFleet = v.InferOutput<typeof DeskFleetSchema>;

export const FleetAnswerSchema = v.object({ status: v.literal('added') });
