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
import { askerOf } from './remote-address.ts';
import { type BucketLimit, createTokenBuckets, type TokenBuckets } from './token-buckets.ts';

/** Gives each operation its part of a quota; operations of one quota share its buckets. */
export function createQuotas({
  limits,
  now,
  trustedProxy,
}: Pick<AppOptions, 'limits' | 'now' | 'trustedProxy'>) {
  const made = new Map<QuotaName, TokenBuckets>();
  const bucketsOf = (name: QuotaName): TokenBuckets => {
    const buckets = made.get(name) ?? createTokenBuckets(limits[name], now);
    made.set(name, buckets);
    return buckets;
  };
  return (name: QuotaName, keeping: Keeping): MiddlewareHandler<AppEnv> => {
    const buckets = bucketsOf(name);
    const limit = limits[name];
    return async (context, next) => {
      const asker = askerOf(context.env, trustedProxy);
      const wait = buckets.take(asker);
      const fields = rateLimitFields(name, limit, buckets.left(asker));
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
    };
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
