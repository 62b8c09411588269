/** Appeals: lodging one, and deciding it by somebody who took no part in the ruling. */
import { type Instant, plusMonths } from '../instant.ts';
import { answersIn, isAgainst } from './answer.ts';
import { APPEAL_MONTHS, type Appeal } from './appeal.ts';
import {
  type AppealRecord,
  appealRecord,
  type Case,
  type RulingRecord,
  rulingRecord,
} from './case.ts';
import type { CommandOf } from './case-command.ts';
import type { CaseEvent } from './case-event.ts';
import { makeRuling, needsSecond } from './make-ruling.ts';
import { type Acting, accept, type Outcome, refuse } from './outcome.ts';
import { isProven, speaksFor } from './owner-claim.ts';
import type { RefusalCode } from './refusal.ts';
import type { AppealDecision } from './ruling.ts';
import { hasPart, whyNotTheirs } from './tasks.ts';

export function lodgeAppeal(
  theCase: Case,
  { appealId, rulingId, complaintId, words }: CommandOf<'appeal'>,
  acting: Acting,
): Outcome {
  const { actor, at } = acting;
  const record = rulingRecord(theCase, rulingId);
  if (record === undefined) return refuse('no-such-ruling');
  const by = actor.role === 'owner' ? 'owner' : 'reporter';
  const refusal =
    by === 'owner'
      ? whyNotTheOwners(theCase, record, acting)
      : whyNotTheReporters(theCase, record, complaintId);
  if (refusal !== undefined) return refuse(refusal);
  if (appealRecord(theCase, appealId) !== undefined) return refuse('id-taken');
  const standing = by === 'owner' ? actor.id : (complaintId ?? actor.id);
  const closed = whyClosed(theCase, record, { by, standing }, at);
  if (closed !== undefined) return refuse(closed);
  const joins = undecided(theCase, rulingId, by)?.appeal.id;
  return accept({
    kind: 'appeal.lodged',
    at,
    appeal: {
      id: appealId,
      rulingId,
      by,
      standing,
      ...(joins !== undefined && { joins }),
      at,
      words,
    },
  });
}

export function answer(theCase: Case, { words }: CommandOf<'answer'>, acting: Acting): Outcome {
  if (!isOwner(theCase, acting)) return refuse('not-the-owner');
  return accept({ kind: 'owner.answered', at: acting.at, claimId: acting.actor.id, words });
}

export function decideAppeal(theCase: Case, command: CommandOf<'decide'>, acting: Acting): Outcome {
  const { actor, at, facts } = acting;
  const { appealId, outcome, explanation, replacement } = command;
  const record = appealRecord(theCase, appealId);
  const against = record && rulingRecord(theCase, record.appeal.rulingId);
  if (record === undefined || against === undefined) return refuse('no-such-task');
  const refusal =
    whyNotTheirs(record.task, actor, at) ?? whyNotSo(theCase, against, command, acting);
  if (refusal !== undefined) return refuse(refusal);
  const decision: AppealDecision = { outcome, by: actor.id, at, explanation };
  if (replacement === undefined) return accept(...decisionEvents(theCase, record.appeal, decision));
  const { rulingId, draft } = replacement;
  const making = makeRuling(theCase, rulingId, draft, acting, against.ruling);
  if (!making.ok) return making;
  const changed = { ...decision, ruling: making.ruling };
  if (needsSecond(making.ruling, facts)) {
    return accept({ kind: 'decision.proposed', at, appealId, decision: changed });
  }
  return accept(...decisionEvents(theCase, record.appeal, changed));
}

/** A ruling that is lifted is out of force with the decision itself, before any publication. */
export function decisionEvents(
  theCase: Case,
  { id: appealId, rulingId }: Appeal,
  decision: AppealDecision,
): readonly CaseEvent[] {
  const { at, by, outcome, explanation: why } = decision;
  const decided: CaseEvent = { kind: 'appeal.decided', at, appealId, decision };
  const isLifted = rulingRecord(theCase, rulingId)?.lifted !== undefined;
  if (outcome !== 'lifted' || isLifted) return [decided];
  return [decided, { kind: 'ruling.lifted', at, rulingId, by, why, appealId }];
}

