/**
 * Complaints on their way to the service. One is stored before anything is sent, and sent under
 * one key until the service has acknowledged it, whatever is killed in between: the key makes the
 * second sending of one complaint the same complaint. It leaves the outbox and appears among the
 * answered ones in one transaction.
 */
import * as v from 'valibot';
import { CodedError } from '../../../policy/index.ts';
import { type Complaint, ComplaintSchema, type ComplaintState } from '../../../redress/index.ts';
import {
  ENDPOINTS,
  FileComplaintResponseSchema,
  PROBLEM_MEDIA_TYPE,
  ProblemSchema,
} from '../../../wire/index.ts';
import { log, logError } from '../../log.ts';
import type { Asker } from '../../messaging/handle.ts';
import type { ComplaintDraft, ComplaintProblem, ComplaintView } from '../../messaging/protocol.ts';
import { outboxBackOff } from '../../storage/asking.ts';
import {
  type AnsweredComplaint,
  committed,
  DURABLE,
  openDatabase,
  type WaitingComplaint,
  writeDatabase,
} from '../../storage/database.ts';
import { cancelOutbox, scheduleOutbox } from '../alarms.ts';
import { randomToken } from '../random-token.ts';
import { activeRuleset } from '../ruleset/ruleset.ts';
import { afterFailure, afterSuccess, mayAsk } from '../service/back-off.ts';
import { type Fetched, fetchFromService, jsonOf } from '../service/fetching.ts';
import { complainingFor } from './complaining.ts';

const LIMIT = 500;
const KEY_BYTES = 32;
const TIME_LIMIT = 10_000;
const SIZE_LIMIT = 64 * 1024;
/** Held by whoever sends. */
export const OUTBOX_LOCK = 'outbox';

/** Problems of the complaint itself; any other is one of the moment. */
const REFUSALS = [
  'bad-request',
  'too-large',
  'idempotency-conflict',
  'unsupported-media-type',
] as const satisfies readonly ComplaintProblem[];

/**
 * Throws 'complaints-off' where the administrator allows none; 'private-window', since what is done there leaves nothing behind; 'bad-complaint',
 * 'outbox-full', 'storage-full', 'storage-broken'.
 */
export async function fileComplaint(
  draft: ComplaintDraft,
  asker: Pick<Asker, 'isPrivate' | 'tabId'>,
): Promise<ComplaintView> {
  const complaining = await complainingFor(asker);
  if (complaining === 'off') {
    throw new CodedError('complaints-off', 'complaint: the administrator allows none');
  }
  if (complaining === 'private-window') {
    throw new CodedError('private-window', 'complaint: not from a private window');
  }
  const rulesetVersion = (await activeRuleset())?.manifest.version ?? 0;
  const parsed = v.safeParse(ComplaintSchema, { ...draft, rulesetVersion });
  if (!parsed.success) {
    const place = v.getDotPath(parsed.issues[0]) ?? 'complaint';
    throw new CodedError('bad-complaint', `complaint: ${place}: not what the service takes`);
  }
  const waiting = { id: randomToken(KEY_BYTES), complaint: parsed.output, filedAt: Date.now() };
  await writeDatabase(async (database) => {
    const storing = database.transaction('outbox', 'readwrite', DURABLE);
    if ((await storing.store.count()) >= LIMIT) {
      throw new CodedError('outbox-full', `complaints: more than ${LIMIT} wait already`);
    }
    await committed(storing, storing.store.add(waiting));
  });
  void flushOutbox({ isUrgent: true });
  return viewOf(waiting);
}

export function viewOf(kept: WaitingComplaint | AnsweredComplaint): ComplaintView {
  const { id, filedAt, complaint } = kept;
  const { address, kind, context, comment } = complaint;
  const problem = 'problem' in kept ? REFUSALS.find((code) => code === kept.problem) : undefined;
  const state = 'state' in kept ? kept.state : 'waiting';
  return { id, address, kind, context, comment, filedAt, state, problem };
}

/**
 * Sends what waits, oldest first, until one fails. What is urgent minds no back-off but the one
 * that the service asked for, and waits for its turn; anything else leaves it to who sends already.
 * Never rejects.
 */
