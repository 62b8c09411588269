/**
 * The verdict look-up: padded batches of hash prefixes go out, full hashes with their rules come
 * back. The service is not told which of the prefixes were asked in earnest.
 */
import * as v from 'valibot';
import { EVIDENCE_LIMIT, isSevere, VIOLATIONS } from '../policy/index.ts';

/** Batches are padded to one of these numbers of prefixes, so that their size tells little. */
export const BATCH_SIZES = [16, 64, 256] as const;

export const PREFIX_BYTES = 4;

const HashPrefixSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/, 'expected 8 hex digits'));
const FullHashSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits'));
const Seconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7 * 86_400));

export const LookupRequestSchema = v.strictObject({
  prefixes: v.pipe(
    v.array(HashPrefixSchema),
    v.check(
      (prefixes) => BATCH_SIZES.some((size) => size === prefixes.length),
      `expected ${BATCH_SIZES.join(', ')} prefixes`,
    ),
  ),
});

/**
 * What a rule says, with its evidence. A service of a former version does not tell the severity:
 * then it is the violation's, and no service makes a severe violation a lesser one.
 */
const MatchSchema = v.pipe(
  v.object({
    fullHash: FullHashSchema,
    effect: v.picklist(['listed', 'allowed']),
    violation: v.picklist(VIOLATIONS),
    severity: v.optional(v.picklist(['severe', 'lesser']), 'lesser'),
    list: v.pipe(v.string(), v.maxLength(64)),
    listedOn: v.exactOptional(v.pipe(v.string(), v.isoDate())),
    evidence: v.exactOptional(v.pipe(v.string(), v.maxLength(EVIDENCE_LIMIT))),
  }),
  v.transform((match) => ({
    ...match,
    severity: isSevere(match.violation) ? ('severe' as const) : match.severity,
  })),
);

export const LookupResponseSchema = v.object({
  rulesetVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** How long, in seconds, the absence of a full hash under an asked prefix may be relied on. */
  negativeTtl: Seconds,
  /** How long, in seconds, the matches may be relied on. */
  positiveTtl: Seconds,
  matches: v.pipe(v.array(MatchSchema), v.maxLength(10_000)),
  /** Filler that rounds the answer's size up, so that it does not tell what was found. */
  padding: v.optional(v.string(), ''),
});

export type LookupRequest = v.InferOutput<typeof LookupRequestSchema>;
export type LookupResponse = v.InferOutput<typeof LookupResponseSchema>;
