/** Files one complaint of one reporter, and says what the reporter is to be told with it. */
import { canonicalize } from '../../policy/index.ts';
import type { Complaint } from '../../redress/index.ts';
import type { AppOptions } from '../app-env.ts';
import type { Reporter } from '../reporter.ts';
import type { FilingOutcome } from '../store/store.ts';
import { type Notice, noticeFor } from './reporter-notice.ts';

export interface Filing {
  readonly reporter: Reporter;
  readonly complaint: Complaint;
  readonly idempotencyKey: string;
}

export interface Filed {
  readonly outcome: FilingOutcome;
  readonly notice: Notice | undefined;
}

/** Throws `store-unavailable`. */
export async function fileFrom(
  { reporter, complaint, idempotencyKey }: Filing,
  { store, now }: Pick<AppOptions, 'store' | 'now'>,
): Promise<Filed> {
  const receivedAt = new Date(now());
  const canonical = canonicalize(complaint.address);
  const notice = await noticeFor(reporter, store, receivedAt.toISOString());
  const outcome = await store.fileComplaint({
    ...{ idempotencyKey, complaint, receivedAt },
    canonical: canonical.ok ? canonical.url : undefined,
    reporter: reporter.id,
    network: reporter.network,
    limitedUntil: notice?.kind === 'limited' ? notice.until : undefined,
  });
  return { outcome, notice };
}
