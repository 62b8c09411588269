/** What a reporter and the public are told of where things stand, from the case alone. */
import type { ComplaintState } from '../complaint.ts';
import type { Instant } from '../instant.ts';
import type { ReportOutcome } from '../reporters/reporter-standing.ts';
import { answersIn, wentFor } from './answer.ts';
import { type Case, isInForce, type RulingRecord, waitingComplaints } from './case.ts';
import type { CaseComplaint } from './case-event.ts';

/** Where a case stands, finer than the state of a complaint. */
export const CASE_STAGES = [
  ...(['waiting', 'in-review', 'second-review', 'ruled', 'published'] as const),
  ...(['appealed', 'lifted', 'over'] as const),
] as const;

export type CaseStage = (typeof CASE_STAGES)[number];

/** Undefined where the case has no such complaint. */
export function complaintStateOf(theCase: Case, complaintId: string): ComplaintState | undefined {
  return complaintStatesOf(theCase).get(complaintId);
}

/** Of all complaints of a case by their ids, in one pass: there may be thousands. */
export function complaintStatesOf(theCase: Case): ReadonlyMap<string, ComplaintState> {
  const { complaints, rulings, task } = theCase;
  const answerTo = answersIn(theCase);
  const ruledOn = new Set(rulings.flatMap(({ ruling }) => ruling.answers));
  const isLookedAt = task.phase === 'claimed' || task.phase === 'proposed';
  return new Map(
    complaints.map((complaint) => {
      const answer = answerTo(complaint);
      if (answer !== undefined) {
        return [complaint.id, wentFor(answer, complaint) ? 'upheld' : 'dismissed'];
      }
      return [complaint.id, isLookedAt || ruledOn.has(complaint.id) ? 'in-review' : 'received'];
    }),
  );
}

/** The ruling that answers a complaint now; undefined before any is published. */
export function answerTo(theCase: Case, complaint: CaseComplaint): RulingRecord | undefined {
  return answersIn(theCase)(complaint);
}

/** What a complaint says of its reporter, once it is decided; undefined before. */
export function reportOutcomeOf(theCase: Case, complaintId: string): ReportOutcome | undefined {
  const complaint = theCase.complaints.find(({ id }) => id === complaintId);
  const record = complaint && answerTo(theCase, complaint);
  if (complaint === undefined || record === undefined) return undefined;
  if (wentFor(record, complaint)) return 'upheld';
  const { measure } = record.ruling.reasons;
  return measure.kind === 'none' && measure.manifestlyUnfounded ? 'unfounded' : 'dismissed';
}

export function caseStageOf(theCase: Case, now: Instant): CaseStage {
  const { task, appeals, rulings } = theCase;
  if (task.phase === 'proposed') return 'second-review';
  if (task.phase === 'claimed' && now < task.assignment.until) return 'in-review';
  if (waitingComplaints(theCase).length > 0) return 'waiting';
  const last = rulings.at(-1);
  if (last === undefined) return 'waiting';
  if (last.publishedAt === undefined) return 'ruled';
  if (appeals.some((record) => record.task.phase !== 'idle')) return 'appealed';
  if (last.lifted !== undefined) return 'lifted';
  const isOver = last.ruling.reasons.measure.kind !== 'none' && !isInForce(last, now);
  return isOver ? 'over' : 'published';
}
