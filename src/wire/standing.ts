/** Public look-ups: whether an address is listed, why and since when, asked by hash prefix. */
import * as v from 'valibot';
import { VIOLATIONS } from '../policy/index.ts';
import { HashSchema, IdSchema, InstantSchema, SCOPES } from '../redress/index.ts';
import { LookupRequestSchema } from './lookup.ts';

/** As a look-up: padded, so that nobody is told which address is meant. */
export const StandingRequestSchema = LookupRequestSchema;

export const StandingResponseSchema = v.object({
  /** Every ruling whose expression has a hash under an asked prefix. */
  rulings: v.array(
    v.object({
      fullHash: HashSchema,
      rulingId: IdSchema,
      measure: v.picklist(['list', 'allow', 'none']),
      violation: v.exactOptional(v.picklist(VIOLATIONS)),
      severity: v.exactOptional(v.picklist(['severe', 'lesser'])),
      scope: v.picklist(SCOPES),
      facts: v.string(),
      explanation: v.string(),
      publishedAt: InstantSchema,
      until: v.exactOptional(InstantSchema),
      liftedAt: v.exactOptional(InstantSchema),
      isInForce: v.boolean(),
      /** Lifted or dismissed: no new complaint of this kind counts without a new fact. */
      isSettled: v.boolean(),
    }),
  ),
  padding: v.optional(v.string(), ''),
});

export type StandingResponse = v.InferOutput<typeof StandingResponseSchema>;
