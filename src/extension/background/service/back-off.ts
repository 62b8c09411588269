/**
 * When a service that failed may be asked again. What is kept survives the worker; a clock that
 * was set back does not lock the service out.
 */

export interface BackOff {
  readonly failures: number;
  /** Milliseconds since the epoch; 0 for "any time". */
  readonly notBefore: number;
  /** Milliseconds since the epoch; 0 for "never". */
  readonly succeededAt: number;
  /** Until when the service itself asked for patience. */
  readonly askedUntil?: number | undefined;
}

const BASE = 2000;
const LONGEST = 15 * 60_000;
/** A service may ask for more patience than we would have, but not for ever. */
const LONGEST_ASKED = 60 * 60_000;

/** `random` in [0, 1); `retryAfter` in milliseconds, as the service asked. */
export function afterFailure(
  before: BackOff,
  { now, random, retryAfter }: { now: number; random: number; retryAfter?: number | undefined },
): BackOff {
  const failures = before.failures + 1;
  const exponential = Math.min(BASE * 2 ** Math.min(failures - 1, 20), LONGEST);
  // Between half and the whole, so that clients of one outage do not return together.
  const wait = exponential * (0.5 + random / 2);
  const asked = Math.min(Math.max(retryAfter ?? 0, 0), LONGEST_ASKED);
  return {
    failures,
    notBefore: now + Math.max(wait, asked),
    succeededAt: before.succeededAt,
    ...(retryAfter === undefined ? {} : { askedUntil: now + asked }),
  };
}

export function afterSuccess(now: number): BackOff {
  return { failures: 0, notBefore: 0, succeededAt: now };
}

export function mayAsk({ notBefore }: Pick<BackOff, 'notBefore'>, now: number): boolean {
  const wait = notBefore - now;
  return wait <= 0 || wait > LONGEST_ASKED;
}

/** Milliseconds to wait by a Retry-After header: seconds or an HTTP date; undefined for neither. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const instant = Date.parse(header);
  return Number.isNaN(instant) ? undefined : Math.max(0, instant - now);
}
