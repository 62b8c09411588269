/** Takes complaints, each exactly once, and tells the holder of a receipt how one stands. */
import * as v from 'valibot';
import {
  ComplaintStatesRequestSchema,
  type ComplaintStatesResponse,
  FileComplaintRequestSchema,
  type FileComplaintResponse,
  IdempotencyKeySchema,
  PROOF_HEADER,
} from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { fileFrom } from '../desk/file-from.ts';
import { createInWork } from '../in-work.ts';
import { OPERATIONS } from '../operations.ts';
import { Refusal } from '../problem.ts';
import { isProof } from '../proof/puzzles.ts';
import { readJson } from '../read-json.ts';
import { reporterOf } from '../reporter.ts';

export function takeComplaint(options: AppOptions) {
  const inWork = createInWork();
  return async (context: AppContext): Promise<Response> => {
    const idempotencyKey = idempotencyKeyOf(context);
    const complaint = await readJson(
      context,
      FileComplaintRequestSchema,
      OPERATIONS.fileComplaint.request.maxBytes,
    );
    const reporter = await reporterOf(context, options);
    if (!reporter.isNamed) await requireProof(context, idempotencyKey, options);
    const filed = await inWork.run(idempotencyKey, () =>
      fileFrom({ reporter, complaint, idempotencyKey }, options),
    );
    if (filed === undefined) {
      throw new Refusal('idempotency-in-progress', { headers: { 'Retry-After': '1' } });
    }
    const { outcome, notice } = filed;
    if (outcome.kind === 'conflict') throw new Refusal('idempotency-conflict');
    const { receipt, state, receivedAt } = outcome.standing;
    const answer: FileComplaintResponse = {
      ...{ receipt, state, receivedAt },
      ...(notice === undefined ? {} : { notice }),
    };
    return context.json(answer, outcome.kind === 'filed' ? 201 : 200, {
      'Cache-Control': 'no-store',
    });
  };
}

/** What a client solved once stands for its complaint, however often it must send that again. */
async function requireProof(
  context: AppContext,
  idempotencyKey: string,
  { store, now, limits }: AppOptions,
): Promise<void> {
  const proof = context.req.header(PROOF_HEADER);
  if (proof === undefined && !limits.proofIsRequired) return;
  if (proof !== undefined && (await isProof(store.accounts, proof, now(), idempotencyKey))) return;
  throw new Refusal('proof-required', { detail: `give a solved puzzle in ${PROOF_HEADER}` });
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
