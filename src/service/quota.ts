/**
 * Refuses an asker who comes too often, and tells everybody else how much is left: the header
 * fields are those of the IETF's draft on rate limits. An answer that caches keep tells nothing of
 * the kind, because it would be told to others.
 */
import type { MiddlewareHandler } from 'hono';
import type { AppEnv, AppOptions } from './app-env.ts';
import type { QuotaName } from './limits.ts';
import type { Keeping } from './operations.ts';
import { Refusal } from './problem.ts';
import { askerOf, type ConnectionBindings } from './remote-address.ts';
import { type BucketLimit, createTokenBuckets, type TokenBuckets } from './token-buckets.ts';

export interface Quotas {
  /** Seconds to wait where the asker has no token left, 0 where one was taken; and what is told. */
  take(
    name: QuotaName,
    bindings: ConnectionBindings | undefined,
  ): { readonly wait: number; readonly fields: Readonly<Record<string, string>> };
  /** Gives each operation its part of a quota. */
  guard(name: QuotaName, keeping: Keeping): MiddlewareHandler<AppEnv>;
}

/** Operations of one quota share its buckets. */
export function createQuotas({
  limits,
  now,
  trustedProxy,
}: Pick<AppOptions, 'limits' | 'now' | 'trustedProxy'>): Quotas {
  const made = new Map<QuotaName, TokenBuckets>();
  const bucketsOf = (name: QuotaName): TokenBuckets => {
    const buckets = made.get(name) ?? createTokenBuckets(limits[name], now);
    made.set(name, buckets);
    return buckets;
  };
  const take: Quotas['take'] = (name, bindings) => {
    const buckets = bucketsOf(name);
    const asker = askerOf(bindings, trustedProxy);
    const wait = buckets.take(asker);
    return { wait, fields: rateLimitFields(name, limits[name], buckets.left(asker)) };
  };
  return {
    take,
    guard: (name, keeping) => async (context, next) => {
      const { wait, fields } = take(name, context.env);
      if (wait > 0) {
        throw new Refusal('quota-exceeded', {
          detail: `come again in ${wait} seconds`,
          headers: { 'Retry-After': String(wait), ...fields },
        });
      }
      if (keeping === 'never') {
        for (const [field, value] of Object.entries(fields)) context.header(field, value);
      }
      await next();
    },
  };
}

/** `q` tokens in the bucket, filled in `w` seconds; `r` are left, and `t` seconds fill it again. */
function rateLimitFields(
  name: QuotaName,
  { burst, perSecond }: BucketLimit,
  left: number,
): Readonly<Record<string, string>> {
  const seconds = (tokens: number) => Math.ceil(tokens / perSecond);
  return {
    'RateLimit-Policy': `"${name}";q=${burst};w=${seconds(burst)}`,
    RateLimit: `"${name}";r=${left};t=${seconds(burst - left)}`,
  };
}
