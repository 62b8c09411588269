/** A case as the rows by which it is found: what queues, owners and look-ups ask for. */
import { createHash } from 'node:crypto';
import {
  type Case,
  complaintStatesOf,
  RULING_TASK,
  type RulingRecord,
  rankOf,
  type Task,
} from '../../redress/index.ts';
import type { CaseComplaintRow, CaseRow, CaseRulingRow, CaseTaskRow } from './tables.ts';

const PREFIX_DIGITS = 8;

export function caseRowOf(theCase: Case, link: string): CaseRow {
  const { id, destination, version, hurriedAt, openedAt, changedAt } = theCase;
  return {
    id,
    destination_key: destination.key,
    host_key: hostKeyOf(destination.host),
    version,
    link,
    is_hurried: hurriedAt === undefined ? 0 : 1,
    opened_at: openedAt,
    changed_at: changedAt,
  };
}

/** Like `com.example.www.`: all that is below a domain begins with the domain's own. */
export function hostKeyOf(host: string): string {
  return `${host.split('.').reverse().join('.')}.`;
}

export function taskRowsOf(theCase: Case): readonly CaseTaskRow[] {
  const { id, task, appeals } = theCase;
  return [
    ...taskRowOf(id, RULING_TASK, task).map((row) => ({
      ...row,
      ranked_at: rankOf(theCase, row.since),
    })),
    ...appeals.flatMap((record) => taskRowOf(id, record.appeal.id, record.task)),
  ];
}

export function rulingRowsOf({ id, rulings }: Case): readonly CaseRulingRow[] {
  return rulings.map((record) => {
    const { ruling, publishedAt } = record;
    const { expression, measure } = ruling.reasons;
    const fullHash = createHash('sha256').update(expression).digest('hex');
    return {
      id: ruling.id,
      case_id: id,
      full_hash: fullHash,
      hash_prefix: fullHash.slice(0, PREFIX_DIGITS),
      measure: measure.kind,
      published_at: publishedAt ?? null,
      ends_at: endOf(record) ?? null,
    };
  });
}

/** Of those complaints alone that are named. */
export function complaintRowsOf(
  theCase: Case,
  complaintIds: readonly string[],
): readonly CaseComplaintRow[] {
  const states = complaintStatesOf(theCase);
  return complaintIds.map((complaintId) => ({
    complaint_id: complaintId,
    case_id: theCase.id,
    state: states.get(complaintId) ?? 'received',
    updated_at: theCase.changedAt,
  }));
}

function endOf({ ruling, lifted, replacedAt }: RulingRecord): string | undefined {
  const ends = [lifted?.at, replacedAt, ruling.reasons.until];
  return ends.filter((end) => end !== undefined).sort()[0];
}

function taskRowOf(caseId: string, name: string, task: Task<unknown>): readonly CaseTaskRow[] {
  if (task.phase === 'idle') return [];
  const { phase, since } = task;
  const assignment = phase === 'claimed' ? task.assignment : undefined;
  return [
    {
      case_id: caseId,
      task: name,
      phase,
      since,
      ranked_at: since,
      claimed_by: assignment?.to ?? null,
      claimed_until: assignment?.until ?? null,
    },
  ];
}
