/**
 * In which order people work: the oldest first, what is urgent treated as older than it is, and
 * what comes from somebody limited alone as if it had come when the limit ends. So nothing waits
 * for ever, whatever stands before it.
 */
import { isSevere } from '../../policy/index.ts';
import { HOUR, type Instant, plus } from '../instant.ts';
import { type Case, waitingComplaints } from './case.ts';

/** Hours by which it is treated as older. */
const AHEAD = { hurried: 48, severe: 24 };

/** Of the case's own ruling, which is there since `since`; the earlier is the next. */
export function rankOf(theCase: Case, since: Instant): Instant {
  const waiting = waitingComplaints(theCase);
  const limits = waiting.map(({ limitedUntil }) => limitedUntil ?? since);
  const behind = limits.reduce((least, one) => (one < least ? one : least), limits[0] ?? since);
  const from = behind > since ? behind : since;
  const severe = waiting.some(({ kind }) => kind !== 'wrongly-stopped' && isSevere(kind));
  const hours = (theCase.hurriedAt === undefined ? 0 : AHEAD.hurried) + (severe ? AHEAD.severe : 0);
  return plus(from, -hours * HOUR);
}
