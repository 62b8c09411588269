/** The desk's cases: what waits, one of them, and the acts on it. */
import type { Context } from 'hono';
import { type Case, RULING_TASK, waitingComplaints } from '../../redress/index.ts';
import { DeskActSchema, type QueueItem } from '../../wire/index.ts';
import { actOnCase } from '../desk/act-on-case.ts';
import { caseFacts } from '../desk/case-facts.ts';
import { caseViewOf, taskViewOf } from '../desk/case-view.ts';
import { commandOf } from '../desk/command-of.ts';
import type { DeskEnv, DeskOptions } from '../desk/desk-env.ts';
import { hurryFastCases } from '../desk/hurry-cases.ts';
import { clustersIn, reportersIn } from '../desk/reporter-clusters.ts';
import { keptFor } from '../kept-for.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';
import type { QueuedTask } from '../store/cases.ts';

const MAX_BYTES = 64 * 1024;
const QUEUE_LIMIT = 200;
const AUDIT_LIMIT = 200;

type DeskContext = Context<DeskEnv>;
type NameOf = (accountId: string) => string;

export function answerQueue(options: DeskOptions) {
  const hurried = keptFor(options.now, (at) => hurryFastCases(options, at));
  return async (context: DeskContext): Promise<Response> => {
    const { store } = options;
    await hurried();
    const nameOf = await namesIn(options);
    const tasks = await store.queue({ limit: QUEUE_LIMIT });
    const cases = await store.cases([...new Set(tasks.map(({ caseId }) => caseId))]);
    const reporters = await reportersIn(cases, store);
    const byId = new Map(cases.map((theCase) => [theCase.id, theCase]));
    const items = tasks.flatMap((task, index) => {
      const theCase = byId.get(task.caseId);
      return theCase === undefined
        ? []
        : [queueItem(task, theCase, { place: index + 1, nameOf, reporters })];
    });
    return context.json({ items });
  };
}

export function answerCase(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const [theCase] = await options.store.cases([context.req.param('id') ?? '']);
    if (theCase === undefined) throw new Refusal('not-found');
    return context.json(await viewOf(theCase, options));
  };
}

export function takeAct(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const { store, now } = options;
    const act = await readJson(context, DeskActSchema, MAX_BYTES);
    const outcome = await actOnCase(
      context.req.param('id') ?? '',
      commandOf(act, context.get('person'), now()),
      { store, facts: await caseFacts(options), version: act.version },
    );
    if (outcome.kind === 'refused') throw new Refusal('refused', { detail: outcome.code });
    return context.json(await viewOf(outcome.theCase, options));
  };
}

export function answerAudit(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const nameOf = await namesIn(options);
    const { entries, count } = await options.store.audit.page({ limit: AUDIT_LIMIT });
    return context.json({
      count,
      entries: entries.map(({ number, at, actor, act, subject }) => ({
        ...{ number, at, act, subject },
        by: nameOf(actor.id),
      })),
    });
  };
}

async function viewOf(theCase: Case, options: DeskOptions) {
  const filed = await options.store.filedComplaints(theCase.id);
  const clusters = await clustersIn(theCase, options.store, new Date(options.now()).toISOString());
  return caseViewOf(theCase, { filed, clusters, nameOf: await namesIn(options) });
}

interface QueueFacts {
  readonly place: number;
  readonly nameOf: NameOf;
  /** By case, those who belong together counted as one. */
  readonly reporters: ReadonlyMap<string, number>;
}

function queueItem(
  row: QueuedTask,
  theCase: Case,
  { place, nameOf, reporters }: QueueFacts,
): QueueItem {
  const appealed = theCase.appeals.find(({ appeal }) => appeal.id === row.task);
  const waiting = waitingComplaints(theCase);
  return {
    caseId: theCase.id,
    destination: theCase.destination,
    task:
      appealed === undefined
        ? taskViewOf(RULING_TASK, theCase.task, nameOf)
        : taskViewOf(row.task, appealed.task, nameOf),
    kinds: [...new Set(waiting.map(({ kind }) => kind))],
    complaints: waiting.length,
    reporters: reporters.get(theCase.id) ?? 0,
    isHurried: row.isHurried,
    place,
  };
}

async function namesIn({ store }: DeskOptions): Promise<NameOf> {
  const names = new Map((await store.accounts.list()).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
