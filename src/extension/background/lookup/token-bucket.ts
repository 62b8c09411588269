/** So many at once, and so many a minute after that. */

export interface Bucket {
  readonly tokens: number;
  /** Milliseconds since the epoch of the last look. */
  readonly at: number;
}

export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

/** Takes up to `wanted` whole tokens; an undefined bucket is a full one. */
export function take(
  bucket: Bucket | undefined,
  wanted: number,
  { burst, perMinute }: Rate,
  now: number,
): { readonly bucket: Bucket; readonly granted: number } {
  const elapsed = bucket === undefined ? 0 : Math.max(0, now - bucket.at);
  const before = bucket?.tokens ?? burst;
  const tokens = Math.min(burst, before + (elapsed / 60_000) * perMinute);
  const granted = Math.max(0, Math.min(wanted, Math.floor(tokens)));
  return { bucket: { tokens: tokens - granted, at: now }, granted };
}
