/** One look-up request to the policy service, answered or failed. */
import * as v from 'valibot';
import { CodedError } from '../../../policy/index.ts';
import { ENDPOINTS, type LookupResponse, LookupResponseSchema } from '../../../wire/index.ts';
import { fetchFromService, jsonOf } from './fetching.ts';

const SIZE_LIMIT = 4 * 1024 * 1024;

export type Asked =
  | { readonly ok: true; readonly response: LookupResponse }
  | { readonly ok: false; readonly code: string; readonly retryAfter: number | undefined };

/**
 * Never throws. `timeLimit` in milliseconds. An answer from a ruleset below `floor` is none: old
 * data must not pass for fresh.
 */
export async function askService(
  padded: readonly string[],
  { timeLimit, floor }: { timeLimit: number; floor: number },
): Promise<Asked> {
  try {
    const fetched = await fetchFromService({
      path: ENDPOINTS.lookup,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bodyOf(padded),
      timeLimit,
      sizeLimit: SIZE_LIMIT,
    });
    if (fetched.status !== 200) {
      return { ok: false, code: `status-${fetched.status}`, retryAfter: fetched.retryAfter };
    }
    const parsed = v.safeParse(LookupResponseSchema, jsonOf(fetched));
    if (!parsed.success) return { ok: false, code: 'not-an-answer', retryAfter: undefined };
    if (parsed.output.rulesetVersion < floor) {
      return { ok: false, code: 'old-answer', retryAfter: undefined };
    }
    return { ok: true, response: parsed.output };
  } catch (error) {
    const code = error instanceof CodedError ? error.code : 'unreachable';
    return { ok: false, code, retryAfter: undefined };
  }
}

/** Of ASCII alone: as many bytes as characters. */
export function bodyOf(padded: readonly string[]): string {
  return JSON.stringify({ prefixes: padded });
}
