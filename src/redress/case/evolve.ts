/**
 * Folds events into a case. Never refuses: what happened has happened, and `decide` has seen to
 * it that it could. An event without a case, or a second opening, breaks a promise and throws.
 */
import { CodedError } from '../../policy/index.ts';
import type { Instant } from '../instant.ts';
import {
  type Case,
  type RulingRecord,
  rulingRecord,
  type Task,
  waitingComplaints,
} from './case.ts';
import { type CaseEvent, RULING_TASK } from './case-event.ts';
import type { AppealDecision, Ruling } from './ruling.ts';

type EventOf<Kind extends CaseEvent['kind']> = Extract<CaseEvent, { readonly kind: Kind }>;

/** Undefined for no events. Throws `bad-events` where they are not those of one case. */
export function caseOf(events: readonly CaseEvent[]): Case | undefined {
  return events.reduce<Case | undefined>(evolve, undefined);
}

export function evolve(theCase: Case | undefined, event: CaseEvent): Case {
  if (event.kind === 'case.opened') {
    if (theCase !== undefined) throw bad(`${theCase.id}: opened twice`);
    return open(event);
  }
  if (theCase === undefined) throw bad(`${event.kind}: before a case was opened`);
  return { ...apply(theCase, event), version: theCase.version + 1, changedAt: event.at };
}

function open({ at, caseId, destination }: EventOf<'case.opened'>): Case {
  return {
    id: caseId,
    version: 1,
    destination,
    openedAt: at,
    changedAt: at,
    complaints: [],
    task: { phase: 'idle' },
    rulings: [],
    appeals: [],
    answers: [],
  };
}

function apply(theCase: Case, event: Exclude<CaseEvent, EventOf<'case.opened'>>): Case {
  switch (event.kind) {
    case 'complaint.joined':
      return join(theCase, event);
    case 'case.hurried':
      return { ...theCase, hurriedAt: event.at };
    case 'task.claimed':
      return withTask(theCase, event.task, (task) => claimed(task, event));
    case 'task.released':
      return withTask(theCase, event.task, (task) => reopened(task, []));
    case 'proposal.returned':
      return withTask(theCase, event.task, (task) => reopened(task, [event.by]));
    case 'ruling.proposed':
      return { ...theCase, task: proposed(theCase.task, event.ruling, event.ruling.by) };
    case 'ruling.made':
      return make(theCase, event);
    case 'decision.proposed':
      return withAppeal(theCase, event.appealId, (record) => ({
        ...record,
        task: proposed(record.task, event.decision, event.decision.by),
      }));
    case 'appeal.decided':
      return settle(theCase, event);
    case 'ruling.published':
      return publish(theCase, event);
    case 'ruling.lifted':
      return withRuling(theCase, event.rulingId, (record) => ({
        ...record,
        lifted: liftingOf(event),
      }));
    case 'appeal.lodged':
      return lodge(theCase, event);
    case 'owner.answered': {
      const { at, claimId, words } = event;
      return { ...theCase, answers: [...theCase.answers, { at, claimId, words }] };
    }
    case 'removal.noted':
      return withRuling(theCase, event.rulingId, (record) => ({
        ...record,
        removals: [...record.removals, event.at],
      }));
    case 'return.noted':
      return withRuling(theCase, event.rulingId, (record) => ({
        ...record,
        returns: [...record.returns, event.at],
      }));
  }
}

function join(theCase: Case, { at, complaint }: EventOf<'complaint.joined'>): Case {
  const complaints = [...theCase.complaints, complaint];
  const wakes = complaint.effect === 'waits' && theCase.task.phase === 'idle';
  return { ...theCase, complaints, ...(wakes && { task: { phase: 'open', since: at, part: [] } }) };
}

/** What it leaves unanswered goes on waiting. */
function make(theCase: Case, { at, ruling }: EventOf<'ruling.made'>): Case {
  const { task, hurriedAt: _, ...rest } = theCase;
  const record = recordOf(theCase, ruling, task, []);
  const made = { ...rest, task, rulings: [...theCase.rulings, record] };
  const [oldest] = waitingComplaints(made);
  if (oldest === undefined) return { ...made, task: { phase: 'idle' } };
  return { ...made, task: { phase: 'open', since: at, part: [] } };
}

