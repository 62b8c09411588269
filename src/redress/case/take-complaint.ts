/**
 * A complaint comes: it opens a case or joins one. However many come, this makes nothing but
 * `case.opened` and `complaint.joined`; only a person's ruling ever changes what is listed.
 */
import type { ComplaintKind } from '../complaint.ts';
import type { Instant } from '../instant.ts';
import { type Case, isInForce, type RulingRecord, stands } from './case.ts';
import type { CommandOf } from './case-command.ts';
import type { CaseComplaint, CaseEvent } from './case-event.ts';
import { belongsTo, covers, destinationAddress, destinationOf } from './destination.ts';
import { type Acting, accept, type Outcome, refuse } from './outcome.ts';

export function takeComplaint(
  theCase: Case | undefined,
  { caseId, complaint }: CommandOf<'complain'>,
  { actor, at }: Acting,
): Outcome {
  const address = destinationAddress(complaint.address);
  if (address === undefined) return refuse('bad-address');
  if (theCase !== undefined && !belongsTo(theCase.destination, address)) {
    return refuse('other-destination');
  }
  if (theCase?.complaints.some(({ id }) => id === complaint.id)) return refuse('id-taken');
  const arriving = { ...complaint, address, at, reporter: actor.id };
  const joined: CaseEvent = {
    kind: 'complaint.joined',
    at,
    complaint: { ...arriving, ...effectOn(theCase, arriving) },
  };
  if (theCase !== undefined) return accept(joined);
  const destination = destinationOf(address);
  return accept({ kind: 'case.opened', at, caseId, destination }, joined);
}

type Arriving = Omit<CaseComplaint, 'effect' | 'rulingId'>;
type Effect = Pick<CaseComplaint, 'effect' | 'rulingId'>;

/** The newest ruling that has something to say of it decides whether it has to wait. */
function effectOn(theCase: Case | undefined, arriving: Arriving): Effect {
  if (theCase === undefined) return { effect: 'waits' };
  const speaking = theCase.rulings
    .filter(({ ruling }) => covers(ruling.reasons.expression, arriving.address))
    .toReversed();
  const same = speaking.find((record) => saysTheSame(record, arriving.kind, arriving.at));
  if (same !== undefined) return { effect: 'covered', rulingId: same.ruling.id };
  const settled = speaking.find((record) => settles(theCase, record, arriving));
  if (settled === undefined || bringsNewFact(theCase, arriving)) return { effect: 'waits' };
  return { effect: 'set-aside', rulingId: settled.ruling.id };
}

/** A ruling for a lesser violation does not answer a complaint of another one. */
function saysTheSame(record: RulingRecord, kind: ComplaintKind, now: Instant): boolean {
  if (!isInForce(record, now)) return false;
  const { measure } = record.ruling.reasons;
  if (kind === 'wrongly-stopped') return measure.kind === 'allow';
  return measure.kind === 'list' && (measure.violation === kind || measure.severity === 'severe');
}

/**
 * Not again without new evidence: what was dismissed stays so as long as the dismissal stands, and
 * a listing that was lifted does not come back on the same ground.
 */
function settles(theCase: Case, record: RulingRecord, { kind, at }: Arriving): boolean {
  const { ruling, lifted, publishedAt } = record;
  if (publishedAt === undefined) return false;
  const { measure } = ruling.reasons;
  const wasAnswered = theCase.complaints.some(
    (complaint) => complaint.kind === kind && ruling.answers.includes(complaint.id),
  );
  if (lifted !== undefined) {
    return measure.kind === 'list' && (measure.violation === kind || wasAnswered);
  }
  if (!stands(record, at) || !wasAnswered) return false;
  return measure.kind === 'none' || (measure.kind === 'list') === (kind === 'wrongly-stopped');
}

function bringsNewFact({ complaints }: Case, { newFact }: Arriving): boolean {
  if (newFact === undefined) return false;
  const told = complaints.map((complaint) => plain(complaint.newFact ?? ''));
  return !told.includes(plain(newFact));
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
