/**
 * What somebody whom a single sign-on vouches for is to be told when they complain: that they are
 * warned, or that their complaints wait behind all others. Nobody is limited who was not told
 * before. Whoever comes by themselves is not known from one day to the next, and is told nothing.
 */
import { type Instant, type ReporterStanding, reporterStandingOf } from '../../redress/index.ts';
import type { FileComplaintResponse } from '../../wire/index.ts';
import type { Reporter } from '../reporter.ts';
import type { Store } from '../store/store.ts';

export type Notice = NonNullable<FileComplaintResponse['notice']>;

/** Throws `store-unavailable`. */
export async function noticeFor(
  { id, isNamed }: Reporter,
  { reporters }: Pick<Store, 'reporters'>,
  now: Instant,
): Promise<Notice | undefined> {
  if (!isNamed) return undefined;
  const history = (await reporters.histories([id])).get(id) ?? { reports: [], warnings: [] };
  const standing = reporterStandingOf(history, now);
  if (standing.kind !== 'to-warn') return noticeOf(standing);
  await reporters.warn(id, now);
  return noticeOf(reporterStandingOf({ ...history, warnings: [...history.warnings, now] }, now));
}

function noticeOf(standing: ReporterStanding): Notice | undefined {
  if (standing.kind !== 'warned' && standing.kind !== 'limited') return undefined;
  return { kind: standing.kind, until: standing.until };
}
