/** What the holder of a receipt is told of their complaint: never who reported, who decided. */
import {
  APPEAL_MONTHS,
  type Appeal,
  type AppealRecord,
  type Case,
  type CaseComplaint,
  type CaseFacts,
  caseStageOf,
  complaintStateOf,
  decide,
  type Instant,
  isInForce,
  plusMonths,
  type RulingRecord,
  type Times,
} from '../../redress/index.ts';
import type { ComplaintCaseResponse, PublicAppeal, PublicRuling } from '../../wire/index.ts';

export interface StoryFacts {
  readonly facts: CaseFacts;
  readonly now: Instant;
  /** In the queue, from 1; undefined where it does not wait. */
  readonly place: number | undefined;
  /** From complaint to publication, of late. */
  readonly times: Times;
}

/** Undefined for a complaint that the case does not have. */
export function complaintCaseOf(
  theCase: Case,
  { id, receipt }: { readonly id: string; readonly receipt: string },
  { facts, now, place, times }: StoryFacts,
): ComplaintCaseResponse | undefined {
  const complaint = theCase.complaints.find((each) => each.id === id);
  const state = complaintStateOf(theCase, id);
  if (complaint === undefined || state === undefined) return undefined;
  const answering = rulingsFor(theCase, complaint);
  const ids = new Set(answering.map(({ ruling }) => ruling.id));
  const open = answering.find(({ ruling }) =>
    mayAppeal(theCase, { complaint, rulingId: ruling.id }, facts, now),
  );
  return {
    receipt,
    kind: complaint.kind,
    state,
    stage: caseStageOf(theCase, now),
    receivedAt: complaint.at,
    ...(place === undefined ? {} : { place }),
    ...(answering.length === 0 ? usualHours(times) : {}),
    rulings: answering.map((record) => publicRuling(record, now)).toReversed(),
    appeals: theCase.appeals
      .filter(({ appeal }) => ids.has(appeal.rulingId) && isTheirs(theCase, appeal, complaint))
      .map(publicAppeal),
    ...(open === undefined ? {} : { mayAppeal: open.ruling.id }),
  };
}

/** Their own and the owner's; that others appealed too is nothing that they need to know. */
function isTheirs({ complaints }: Case, appeal: Appeal, { reporter }: CaseComplaint): boolean {
  if (appeal.by === 'owner') return true;
  return complaints.find(({ id }) => id === appeal.standing)?.reporter === reporter;
}

/** Nothing as long as there is nothing to reckon it from. */
function usualHours({ median, p95 }: Times): Pick<ComplaintCaseResponse, 'usualHours'> {
  return median === undefined || p95 === undefined ? {} : { usualHours: { median, p95 } };
}

/** Those that answer it, and those that came in their place; published ones alone. */
function rulingsFor({ rulings }: Case, complaint: CaseComplaint): readonly RulingRecord[] {
  const ids = new Set<string>();
  return rulings.filter(({ ruling, publishedAt }) => {
    const isAnswer =
      ruling.answers.includes(complaint.id) ||
      ruling.id === complaint.rulingId ||
      (ruling.replaces !== undefined && ids.has(ruling.replaces));
    if (isAnswer) ids.add(ruling.id);
    return isAnswer && publishedAt !== undefined;
  });
}

/** Asks the rules themselves, with an appeal that is not lodged. */
function mayAppeal(
  theCase: Case,
  of: { readonly complaint: CaseComplaint; readonly rulingId: string },
  facts: CaseFacts,
  at: Instant,
): boolean {
  const { complaint, rulingId } = of;
  return decide(
    theCase,
    {
      kind: 'appeal',
      actor: { id: complaint.reporter, role: 'reporter' },
      appealId: 'not-lodged',
      complaintId: complaint.id,
      words: '?',
      ...{ at, rulingId },
    },
    facts,
  ).ok;
}

export function publicRuling(record: RulingRecord, now: Instant): PublicRuling {
  const { ruling, publishedAt, lifted, replacedAt } = record;
  return {
    id: ruling.id,
    reasons: ruling.reasons,
    ruledAt: ruling.at,
    ...(publishedAt === undefined
      ? {}
      : { publishedAt, appealUntil: plusMonths(publishedAt, APPEAL_MONTHS) }),
    ...(lifted === undefined ? {} : { liftedAt: lifted.at }),
    ...(replacedAt === undefined ? {} : { replacedAt }),
    isInForce: isInForce(record, now),
  };
}

export function publicAppeal({ appeal, decision }: AppealRecord): PublicAppeal {
  const { id, rulingId, by, at: lodgedAt } = appeal;
  if (decision === undefined) return { id, rulingId, by, lodgedAt };
  const { at: decidedAt, outcome, explanation } = decision;
  return { id, rulingId, by, lodgedAt, decidedAt, outcome, explanation };
}
