/** Figures that anybody may read and reckon again: grades, times, equality, and the log. */
import * as v from 'valibot';
import { ACTIONS, CATEGORIES, GRADES } from '../policy/index.ts';
import { HashSchema, IdSchema, InstantSchema, PublicEntrySchema } from '../redress/index.ts';

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Credit = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** In Traditional Chinese as in English when absent. */
const NameSchema = v.object({
  en: v.string(),
  zh: v.string(),
  zhTW: v.exactOptional(v.string()),
});

const CreditPointSchema = v.object({
  at: InstantSchema,
  grade: v.picklist(GRADES),
  credit: Credit,
  low: Credit,
  high: Credit,
});

export const ProviderCreditSchema = v.object({
  providerId: v.string(),
  name: NameSchema,
  category: v.picklist(CATEGORIES),
  grade: v.picklist(GRADES),
  credit: Credit,
  /** The ends of the interval. */
  low: Credit,
  high: Credit,
  upheld: Count,
  /** Counted with their decay. */
  sample: v.number(),
  exposure: v.number(),
  /** Of the rulings whose content was removed. */
  medianRemovalHours: v.exactOptional(v.number()),
  standing: Count,
  returns: Count,
  /** What would raise it by a letter; absent where nothing can. */
  raise: v.exactOptional(
    v.object({
      to: v.picklist(GRADES),
      /** Rulings whose content would have to go. */
      byRemoving: v.exactOptional(v.array(IdSchema)),
      /** Days without another upheld complaint. */
      byDays: v.exactOptional(Count),
    }),
  ),
});

export const ProvidersResponseSchema = v.object({
  at: InstantSchema,
  providers: v.array(ProviderCreditSchema),
});

export const ProviderHistoryResponseSchema = v.object({
  provider: ProviderCreditSchema,
  /** The oldest first. */
  history: v.array(CreditPointSchema),
});

const TimesSchema = v.object({
  count: Count,
  /** Hours; absent where there are none. */
  median: v.exactOptional(v.number()),
  p95: v.exactOptional(v.number()),
});

export const TransparencyResponseSchema = v.object({
  from: InstantSchema,
  to: InstantSchema,
  complaints: v.object({ received: Count, waiting: Count, upheld: Count, dismissed: Count }),
  rulings: v.object({ published: Count, inForce: Count, lifted: Count }),
  appeals: v.object({ lodged: Count, upheld: Count, changed: Count, lifted: Count }),
  times: v.object({
    toClaim: TimesSchema,
    toRuling: TimesSchema,
    toPublication: TimesSchema,
    toAppealDecision: TimesSchema,
  }),
});

const ShareSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

export const EqualityResponseSchema = v.object({
  at: InstantSchema,
  rulesetVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  categories: v.array(
    v.object({
      category: v.picklist(CATEGORIES),
      providers: v.array(
        v.object({
          providerId: v.string(),
          name: NameSchema,
          addresses: Count,
          rates: v.strictObject(v.entriesFromList(ACTIONS, ShareSchema)),
        }),
      ),
      differences: v.array(
        v.object({
          providerId: v.string(),
          action: v.picklist(ACTIONS),
          /** Of this provider, and of the others of its category. */
          rate: ShareSchema,
          usual: ShareSchema,
          rulings: v.array(IdSchema),
          /** Lists without a ruling that make the difference. */
          lists: v.array(v.string()),
          isExplained: v.boolean(),
        }),
      ),
    }),
  ),
});

/** A page of the public log: up to so many entries from a number on. */
export const LOG_PAGE_LIMIT = 500;

export const LogPageResponseSchema = v.object({
  entries: v.pipe(v.array(PublicEntrySchema), v.maxLength(LOG_PAGE_LIMIT)),
  /** Of the whole log. */
  head: v.exactOptional(HashSchema),
  count: Count,
});

export type ProviderCreditAnswer = v.InferOutput<typeof ProviderCreditSchema>;
export type ProvidersResponse = v.InferOutput<typeof ProvidersResponseSchema>;
export type ProviderHistoryResponse = v.InferOutput<typeof ProviderHistoryResponseSchema>;
export type TransparencyResponse = v.InferOutput<typeof TransparencyResponseSchema>;
export type EqualityResponse = v.InferOutput<typeof EqualityResponseSchema>;
export type LogPageResponse = v.InferOutput<typeof LogPageResponseSchema>;
