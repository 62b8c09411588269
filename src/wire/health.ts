import * as v from 'valibot';

export const HealthSchema = v.object({
  status: v.picklist(['ok', 'degraded']),
  version: v.string(),
  rulesetVersion: v.number(),
  /** ISO 8601; when the published ruleset stops being fresh. */
  rulesetExpiresAt: v.string(),
  store: v.picklist(['ok', 'failing']),
});

/** Whether a process answers, and whether it is about to end. */
export const ReadinessSchema = v.object({ status: v.picklist(['ok', 'ending']) });

export type Readiness = v.InferOutput<typeof ReadinessSchema>;

export type Health = v.InferOutput<typeof HealthSchema>;
