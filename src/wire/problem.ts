/** RFC 9457 problem details: the one form in which the service says no. */
import * as v from 'valibot';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export const ProblemSchema = v.object({
  /** A stable URN, like `urn:link-guard:problem:bad-request`. */
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  /** Where in the request, as a dotted path. */
  place: v.optional(v.string()),
});

export type Problem = v.InferOutput<typeof ProblemSchema>;
