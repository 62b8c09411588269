/** The person's complaints: those that wait, and how the answered ones stand with the service. */
import * as v from 'valibot';
import {
  type ComplaintStatesResponse,
  ComplaintStatesResponseSchema,
  ENDPOINTS,
} from '../../../wire/index.ts';
import { logError } from '../../log.ts';
import type { ComplaintView } from '../../messaging/protocol.ts';
import { outboxBackOff, ruledAskedAt, statesAskedAt } from '../../storage/asking.ts';
import {
  type AnsweredComplaint,
  committed,
  openDatabase,
  writeDatabase,
} from '../../storage/database.ts';
import { mayAsk } from '../service/back-off.ts';
import { fetchFromService, jsonOf } from '../service/fetching.ts';
import { notifyOfRulings } from './notifications.ts';
import { flushOutbox, viewOf } from './outbox.ts';

const SHOWN = 200;
const INTERVAL = 60_000;
/** What was ruled can be ruled otherwise: after an appeal, by whomever. */
const RULED_INTERVAL = 60 * 60_000;
/** By then no appeal is open any more. */
const RULED_FOR = 365 * 86_400_000;
/** Milliseconds that a page waits for news; later ones are there when it asks again. */
const PATIENCE = 600;
const TIME_LIMIT = 2000;
const SIZE_LIMIT = 256 * 1024;
const RECEIPTS_AT_ONCE = 50;

/** As `complaintsNow`, with the news that come within a moment. */
export async function listComplaints(): Promise<readonly ComplaintView[]> {
  await Promise.race([refreshComplaintStates(), passing(PATIENCE)]);
  return complaintsNow();
}

/**
 * Newest first; asks for news, and does not wait for them. Empty where the database is broken, which
 * the state of protection tells.
 */
export async function complaintsNow(): Promise<readonly ComplaintView[]> {
  try {
    void flushForPerson();
    void refreshComplaintStates();
    const database = await openDatabase();
    const kept = [...(await database.getAll('outbox')), ...(await database.getAll('complaints'))];
    return kept
      .sort((a, b) => b.filedAt - a.filedAt)
      .slice(0, SHOWN)
      .map(viewOf);
  } catch (error) {
    logError('complaints cannot be listed', error);
    return [];
  }
}

let hurriedAt = 0;

/** Someone looks, and an open popup looks every few seconds: it cuts short one back-off a minute. */
async function flushForPerson(): Promise<void> {
  const now = Date.now();
  const isWaiting = !mayAsk(await outboxBackOff.get(), now);
  const isUrgent = isWaiting && Math.abs(now - hurriedAt) >= INTERVAL;
  if (isUrgent) hurriedAt = now;
  await flushOutbox({ isUrgent });
}

/** Asks at most once a minute; after those that are ruled, once an hour. Never rejects. */
export async function refreshComplaintStates(): Promise<void> {
  try {
    const now = Date.now();
    const withRuled = Math.abs(now - (await ruledAskedAt.get())) >= RULED_INTERVAL;
    const kept = (await (await openDatabase()).getAll('complaints')).filter(isReceived);
    const due = kept.filter((one) => isOpen(one) || (withRuled && now - one.filedAt < RULED_FOR));
    if (due.length === 0 || Math.abs(now - (await statesAskedAt.get())) < INTERVAL) return;
    await statesAskedAt.set(now);
    if (withRuled) await ruledAskedAt.set(now);
    for (let start = 0; start < due.length; start += RECEIPTS_AT_ONCE) {
      await refresh(due.slice(start, start + RECEIPTS_AT_ONCE));
    }
  } catch (error) {
    logError('complaint states not refreshed', error);
  }
}

type ReceivedComplaint = AnsweredComplaint & { readonly receipt: string };

function isReceived(complaint: AnsweredComplaint): complaint is ReceivedComplaint {
  return complaint.receipt !== null;
}

function isOpen({ state }: AnsweredComplaint): boolean {
  return state === 'received' || state === 'in-review';
}

async function refresh(due: readonly ReceivedComplaint[]): Promise<void> {
  const fetched = await fetchFromService({
    path: ENDPOINTS.complaintStates,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receipts: due.map(({ receipt }) => receipt) }),
    timeLimit: TIME_LIMIT,
    sizeLimit: SIZE_LIMIT,
  });
  const parsed = v.safeParse(ComplaintStatesResponseSchema, jsonOf(fetched));
  if (fetched.status !== 200 || !parsed.success) return;
  const changed = withStates(due, parsed.output.complaints);
  if (changed.length === 0) return;
  const ruled = changed.filter(({ state }) => state === 'upheld' || state === 'dismissed');
  await writeDatabase(async (database) => {
    const writing = database.transaction('complaints', 'readwrite');
    await committed(writing, ...changed.map((one) => writing.store.put(one)));
  });
  await notifyOfRulings(ruled.length);
}

/** Those that stand otherwise than before. */
export function withStates(
  due: readonly AnsweredComplaint[],
  told: ComplaintStatesResponse['complaints'],
): readonly AnsweredComplaint[] {
  const states = new Map(told.map(({ receipt, state }) => [receipt, state]));
  return due.flatMap((complaint) => {
    const state = states.get(complaint.receipt ?? '');
    return state === undefined || state === complaint.state ? [] : [{ ...complaint, state }];
  });
}

function passing(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
