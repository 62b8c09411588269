/** A challenge to a ruling, by somebody whose complaint it dismissed or by the destination's owner. */
import * as v from 'valibot';
import { InstantSchema } from '../instant.ts';
import { IdSchema, words } from '../text.ts';

export const APPEAL_LIMIT = 4000;

/** From the day on which the ruling was published. */
export const APPEAL_MONTHS = 6;

export const AppealSchema = v.object({
  id: IdSchema,
  rulingId: IdSchema,
  by: v.picklist(['reporter', 'owner']),
  /** The reporter's complaint, or the owner's claim. */
  standing: IdSchema,
  /** The appeal that it is decided with: that of another reporter, undecided when this one came. */
  joins: v.exactOptional(IdSchema),
  at: InstantSchema,
  words: words(APPEAL_LIMIT),
});

export type Appeal = v.InferOutput<typeof AppealSchema>;