export function secondedDecision(
  proposal: AppealDecision,
  secondedBy: string,
  at: Instant,
): AppealDecision {
  const { ruling } = proposal;
  return {
    ...proposal,
    at,
    secondedBy,
    ...(ruling !== undefined && { ruling: { ...ruling, at, secondedBy } }),
  };
}

/**
 * Whether the appeal's time is open. The owner is heard once against each ruling, each reporter
 * once. Who complained only after it was decided again is not heard without a new fact.
 */
export function whyClosed(
  theCase: Case,
  { ruling, publishedAt, lifted, replacedAt }: RulingRecord,
  who: Pick<Appeal, 'by' | 'standing'>,
  now: Instant,
): RefusalCode | undefined {
  if (publishedAt === undefined) return 'not-published';
  if (lifted !== undefined || replacedAt !== undefined) return 'not-in-force';
  if (now >= plusMonths(publishedAt, APPEAL_MONTHS)) return 'too-late';
  const former = theCase.appeals.filter(({ appeal }) => appeal.rulingId === ruling.id);
  // What is to stand in its place waits for publication.
  if (former.some(({ decision }) => decision?.outcome === 'changed')) return 'not-in-force';
  return isHeard(theCase, former, who) ? 'already-appealed' : undefined;
}

function isHeard(
  { complaints }: Case,
  former: readonly AppealRecord[],
  { by, standing }: Pick<Appeal, 'by' | 'standing'>,
): boolean {
  const own = former.filter(({ appeal }) => appeal.by === by);
  if (by === 'owner') return own.length > 0;
  const complaintOf = new Map(complaints.map((complaint) => [complaint.id, complaint]));
  const complaint = complaintOf.get(standing);
  const isLate =
    complaint?.effect !== 'waits' && own.some(({ decision }) => decision !== undefined);
  const isOwn = own.some(
    ({ appeal }) => complaintOf.get(appeal.standing)?.reporter === complaint?.reporter,
  );
  return isLate || isOwn;
}

/** The one that others join: none of those that joined it. */
function undecided(
  { appeals }: Case,
  rulingId: string,
  by: Appeal['by'],
): AppealRecord | undefined {
  return appeals.find(
    ({ appeal, decision }) =>
      appeal.rulingId === rulingId &&
      appeal.by === by &&
      appeal.joins === undefined &&
      decision === undefined,
  );
}

/** What may be appealed against is what answers the complaint now, and not the way it asked. */
function whyNotTheReporters(
  theCase: Case,
  { ruling, publishedAt }: RulingRecord,
  complaintId: string | undefined,
): RefusalCode | undefined {
  const complaint = theCase.complaints.find(({ id }) => id === complaintId);
  if (complaint === undefined) return 'no-such-complaint';
  if (publishedAt === undefined) return 'not-published';
  const answer = answersIn(theCase)(complaint);
  const isTheirs = answer?.ruling.id === ruling.id;
  return isTheirs && isAgainst(ruling, complaint.kind) ? undefined : 'not-against-you';
}

function whyNotTheOwners(
  theCase: Case,
  { ruling }: RulingRecord,
  acting: Acting,
): RefusalCode | undefined {
  if (!isOwner(theCase, acting)) return 'not-the-owner';
  return ruling.reasons.measure.kind === 'list' ? undefined : 'not-against-you';
}

function isOwner({ destination }: Case, { actor, at, facts: { ownerClaim } }: Acting): boolean {
  return (
    ownerClaim !== undefined &&
    ownerClaim.id === actor.id &&
    isProven(ownerClaim, at) &&
    speaksFor(ownerClaim, destination.host)
  );
}

/** Whether this outcome makes sense for that ruling. */
function whyNotSo(
  theCase: Case,
  { ruling, lifted, replacedAt }: RulingRecord,
  { appealId, outcome, replacement }: CommandOf<'decide'>,
  { actor }: Acting,
): RefusalCode | undefined {
  if (hasPart(theCase, appealId, actor)) return 'took-part';
  if (outcome === 'changed' && replacement === undefined) return 'needs-replacement';
  if (outcome !== 'changed' && replacement !== undefined) return 'replacement-unasked';
  if (outcome === 'lifted') {
    return ruling.reasons.measure.kind === 'none' ? 'nothing-to-lift' : undefined;
  }
  return lifted !== undefined || replacedAt !== undefined ? 'not-in-force' : undefined;
}
