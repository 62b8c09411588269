/** Refuses an asker who comes too often. */
import type { MiddlewareHandler } from 'hono';
import type { AppEnv, AppOptions } from './app-env.ts';
import { Refusal } from './problem.ts';
import { askerOf } from './remote-address.ts';
import { type BucketLimit, createTokenBuckets } from './token-buckets.ts';

/** Each call makes buckets of its own; routes that share a handler share its quota. */
export function quota(
  limit: BucketLimit,
  { now, trustedProxy }: Pick<AppOptions, 'now' | 'trustedProxy'>,
): MiddlewareHandler<AppEnv> {
  const buckets = createTokenBuckets(limit, now);
  return async (context, next) => {
    const wait = buckets.take(askerOf(context.env, trustedProxy));
    if (wait > 0) {
      throw new Refusal('quota-exceeded', {
        detail: `come again in ${wait} seconds`,
        headers: { 'Retry-After': String(wait) },
      });
    }
    await next();
  };
}
