/** What became of a complaint, and the appeal of whoever holds its receipt. */
import { randomUUID } from 'node:crypto';
import {
  AppealRequestSchema,
  type AppealResponse,
  ComplaintCaseRequestSchema,
  type ComplaintCaseResponse,
} from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { actOnCase } from '../desk/act-on-case.ts';
import { caseFacts } from '../desk/case-facts.ts';
import { complaintCaseOf } from '../desk/complaint-case.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';
import type { KeptFigures } from './figures.ts';

const MAX_BYTES = 32 * 1024;

export function answerComplaintCase(options: AppOptions, figures: KeptFigures) {
  return async (context: AppContext): Promise<Response> => {
    const { receipt } = await readJson(context, ComplaintCaseRequestSchema, MAX_BYTES);
    const answer = await complaintStory(receipt, options, figures);
    if (answer === undefined) throw new Refusal('not-found');
    return context.json(answer, 200, { 'Cache-Control': 'no-store' });
  };
}

/** Undefined for a receipt that nobody was given. Throws `store-unavailable`. */
export async function complaintStory(
  receipt: string,
  options: Pick<AppOptions, 'store' | 'now' | 'ruleset'>,
  figures: KeptFigures,
): Promise<ComplaintCaseResponse | undefined> {
  const { store, now } = options;
  const found = await store.caseOfReceipt(receipt);
  if (found === undefined) return undefined;
  const { theCase, complaintId: id } = found;
  const before = await store.placeInQueue(theCase.id);
  return complaintCaseOf(
    theCase,
    { id, receipt },
    {
      facts: await caseFacts(options),
      now: new Date(now()).toISOString(),
      place: before === undefined ? undefined : before + 1,
      times: (await figures()).times.toPublication,
    },
  );
}

export function takeAppeal(options: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const { store, now } = options;
    const { receipt, rulingId, words } = await readJson(context, AppealRequestSchema, MAX_BYTES);
    const found = await store.caseOfReceipt(receipt);
    if (found === undefined) throw new Refusal('not-found');
    const { theCase, complaintId } = found;
    const reporter = theCase.complaints.find(({ id }) => id === complaintId)?.reporter;
    const at = new Date(now()).toISOString();
    const appealId = randomUUID();
    const outcome = await actOnCase(
      theCase.id,
      {
        kind: 'appeal',
        actor: { id: reporter ?? complaintId, role: 'reporter' },
        ...{ at, appealId, rulingId, complaintId, words },
      },
      { store, facts: await caseFacts(options) },
    );
    if (outcome.kind === 'refused') throw new Refusal('refused', { detail: outcome.code });
    const answer: AppealResponse = { appealId, lodgedAt: at };
    return context.json(answer, 201, { 'Cache-Control': 'no-store' });
  };
}
