/**
 * What the public log tells: enough for anybody to count every figure again, and nothing of a
 * person. An address stands there as the SHA-256 of its expression alone.
 */
import * as v from 'valibot';
import { GRADES, VIOLATIONS } from '../../policy/index.ts';
import { APPEAL_OUTCOMES, REACHES } from '../case/ruling.ts';
import { AUTOMATIONS, SCOPES } from '../case/statement-of-reasons.ts';
import { InstantSchema } from '../instant.ts';
import { IdSchema } from '../text.ts';

export const HashSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits'));

const rulingId = IdSchema;
const providerId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/, 'expected a provider'));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const PublicFactSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('ruling.published'),
    rulingId,
    measure: v.picklist(['list', 'allow', 'none']),
    /** With `list` alone. */
    violation: v.exactOptional(v.picklist(VIOLATIONS)),
    severity: v.exactOptional(v.picklist(['severe', 'lesser'])),
    scope: v.picklist(SCOPES),
    /** SHA-256 of the expression that it covers. */
    covers: HashSchema,
    until: v.exactOptional(InstantSchema),
    automation: v.picklist(AUTOMATIONS),
    /** SHA-256 of the canonical JSON of its statement of reasons. */
    reasons: HashSchema,
    reach: v.picklist(REACHES),
    /** How many complaints it answers. */
    complaints: Count,
    isSeconded: v.boolean(),
    providerId: v.exactOptional(providerId),
    /** The ruling in whose place it stands. */
    replaces: v.exactOptional(rulingId),
    receivedAt: InstantSchema,
    claimedAt: v.exactOptional(InstantSchema),
    ruledAt: InstantSchema,
  }),
  v.strictObject({
    kind: v.literal('ruling.lifted'),
    rulingId,
    isOnAppeal: v.boolean(),
  }),
  v.strictObject({
    kind: v.literal('appeal.lodged'),
    rulingId,
    by: v.picklist(['reporter', 'owner']),
  }),
  v.strictObject({
    kind: v.literal('appeal.decided'),
    rulingId,
    outcome: v.picklist(APPEAL_OUTCOMES),
    lodgedAt: InstantSchema,
  }),
  v.strictObject({ kind: v.literal('removal.noted'), rulingId }),
  v.strictObject({ kind: v.literal('return.noted'), rulingId }),
  /** How much a provider is used, in units of `credit.exposureUnit` of the policy, and who says so. */
  v.strictObject({
    kind: v.literal('exposure.set'),
    providerId,
    units: v.pipe(v.number(), v.minValue(0.01), v.maxValue(1000)),
    source: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  }),
  v.strictObject({
    kind: v.literal('grade.changed'),
    providerId,
    grade: v.picklist(GRADES),
    former: v.picklist(GRADES),
    credit: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  }),
  v.strictObject({
    kind: v.literal('ruleset.published'),
    version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    /** Its place in the log of versions. */
    head: HashSchema,
    /** Number of the last entry of this log that is in it. */
    upTo: Count,
  }),
]);

export type PublicFact = v.InferOutput<typeof PublicFactSchema>;

export type PublicFactKind = PublicFact['kind'];
