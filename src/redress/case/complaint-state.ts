/** What a reporter and the public are told of where things stand, from the case alone. */
import type { ComplaintState } from '../complaint.ts';
import type { Instant } from '../instant.ts';
import type { ReportOutcome } from '../reporters/reporter-standing.ts';
import { type Case, isInForce, type RulingRecord, waitingComplaints } from './case.ts';
import type { CaseComplaint } from './case-event.ts';
import { isAgainst } from './decide-appeal.ts';

/** Where a case stands, finer than the state of a complaint. */
export const CASE_STAGES = [
  ...(['waiting', 'in-review', 'second-review', 'ruled', 'published'] as const),
  ...(['appealed', 'lifted', 'over'] as const),
] as const;

export type CaseStage = (typeof CASE_STAGES)[number];

/** Undefined where the case has no such complaint. */
export function complaintStateOf(theCase: Case, complaintId: string): ComplaintState | undefined {
  const complaint = theCase.complaints.find(({ id }) => id === complaintId);
  if (complaint === undefined) return undefined;
  const record = answerTo(theCase, complaint);
  if (record !== undefined) return wentFor(record, complaint) ? 'upheld' : 'dismissed';
  const isRuledOn = theCase.rulings.some(({ ruling }) => ruling.answers.includes(complaintId));
  const { phase } = theCase.task;
  return isRuledOn || phase === 'claimed' || phase === 'proposed' ? 'in-review' : 'received';
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

/** The published ruling that speaks last to this complaint, by itself or in another one's place. */
export function answerTo(theCase: Case, complaint: CaseComplaint): RulingRecord | undefined {
  return theCase.rulings.findLast(
    ({ ruling, publishedAt }) =>
      publishedAt !== undefined &&
      (ruling.id === complaint.rulingId || ruling.answers.includes(complaint.id)),
  );
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

function wentFor({ ruling, lifted }: RulingRecord, { kind }: CaseComplaint): boolean {
  // With a lifted listing, whoever said that the link was wrongly stopped is right after all.
  const isLiftedListing = lifted !== undefined && ruling.reasons.measure.kind === 'list';
  return isLiftedListing ? kind === 'wrongly-stopped' : !isAgainst(ruling, kind);
}
