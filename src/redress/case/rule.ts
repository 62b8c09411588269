/** Ruling on what waits; and the second reviewer, who confirms or returns what was proposed. */
import { appealRecord, type Case } from './case.ts';
import type { CommandOf } from './case-command.ts';
import { RULING_TASK } from './case-event.ts';
import { decisionEvents, secondedDecision } from './decide-appeal.ts';
import { makeRuling, needsSecond } from './make-ruling.ts';
import { type Acting, accept, type Outcome, refuse } from './outcome.ts';
import { hasPart, taskOf, whyNotTheirs } from './tasks.ts';

export function rule(
  theCase: Case,
  { rulingId, draft }: CommandOf<'rule'>,
  acting: Acting,
): Outcome {
  const { actor, at, facts } = acting;
  const refusal = whyNotTheirs(theCase.task, actor, at);
  if (refusal !== undefined) return refuse(refusal);
  const making = makeRuling(theCase, rulingId, draft, acting);
  if (!making.ok) return making;
  const { ruling } = making;
  const kind = needsSecond(ruling, facts) ? 'ruling.proposed' : 'ruling.made';
  return accept({ kind, at, ruling });
}

export function confirm(
  theCase: Case,
  { task: taskId }: CommandOf<'confirm'>,
  { actor, at }: Acting,
): Outcome {
  if (taskId === RULING_TASK) {
    const { task } = theCase;
    if (task.phase !== 'proposed') return refuse('not-proposed');
    if (task.proposal.by === actor.id) return refuse('same-person');
    const ruling = { ...task.proposal, at, secondedBy: actor.id };
    return accept({ kind: 'ruling.made', at, ruling });
  }
  const record = appealRecord(theCase, taskId);
  if (record === undefined) return refuse('no-such-task');
  if (record.task.phase !== 'proposed') return refuse('not-proposed');
  const { proposal } = record.task;
  if (proposal.by === actor.id) return refuse('same-person');
  if (hasPart(theCase, taskId, actor)) return refuse('took-part');
  return accept(
    ...decisionEvents(theCase, record.appeal, secondedDecision(proposal, actor.id, at)),
  );
}

export function returnProposal(
  theCase: Case,
  { task: taskId, why }: CommandOf<'return'>,
  { actor, at }: Acting,
): Outcome {
  const task = taskOf(theCase, taskId);
  if (task === undefined) return refuse('no-such-task');
  if (task.phase !== 'proposed') return refuse('not-proposed');
  if (hasPart(theCase, taskId, actor)) return refuse('took-part');
  return accept({ kind: 'proposal.returned', at, task: taskId, by: actor.id, why });
}
