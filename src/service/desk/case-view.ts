/** A case as reviewers see it: what was complained of, by how many, and all that was decided. */
import type { AppealRecord, Case, CaseComplaint, RulingRecord, Task } from '../../redress/index.ts';
import { RULING_TASK } from '../../redress/index.ts';
import type { CaseView } from '../../wire/index.ts';
import type { FiledComplaint } from '../store/cases.ts';
import type { Belonging } from './reporter-clusters.ts';

type TaskView = CaseView['task'];

export interface CaseViewFacts {
  readonly filed: readonly FiledComplaint[];
  /** By complaint, who belongs together, and how their complaints have been. */
  readonly clusters: ReadonlyMap<string, Belonging>;
  readonly nameOf: (accountId: string) => string;
}

export function caseViewOf(theCase: Case, { filed, clusters, nameOf }: CaseViewFacts): CaseView {
  const { id, version, destination, openedAt, complaints, rulings, appeals, answers } = theCase;
  const texts = new Map(filed.map((each) => [each.id, each]));
  return {
    ...{ id, version, destination, openedAt },
    task: taskViewOf(RULING_TASK, theCase.task, nameOf),
    complaints: complaints.map((complaint) =>
      complaintView(complaint, texts.get(complaint.id), clusters.get(complaint.id)),
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
  { cluster, quality }: Belonging = { cluster: 0 },
): CaseView['complaints'][number] {
  return {
    ...complaint,
    reporter: `reporter-${cluster}`,
    comment: text?.comment ?? '',
    ...(text?.excerpt === undefined ? {} : { excerpt: text.excerpt }),
    cluster,
    ...(quality === undefined ? {} : { quality }),
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
