/**
 * Answers which full hashes the ruleset knows under the asked prefixes, from memory. Nothing of a
 * request is kept, and the answer's size is rounded up, so that it does not tell what was found.
 */
import { LookupRequestSchema, type LookupResponse } from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { OPERATIONS } from '../operations.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { padded } from './padded.ts';

/** Answers of an expired or revoked ruleset would pass for good ones: it answers nothing instead. */
export function answerLookup({ ruleset, now, limits }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const { prefixes } = await readJson(
      context,
      LookupRequestSchema,
      OPERATIONS.lookup.request.maxBytes,
    );
    const { manifest, fullHashes } = await ruleset.current();
    const freshFor = Math.floor((Date.parse(manifest.expiresAt) - now()) / 1000);
    if (freshFor <= 0 || ruleset.isRevoked) throw new Refusal('stale-ruleset');
    const answer: Omit<LookupResponse, 'padding'> = {
      rulesetVersion: manifest.version,
      negativeTtl: Math.min(limits.negativeTtl, freshFor),
      positiveTtl: Math.min(limits.positiveTtl, freshFor),
      matches: [...new Set(prefixes)].flatMap((prefix) => fullHashes.withPrefix(prefix)),
    };
    return context.body(padded(answer), 200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
    });
  };
}
