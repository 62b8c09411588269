/** Who works on what: claiming a task, giving it back, and the lapse of a claim. */
import { HOUR, type Instant, plus } from '../instant.ts';
import type { Actor } from './actor.ts';
import { appealRecord, type Case, rulingRecord, type Task } from './case.ts';
import type { CommandOf } from './case-command.ts';
import { type CaseEvent, RULING_TASK } from './case-event.ts';
import { type Acting, accept, type Outcome, refuse } from './outcome.ts';
import type { RefusalCode } from './refusal.ts';

/** After which a claim lapses, so that nothing lies with somebody who went home. */
export const CLAIM_HOURS = 24;

export function claim(
  theCase: Case,
  { task: taskId }: CommandOf<'claim'>,
  { actor, at }: Acting,
): Outcome {
  const task = taskOf(theCase, taskId);
  if (task === undefined) return refuse('no-such-task');
  if (task.phase === 'idle') return refuse('nothing-waits');
  if (task.phase === 'proposed') return refuse('awaits-second');
  if (hasPart(theCase, taskId, actor)) return refuse('took-part');
  const claimed: CaseEvent = {
    kind: 'task.claimed',
    at,
    task: taskId,
    by: actor.id,
    until: plus(at, CLAIM_HOURS * HOUR),
  };
  if (task.phase === 'open') return accept(claimed);
  const { to, until } = task.assignment;
  if (at < until) return refuse(to === actor.id ? 'already-claimed' : 'claimed-by-another');
  return accept({ kind: 'task.released', at, task: taskId, by: to, because: 'lapsed' }, claimed);
}

export function release(
  theCase: Case,
  { task: taskId }: CommandOf<'release'>,
  { actor, at }: Acting,
): Outcome {
  const task = taskOf(theCase, taskId);
  if (task === undefined) return refuse('no-such-task');
  if (task.phase === 'proposed') return refuse('awaits-second');
  if (task.phase !== 'claimed' || at >= task.assignment.until) return refuse('not-claimed');
  const isOwn = task.assignment.to === actor.id;
  if (!isOwn && actor.role === 'reviewer') return refuse('claimed-by-another');
  const because = isOwn ? 'given-back' : 'taken-away';
  return accept({ kind: 'task.released', at, task: taskId, by: actor.id, because });
}

export function hurry(theCase: Case, { reporters }: CommandOf<'hurry'>, { at }: Acting): Outcome {
  if (theCase.task.phase === 'idle') return refuse('nothing-waits');
  if (theCase.hurriedAt !== undefined) return refuse('already-hurried');
  return accept({ kind: 'case.hurried', at, reporters });
}

export function taskOf(theCase: Case, taskId: string): Task<unknown> | undefined {
  return taskId === RULING_TASK ? theCase.task : appealRecord(theCase, taskId)?.task;
}

/** Why this person cannot settle the task now; undefined where they hold a claim that is good. */
export function whyNotTheirs(
  task: Task<unknown>,
  actor: Actor,
  now: Instant,
): RefusalCode | undefined {
  if (task.phase === 'idle') return 'nothing-waits';
  if (task.phase === 'proposed') return 'awaits-second';
  if (task.phase === 'open' || now >= task.assignment.until) return 'not-claimed';
  return task.assignment.to === actor.id ? undefined : 'claimed-by-another';
}

/** Whether this person took part in the ruling that an appeal is against, or upheld it before. */
export function hasPart(theCase: Case, taskId: string, { id }: Actor): boolean {
  const appealed = appealRecord(theCase, taskId)?.appeal.rulingId;
  const record = appealed === undefined ? undefined : rulingRecord(theCase, appealed);
  const decisions = theCase.appeals.flatMap(({ appeal, decision }) =>
    appeal.rulingId === appealed ? (decision ?? []) : [],
  );
  return (
    record?.part.includes(id) === true ||
    decisions.some(({ by, secondedBy }) => by === id || secondedBy === id)
  );
}
