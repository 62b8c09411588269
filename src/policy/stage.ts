/**
 * One step of a staged opening: from when, from which version, in which contexts, for which
 * categories, for which share of users, approved by whom. A stage speaks only where all of its
 * conditions hold.
 */
import * as v from 'valibot';
import { ACTIONS } from './action.ts';
import { CATEGORIES, type Category } from './category.ts';
import { CONTEXTS, type Context } from './context.ts';

const Version = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}(\.\d{1,5}){0,3}$/, 'expected a version like 1.2.3'),
);

const MAXIMUM_ZONE_HOURS = 14;

const ISO_8601 =
  /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?:(:\d{2})(\.\d{1,3})?)?(?:Z|([+-])(\d{2}):(\d{2}))?)?$/;
const ZONED = /T.*(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds since the epoch of an ISO 8601 date or instant; in UTC where it names no zone.
 * Undefined for everything else and for days and hours that no calendar has, which `Date.parse`
 * would move to other ones.
 */
export function instantOf(text: string): number | undefined {
  const match = ISO_8601.exec(text);
  if (match === null) return undefined;
  const [, day = '', minute = '00:00', second = ':00', fraction = '', sign, hours, minutes] = match;
  const local = `${day}T${minute}${second}`;
  const instant = Date.parse(`${local}${fraction}Z`);
  if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(local)) return undefined;
  const [zoneHours, zoneMinutes] = [Number(hours ?? 0), Number(minutes ?? 0)];
  if (zoneHours > MAXIMUM_ZONE_HOURS || zoneMinutes > 59) return undefined;
  const offset = (zoneHours * 60 + zoneMinutes) * 60_000;
  return instant - (sign === '-' ? -offset : offset);
}

export const StageSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  /** ISO 8601 instant from which the stage is in force. */
  from: v.pipe(
    v.string(),
    v.check(
      (text) => ZONED.test(text) && instantOf(text) !== undefined,
      'expected an ISO 8601 instant that exists, with its zone',
    ),
  ),
  minimumVersion: Version,
  contexts: v.pipe(v.array(v.picklist(CONTEXTS)), v.minLength(1)),
  /** All categories, and destinations without one, when absent. */
  categories: v.optional(v.pipe(v.array(v.picklist(CATEGORIES)), v.minLength(1))),
  /** Share of users, 0 to 1, by a stable local number. */
  share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  action: v.picklist(ACTIONS),
  approvedBy: v.strictObject({
    who: v.pipe(v.string(), v.minLength(1)),
    on: v.pipe(v.string(), v.isoDate()),
    record: v.pipe(v.string(), v.minLength(1)),
  }),
});

export type Stage = v.InferOutput<typeof StageSchema>;

export interface StageFacts {
  readonly context: Context;
  readonly category: Category | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Version of the client, like 1.2.3. */
  readonly version: string;
  /** The client's stable number in [0, 1). */
  readonly share: number;
}

export function isInForce(stage: Stage, facts: StageFacts): boolean {
  return (
    facts.now >= Date.parse(stage.from) &&
    isAtLeast(facts.version, stage.minimumVersion) &&
    facts.share < stage.share &&
    stage.contexts.includes(facts.context) &&
    (stage.categories === undefined ||
      (facts.category !== undefined && stage.categories.includes(facts.category)))
  );
}

function isAtLeast(version: string, minimum: string): boolean {
  const have = version.split('.').map(Number);
  for (const [index, need] of minimum.split('.').map(Number).entries()) {
    const difference = (have[index] ?? 0) - need;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
