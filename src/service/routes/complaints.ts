/** Takes complaints, each exactly once, and tells the holder of a receipt how one stands. */
import * as v from 'valibot';
import { canonicalize } from '../../policy/index.ts';
import {
  ComplaintStatesRequestSchema,
  type ComplaintStatesResponse,
  FileComplaintRequestSchema,
  type FileComplaintResponse,
  IdempotencyKeySchema,
} from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { createInWork } from '../in-work.ts';
import { OPERATIONS } from '../operations.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';

export function takeComplaint({ store, now }: AppOptions) {
  const inWork = createInWork();
  return async (context: AppContext): Promise<Response> => {
    const idempotencyKey = idempotencyKeyOf(context);
    const complaint = await readJson(
      context,
      FileComplaintRequestSchema,
      OPERATIONS.fileComplaint.request.maxBytes,
    );
    const canonical = canonicalize(complaint.address);
    const outcome = await inWork.run(idempotencyKey, () =>
      store.fileComplaint({
        idempotencyKey,
        complaint,
        canonical: canonical.ok ? canonical.url : undefined,
        receivedAt: new Date(now()),
      }),
    );
    if (outcome === undefined) {
      throw new Refusal('idempotency-in-progress', { headers: { 'Retry-After': '1' } });
    }
    if (outcome.kind === 'conflict') throw new Refusal('idempotency-conflict');
    const { receipt, state, receivedAt } = outcome.standing;
    const answer: FileComplaintResponse = { receipt, state, receivedAt };
    return context.json(answer, outcome.kind === 'filed' ? 201 : 200, {
      'Cache-Control': 'no-store',
    });
  };
}

export function answerComplaintStates({ store }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const { receipts } = await readJson(
      context,
      ComplaintStatesRequestSchema,
      OPERATIONS.complaintStates.request.maxBytes,
    );
    const complaints = await store.complaintStates(receipts);
    const answer: ComplaintStatesResponse = { complaints: [...complaints] };
    return context.json(answer, 200, { 'Cache-Control': 'no-store' });
  };
}

/** The header's draft makes it a quoted string; the bare form is taken too. */
function idempotencyKeyOf(context: AppContext): string {
  const header = context.req.header('Idempotency-Key');
  if (header === undefined) throw new Refusal('missing-idempotency-key');
  const result = v.safeParse(IdempotencyKeySchema, header.replace(/^"(.*)"$/, '$1'));
  if (result.success) return result.output;
  throw new Refusal('bad-request', {
    detail: result.issues[0].message,
    place: 'headers.idempotency-key',
  });
}