function settle(theCase: Case, { appealId, decision }: EventOf<'appeal.decided'>): Case {
  const record = theCase.appeals.find(({ appeal }) => appeal.id === appealId);
  if (record === undefined) throw bad(`${appealId}: no such appeal`);
  const against = rulingRecord(theCase, record.appeal.rulingId);
  const settled = withAppeal(theCase, appealId, () => ({
    ...record,
    ...(record.task.phase !== 'idle' && claimedAtOf(record.task)),
    task: { phase: 'idle' },
    decision,
  }));
  const together = settled.appeals.map((one) =>
    one.appeal.joins === appealId ? { ...one, decision } : one,
  );
  if (decision.ruling === undefined) return { ...settled, appeals: together };
  const made = recordOf(theCase, decision.ruling, record.task, against?.part ?? []);
  return { ...settled, appeals: together, rulings: [...settled.rulings, made] };
}

function recordOf(
  { complaints }: Case,
  ruling: Ruling,
  task: Task<unknown>,
  partBefore: readonly string[],
): RulingRecord {
  const answers = new Set(ruling.answers);
  const answered = complaints.filter(({ id }) => answers.has(id));
  const part = task.phase === 'idle' ? [] : task.part;
  const { by, secondedBy, at } = ruling;
  return {
    ruling,
    receivedAt: answered.reduce((first, one) => (one.at < first ? one.at : first), at),
    ...claimedAtOf(task),
    part: [
      ...new Set([...partBefore, ...part, by, ...(secondedBy === undefined ? [] : [secondedBy])]),
    ],
    removals: [],
    returns: [],
  };
}

function publish(theCase: Case, { at, rulingId }: EventOf<'ruling.published'>): Case {
  const published = withRuling(theCase, rulingId, (record) => ({ ...record, publishedAt: at }));
  const replaces = rulingRecord(theCase, rulingId)?.ruling.replaces;
  if (replaces === undefined) return published;
  return withRuling(published, replaces, (record) => ({ ...record, replacedAt: at }));
}

function lodge(theCase: Case, { at, appeal }: EventOf<'appeal.lodged'>): Case {
  const task: Task<AppealDecision> =
    appeal.joins === undefined ? { phase: 'open', since: at, part: [] } : { phase: 'idle' };
  const record = { appeal, task };
  return { ...theCase, appeals: [...theCase.appeals, record] };
}

function liftingOf({ at, why, appealId }: EventOf<'ruling.lifted'>) {
  return { at, why, ...(appealId !== undefined && { appealId }) };
}

function withTask(
  theCase: Case,
  taskId: string,
  change: <Proposal>(task: Task<Proposal>) => Task<Proposal>,
): Case {
  if (taskId === RULING_TASK) return { ...theCase, task: change(theCase.task) };
  return withAppeal(theCase, taskId, (record) => ({ ...record, task: change(record.task) }));
}

function withAppeal(
  theCase: Case,
  appealId: string,
  change: (record: Case['appeals'][number]) => Case['appeals'][number],
): Case {
  const appeals = theCase.appeals.map((record) =>
    record.appeal.id === appealId ? change(record) : record,
  );
  return { ...theCase, appeals };
}

function withRuling(
  theCase: Case,
  rulingId: string,
  change: (record: RulingRecord) => RulingRecord,
): Case {
  const rulings = theCase.rulings.map((record) =>
    record.ruling.id === rulingId ? change(record) : record,
  );
  return { ...theCase, rulings };
}

function claimed<Proposal>(
  task: Task<Proposal>,
  { at, by, until }: EventOf<'task.claimed'>,
): Task<Proposal> {
  if (task.phase === 'idle') return task;
  const { since, part, claimedAt = at } = task;
  return { phase: 'claimed', since, part, claimedAt, assignment: { to: by, at, until } };
}

function reopened<Proposal>(task: Task<Proposal>, part: readonly string[]): Task<Proposal> {
  if (task.phase === 'idle') return task;
  return { phase: 'open', since: task.since, ...claimedAtOf(task), part: [...task.part, ...part] };
}

function proposed<Proposal>(task: Task<Proposal>, proposal: Proposal, by: string): Task<Proposal> {
  if (task.phase === 'idle') return task;
  const { since, part } = task;
  return { phase: 'proposed', since, ...claimedAtOf(task), part: [...part, by], proposal };
}

function claimedAtOf(task: Task<unknown>): { readonly claimedAt?: Instant } {
  return task.phase === 'idle' || task.claimedAt === undefined ? {} : { claimedAt: task.claimedAt };
}

function bad(what: string): CodedError {
  return new CodedError('bad-events', `case: ${what}`);
}
