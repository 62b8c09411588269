/**
 * How often one asker may come: a bucket of tokens for each key, filled at a steady rate. Memory is
 * bounded: when there are too many keys, the one that was seen longest ago is forgotten.
 */

export interface BucketLimit {
  /** How many requests may come at once. */
  readonly burst: number;
  readonly perSecond: number;
  /** How many askers are remembered. */
  readonly maxKeys?: number;
}

export interface TokenBuckets {
  /** 0 when a token was there and is taken, otherwise whole seconds until the next one. */
  take(key: string): number;
  /** Whole tokens that are there now. */
  left(key: string): number;
  readonly size: number;
}

const DEFAULT_MAX_KEYS = 10_000;

/** `now` is in milliseconds. */
export function createTokenBuckets(limit: BucketLimit, now: () => number): TokenBuckets {
  const { burst, perSecond, maxKeys = DEFAULT_MAX_KEYS } = limit;
  // A Map keeps the order of insertion, so the first key is the one seen longest ago.
  const buckets = new Map<string, { tokens: number; at: number }>();

  function filled(key: string, at: number): number {
    const bucket = buckets.get(key);
    if (bucket === undefined) return burst;
    // A clock that is set back gives no tokens, and takes none.
    const seconds = Math.max(0, at - bucket.at) / 1000;
    return Math.min(burst, bucket.tokens + seconds * perSecond);
  }

  return {
    take(key) {
      const at = now();
      const tokens = filled(key, at);
      const granted = tokens >= 1;
      buckets.delete(key);
      buckets.set(key, { tokens: granted ? tokens - 1 : tokens, at });
      if (buckets.size > maxKeys) {
        for (const oldest of buckets.keys()) {
          buckets.delete(oldest);
          break;
        }
      }
      return granted ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
    },
    left: (key) => Math.floor(filled(key, now())),
    get size() {
      return buckets.size;
    },
  };
}
