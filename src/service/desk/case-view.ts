/** A case as reviewers see it: what was complained of, by how many, and all that was decided. */
import type { AppealRecord, Case, CaseComplaint, RulingRecord, Task } from '../../redress/index.ts';
import { RULING_TASK } from '../../redress/index.ts';
import type { CaseView } from '../../wire/index.ts';
import type { FiledComplaint } from '../store/cases.ts';

type TaskView = CaseView['task'];

export function caseViewOf(
  theCase: Case,
  filed: readonly FiledComplaint[],
  nameOf: (accountId: string) => string,
): CaseView {
  const { id, version, destination, openedAt, complaints, rulings, appeals, answers } = theCase;
  const texts = new Map(filed.map((each) => [each.id, each]));
  const reporters = [...new Set(complaints.map(({ reporter }) => reporter))];
  return {
    ...{ id, version, destination, openedAt },
    task: taskViewOf(RULING_TASK, theCase.task, nameOf),
    complaints: complaints.map((complaint) =>
      complaintView(complaint, texts.get(complaint.id), reporters),
    ),
    rulings: rulings.map(rulingView),
    appeals: appeals.map((record) => appealView(record, nameOf)),
    answers: [...answers],
  };
}

/** The reporter's own id stays out: what counts is who belongs together. */
function complaintView(
  complaint: CaseComplaint,
  text: FiledComplaint | undefined,
  reporters: readonly string[],
): CaseView['complaints'][number] {
  const cluster = reporters.indexOf(complaint.reporter) + 1;
  return {
    ...complaint,
    reporter: `reporter-${cluster}`,
    comment: text?.comment ?? '',
    ...(text?.excerpt === undefined ? {} : { excerpt: text.excerpt }),
    cluster,
  };
}

function rulingView(record: RulingRecord): CaseView['rulings'][number] {
  const { ruling, publishedAt, lifted, replacedAt, removals, returns } = record;
  return {
    ruling,
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(lifted === undefined ? {} : { liftedAt: lifted.at }),
    ...(replacedAt === undefined ? {} : { replacedAt }),
    removals: [...removals],
    returns: [...returns],
  };
}

function appealView(
  { appeal, task, decision }: AppealRecord,
  nameOf: (accountId: string) => string,
): CaseView['appeals'][number] {
  return {
    appeal,
    task: taskViewOf(appeal.id, task, nameOf),
    ...(decision === undefined ? {} : { decision }),
  };
}

export function taskViewOf(
  name: string,
  task: Task<NonNullable<TaskView['proposal']>>,
  nameOf: (accountId: string) => string,
): TaskView {
  if (task.phase === 'idle') return { task: name, phase: 'idle' };
  const { phase, since } = task;
  if (task.phase === 'claimed') {
    const { to, until } = task.assignment;
    return { task: name, phase, since, claimedBy: nameOf(to), claimedUntil: until };
  }
  if (task.phase === 'proposed') return { task: name, phase, since, proposal: task.proposal };
  return { task: name, phase, since };
}
