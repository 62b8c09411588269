/** What the desk shows of publishing, and what may be ordered there. */
import * as v from 'valibot';
import { VIOLATIONS } from '../policy/index.ts';
import { EXPLANATION_LIMIT, IdSchema, InstantSchema, words } from '../redress/index.ts';

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** `publish`: make a ruleset now. `hold`: lists and rulings have no say. `release`: they have again. */
export const PUBLISH_ORDERS = ['publish', 'hold', 'release'] as const;

export const PublishOrderRequestSchema = v.strictObject({
  kind: v.picklist(PUBLISH_ORDERS),
  why: words(EXPLANATION_LIMIT),
});

const SourceStateSchema = v.object({
  list: v.string(),
  /** Without what may be secret in an address: who asks, and its query. */
  from: v.string(),
  violation: v.picklist(VIOLATIONS),
  mayAllow: v.boolean(),
  /** Absent for a list that is read whenever a ruleset is made. */
  gates: v.exactOptional(
    v.object({
      everyHours: v.number(),
      minEntries: Count,
      mayShrink: v.boolean(),
      /** SHA-256 of the one content that is taken, in hex. */
      pinned: v.exactOptional(v.string()),
    }),
  ),
  /** Of the copy that is kept. */
  entries: v.exactOptional(Count),
  fetchedAt: v.exactOptional(InstantSchema),
  /** Why what came last was not taken. */
  refusal: v.exactOptional(v.object({ code: v.string(), reason: v.string() })),
});

/** As the node that publishes tells it. */
export const PublishingStateSchema = v.object({
  at: InstantSchema,
  version: Count,
  ruleCount: Count,
  publishedAt: InstantSchema,
  expiresAt: InstantSchema,
  /** Of the ruleset in force. */
  lists: v.array(v.object({ list: v.string(), date: v.nullable(v.string()), ruleCount: Count })),
  sources: v.array(SourceStateSchema),
  /** The version whose rules are in force again, and since when nothing else has a say. */
  hold: v.exactOptional(v.object({ like: Count, since: InstantSchema })),
  /** Why the last try to publish came to nothing. */
  failure: v.exactOptional(v.object({ at: InstantSchema, code: v.string(), reason: v.string() })),
});

export const DeskPublishingSchema = v.object({
  /** Absent where no node that publishes has told anything yet. */
  state: v.exactOptional(PublishingStateSchema),
  mayOrder: v.boolean(),
  /** The newest first. */
  orders: v.array(
    v.object({
      id: IdSchema,
      kind: v.picklist(PUBLISH_ORDERS),
      by: v.string(),
      at: InstantSchema,
      why: v.string(),
      doneAt: v.exactOptional(InstantSchema),
      /** `done`, or the code of what was wrong. */
      outcome: v.exactOptional(v.string()),
    }),
  ),
});

export type PublishOrderKind = (typeof PUBLISH_ORDERS)[number];
export type PublishingState = v.InferOutput<typeof PublishingStateSchema>;
export type DeskPublishing = v.InferOutput<typeof DeskPublishingSchema>;
