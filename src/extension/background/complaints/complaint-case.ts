/** One complaint in full: what the service tells of its case, an appeal, and forgetting it here. */
import * as v from 'valibot';
import { CodedError } from '../../../policy/index.ts';
import { ComplaintCaseResponseSchema, ENDPOINTS, type PublicRuling } from '../../../wire/index.ts';
import { log } from '../../log.ts';
import type { Asker } from '../../messaging/handle.ts';
import type { ComplaintDetail, ComplaintStory } from '../../messaging/options.ts';
import {
  type AnsweredComplaint,
  committed,
  openDatabase,
  type WaitingComplaint,
  writeDatabase,
} from '../../storage/database.ts';
import { activeRuleset } from '../ruleset/ruleset.ts';
import { type Fetched, fetchFromService, jsonOf } from '../service/fetching.ts';
import { complainingFor } from './complaining.ts';

const TIME_LIMIT = 6000;
const SIZE_LIMIT = 1024 * 1024;

/** Throws 'no-complaint', 'storage-broken'. A service that is silent is no error. */
export async function viewComplaint(
  { id }: { id: string },
  asker: Pick<Asker, 'isPrivate' | 'tabId'>,
): Promise<ComplaintDetail> {
  const receipt = await receiptOf(id);
  const complaining = await complainingFor(asker);
  const rulesetVersion = (await activeRuleset())?.manifest.version ?? 0;
  const told = { receipt, complaining, rulesetVersion };
  if (receipt === undefined) return { ...told, story: undefined };
  try {
    const story = storyOf(await post(ENDPOINTS.complaintCase, { receipt }));
    // Not kept, it is told all the same; that nothing is kept is told as 'storage-full'.
    if (story !== undefined) await noteState(id, story.state).catch(() => undefined);
    return { ...told, story };
  } catch (error) {
    log('complaint: its case was not told', {
      code: error instanceof CodedError ? error.code : 'unexpected',
    });
    return { ...told, story: undefined };
  }
}

/** Throws 'no-complaint', 'appeal-refused', 'unreachable'. */
export async function appealAgainst(
  { id, rulingId, words }: { id: string; rulingId: string; words: string },
  asker: Pick<Asker, 'isPrivate' | 'tabId'>,
): Promise<ComplaintDetail> {
  const receipt = await receiptOf(id);
  if (receipt === undefined) throw new CodedError('no-complaint', 'complaint: no receipt yet');
  const { status } = await post(ENDPOINTS.appeals, { receipt, rulingId, words });
  if (status !== 200 && status !== 201) {
    throw new CodedError('appeal-refused', `appeal: status ${status}`);
  }
  return viewComplaint({ id }, asker);
}

/** The list is to say the same as the story. */
async function noteState(id: string, state: ComplaintStory['state']): Promise<void> {
  const kept = await (await openDatabase()).get('complaints', id);
  if (kept === undefined || kept.state === state) return;
  await writeDatabase(async (database) => {
    const noting = database.transaction('complaints', 'readwrite');
    await committed(noting, noting.store.put({ ...kept, state }));
  });
}

/** One that waits is never sent then. */
export async function forgetComplaint({ id }: { id: string }): Promise<void> {
  await writeDatabase(async (database) => {
    const removing = database.transaction(['outbox', 'complaints'], 'readwrite');
    await committed(
      removing,
      removing.objectStore('outbox').delete(id),
      removing.objectStore('complaints').delete(id),
    );
  });
}

/** As they are kept, oldest first. Throws 'storage-broken'. */
export async function exportComplaints(): Promise<readonly unknown[]> {
  const database = await openDatabase();
  const kept: readonly (WaitingComplaint | AnsweredComplaint)[] = [
    ...(await database.getAll('outbox')),
    ...(await database.getAll('complaints')),
  ];
  return kept
    .toSorted((a, b) => a.filedAt - b.filedAt)
    .map((one) => ({
      ...one.complaint,
      filedAt: new Date(one.filedAt).toISOString(),
      ...('state' in one
        ? { receipt: one.receipt, state: one.state }
        : { receipt: null, state: 'waiting' }),
    }));
}

/** Undefined until there is one. */
async function receiptOf(id: string): Promise<string | undefined> {
  const database = await openDatabase();
  const answered = await database.get('complaints', id);
  if (answered !== undefined) return answered.receipt ?? undefined;
  if ((await database.get('outbox', id)) !== undefined) return undefined;
  throw new CodedError('no-complaint', 'complaint: not kept here');
}

function post(path: string, body: object): Promise<Fetched> {
  return fetchFromService({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    timeLimit: TIME_LIMIT,
    sizeLimit: SIZE_LIMIT,
  });
}

/** A dismissal is never in force, for it restricts nothing; it holds until another takes its place. */
function isOver({ reasons, liftedAt, replacedAt, isInForce }: PublicRuling): boolean {
  const isRestricting = reasons.measure.kind !== 'none';
  return liftedAt !== undefined || replacedAt !== undefined || (isRestricting && !isInForce);
}

function storyOf(fetched: Fetched): ComplaintStory | undefined {
  const parsed = v.safeParse(ComplaintCaseResponseSchema, jsonOf(fetched));
  if (fetched.status !== 200 || !parsed.success) return undefined;
  const { state, stage, place, usualHours, rulings, appeals, mayAppeal } = parsed.output;
  return {
    state,
    stage,
    place,
    usualHours,
    rulings: rulings.map((ruling) => {
      const { id, reasons, ruledAt, appealUntil } = ruling;
      return { id, reasons, ruledAt, isOver: isOver(ruling), appealUntil };
    }),
    appeals: appeals.map(({ id, lodgedAt, outcome, explanation }) => ({
      id,
      lodgedAt,
      outcome,
      explanation,
    })),
    mayAppeal,
  };
}
