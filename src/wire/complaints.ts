/** Filing complaints, and asking how they stand. A receipt is the key to its complaint. */
import * as v from 'valibot';
import { COMPLAINT_STATES, ComplaintSchema } from '../redress/index.ts';

/** 32 random bytes in base64url: unguessable, so that holding one is the right to ask. */
export const TokenSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{43}$/, 'expected 43 base64url digits'),
);

/** Sent in the `Idempotency-Key` header; made by the client, one for each complaint. */
export const IdempotencyKeySchema = TokenSchema;

export const FileComplaintRequestSchema = ComplaintSchema;

export const FileComplaintResponseSchema = v.object({
  receipt: TokenSchema,
  state: v.picklist(COMPLAINT_STATES),
  /** ISO 8601. */
  receivedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Only for whoever is known from one day to the next; with it, until when it holds. */
  notice: v.exactOptional(
    v.object({
      /** `warned`: many complaints were plainly unfounded. `limited`: they wait behind all others. */
      kind: v.picklist(['warned', 'limited']),
      until: v.pipe(v.string(), v.isoTimestamp()),
    }),
  ),
});

/** Receipts go in the body: an address is logged on its way, a body is not. */
export const ComplaintStatesRequestSchema = v.strictObject({
  receipts: v.pipe(v.array(TokenSchema), v.minLength(1), v.maxLength(50)),
});

export const ComplaintStatesResponseSchema = v.object({
  /** Receipts that the service does not know are absent. */
  complaints: v.array(
    v.object({
      receipt: TokenSchema,
      state: v.picklist(COMPLAINT_STATES),
      receivedAt: v.pipe(v.string(), v.isoTimestamp()),
      updatedAt: v.pipe(v.string(), v.isoTimestamp()),
    }),
  ),
});

export type FileComplaintRequest = v.InferOutput<typeof FileComplaintRequestSchema>;
export type FileComplaintResponse = v.InferOutput<typeof FileComplaintResponseSchema>;
export type ComplaintStatesRequest = v.InferOutput<typeof ComplaintStatesRequestSchema>;
export type ComplaintStatesResponse = v.InferOutput<typeof ComplaintStatesResponseSchema>;
