import * as v from 'valibot';

export const HealthSchema = v.object({
  status: v.picklist(['ok', 'degraded']),
  version: v.string(),
  rulesetVersion: v.number(),
  /** ISO 8601; when the published ruleset stops being fresh. */
  rulesetExpiresAt: v.string(),
  store: v.picklist(['ok', 'failing']),
});

export type Health = v.InferOutput<typeof HealthSchema>;
