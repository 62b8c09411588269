/**
 * A case: everything that is known of the complaints about one destination and of what became of
 * them. It is never changed, only folded anew from its events by `evolve`.
 */
import type { Instant } from '../instant.ts';
import type { Appeal } from './appeal.ts';
import type { CaseComplaint } from './case-event.ts';
import type { Destination } from './destination.ts';
import type { AppealDecision, Ruling } from './ruling.ts';

/** A reviewer's claim on a task; it lapses by itself. */
export interface Assignment {
  readonly to: string;
  readonly at: Instant;
  readonly until: Instant;
}

interface TaskFacts {
  /** Since when there is something to do. */
  readonly since: Instant;
  /** First claimed at; kept when the claim is given back. */
  readonly claimedAt?: Instant;
  /** Who proposed something here, or returned a proposal. */
  readonly part: readonly string[];
}

/** Something for a reviewer to do. `idle`: nothing at the moment. */
export type Task<Proposal> =
  | { readonly phase: 'idle' }
  | (TaskFacts & { readonly phase: 'open' })
  | (TaskFacts & { readonly phase: 'claimed'; readonly assignment: Assignment })
  /** A second reviewer is to look at it. */
  | (TaskFacts & { readonly phase: 'proposed'; readonly proposal: Proposal });

export type TaskPhase = Task<unknown>['phase'];

/** One ruling, and what became of it. */
export interface RulingRecord {
  readonly ruling: Ruling;
  /** When the first of the complaints that it answers was received. */
  readonly receivedAt: Instant;
  readonly claimedAt?: Instant;
  readonly publishedAt?: Instant;
  readonly lifted?: { readonly at: Instant; readonly why: string; readonly appealId?: string };
  /** Since another ruling was published in its place. */
  readonly replacedAt?: Instant;
  /** Everybody who took part in it, and in those before it: none of them decides an appeal. */
  readonly part: readonly string[];
  /** When what was upheld was seen to be gone, and to be there again; alternating. */
  readonly removals: readonly Instant[];
  readonly returns: readonly Instant[];
}

export interface AppealRecord {
  readonly appeal: Appeal;
  /** Idle once it is decided, and where it is decided with another one. */
  readonly task: Task<AppealDecision>;
  readonly claimedAt?: Instant;
  readonly decision?: AppealDecision;
}

export interface OwnerAnswer {
  readonly at: Instant;
  readonly claimId: string;
  readonly words: string;
}

export interface Case {
  readonly id: string;
  /** How many events it is the fold of. */
  readonly version: number;
  readonly destination: Destination;
  readonly openedAt: Instant;
  /** Of its last event. */
  readonly changedAt: Instant;
  readonly complaints: readonly CaseComplaint[];
  readonly hurriedAt?: Instant;
  /** The task of ruling on the complaints that wait. */
  readonly task: Task<Ruling>;
  /** In the order in which they were made. */
  readonly rulings: readonly RulingRecord[];
  readonly appeals: readonly AppealRecord[];
  readonly answers: readonly OwnerAnswer[];
}

/** A listing or allowing that is in force now. A dismissal restricts nothing. */
export function isInForce(record: RulingRecord, now: Instant): boolean {
  return record.ruling.reasons.measure.kind !== 'none' && stands(record, now);
}

/** Published, and neither lifted, replaced nor over. */
export function stands({ ruling, publishedAt, lifted, replacedAt }: RulingRecord, now: Instant) {
  const { until } = ruling.reasons;
  return (
    publishedAt !== undefined &&
    lifted === undefined &&
    replacedAt === undefined &&
    (until === undefined || now < until)
  );
}

/** The complaints that no ruling answers yet. */
export function waitingComplaints({ complaints, rulings }: Case): readonly CaseComplaint[] {
  const answered = new Set(rulings.flatMap(({ ruling }) => ruling.answers));
  return complaints.filter(({ id, effect }) => effect === 'waits' && !answered.has(id));
}

export function rulingRecord(theCase: Case, rulingId: string): RulingRecord | undefined {
  return theCase.rulings.find(({ ruling }) => ruling.id === rulingId);
}

export function appealRecord(theCase: Case, appealId: string): AppealRecord | undefined {
  return theCase.appeals.find(({ appeal }) => appeal.id === appealId);
}
