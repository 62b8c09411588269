/**
 * Whether a destination is being complained of unusually fast. A burst moves its case up in the
 * queue, to a person; it never lists anything.
 */
import { HOUR, type Instant, plus } from '../instant.ts';
import { clustersOf, type Voice } from './clusters.ts';

export const VELOCITY_WINDOW = 24 * HOUR;

/** Reporters that do not belong together, within the window. */
export const VELOCITY_LIMIT = 5;

export interface Velocity {
  readonly complaints: number;
  /** Those who belong together counted as one. */
  readonly reporters: number;
  readonly isBurst: boolean;
}

export function velocityOf(voices: readonly Voice[], now: Instant): Velocity {
  const since = plus(now, -VELOCITY_WINDOW);
  const recent = voices.filter(({ at }) => since < at && at <= now);
  const reporters = clustersOf(recent).length;
  return { complaints: recent.length, reporters, isBurst: reporters >= VELOCITY_LIMIT };
}