export async function flushOutbox({ isUrgent = false } = {}): Promise<void> {
  try {
    await navigator.locks.request(OUTBOX_LOCK, { ifAvailable: !isUrgent }, async (lock) => {
      if (lock === null) return;
      const { notBefore, askedUntil = 0 } = await outboxBackOff.get();
      if (mayAsk({ notBefore: isUrgent ? askedUntil : notBefore }, Date.now())) await flush();
    });
  } catch (error) {
    logError('outbox not flushed', error);
  }
}

async function flush(): Promise<void> {
  const waiting = await (await openDatabase()).getAll('outbox');
  if (waiting.length === 0) return cancelOutbox();
  // First of all: should the worker die in the middle, the alarm goes on.
  await scheduleOutbox((await outboxBackOff.get()).notBefore);
  for (const one of waiting.toSorted((a, b) => a.filedAt - b.filedAt)) {
    const outcome = await send(one);
    if (outcome.kind === 'later') {
      log('complaint not sent yet', { code: outcome.code });
      await backOff(outcome.retryAfter);
      return;
    }
    await settle(one, outcome);
  }
  await outboxBackOff.update(() => afterSuccess(Date.now()));
  await cancelOutbox();
}

async function backOff(retryAfter: number | undefined): Promise<void> {
  const { notBefore } = await outboxBackOff.update((last) =>
    afterFailure(last, { now: Date.now(), random: Math.random(), retryAfter }),
  );
  await scheduleOutbox(notBefore);
}

export type Outcome =
  | { readonly kind: 'received'; readonly receipt: string; readonly state: ComplaintState }
  | { readonly kind: 'refused'; readonly problem: ComplaintProblem }
  | { readonly kind: 'later'; readonly code: string; readonly retryAfter: number | undefined };

async function send({ id, complaint }: WaitingComplaint): Promise<Outcome> {
  try {
    return outcomeOf(
      await fetchFromService({
        path: ENDPOINTS.complaints,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify(complaint satisfies Complaint),
        timeLimit: TIME_LIMIT,
        sizeLimit: SIZE_LIMIT,
      }),
    );
  } catch (error) {
    const code = error instanceof CodedError ? error.code : 'unreachable';
    return { kind: 'later', code, retryAfter: undefined };
  }
}

/**
 * Refused is only what the service refuses in its own words: the 403 of a hotel's login page is
 * not its answer.
 */
export function outcomeOf(
  fetched: Pick<Fetched, 'status' | 'mediaType' | 'bytes' | 'retryAfter'>,
): Outcome {
  const { status, retryAfter } = fetched;
  if (status === 200 || status === 201) {
    const parsed = v.safeParse(FileComplaintResponseSchema, jsonOf(fetched));
    if (parsed.success) {
      return { kind: 'received', receipt: parsed.output.receipt, state: parsed.output.state };
    }
  }
  const problem = refusalIn(fetched);
  return problem === undefined
    ? { kind: 'later', code: `status-${status}`, retryAfter }
    : { kind: 'refused', problem };
}

function refusalIn(fetched: Pick<Fetched, 'mediaType' | 'bytes'>): ComplaintProblem | undefined {
  const problem = v.safeParse(ProblemSchema, jsonOf(fetched));
  if (fetched.mediaType !== PROBLEM_MEDIA_TYPE || !problem.success) return undefined;
  return REFUSALS.find((code) => problem.output.type === `urn:link-guard:problem:${code}`);
}

async function settle(
  waiting: WaitingComplaint,
  outcome: Exclude<Outcome, { kind: 'later' }>,
): Promise<void> {
  const answered: AnsweredComplaint =
    outcome.kind === 'refused'
      ? { ...waiting, receipt: null, state: 'refused', problem: outcome.problem }
      : { ...waiting, receipt: outcome.receipt, state: outcome.state };
  await writeDatabase(async (database) => {
    const moving = database.transaction(['outbox', 'complaints'], 'readwrite', DURABLE);
    await committed(
      moving,
      moving.objectStore('complaints').put(answered),
      moving.objectStore('outbox').delete(waiting.id),
    );
  });
}
