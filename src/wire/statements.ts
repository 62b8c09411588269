/** Signed, portable statements of reasons, and the keys that they are checked with. */
import * as v from 'valibot';
import { SignedStatementSchema } from '../redress/index.ts';

export const SignedStatementAnswerSchema = SignedStatementSchema;

export const StatementKeysSchema = v.object({
  keys: v.pipe(
    v.array(v.object({ keyId: v.string(), publicKey: v.string() })),
    v.minLength(1),
    v.maxLength(8),
  ),
});

export type StatementKeys = v.InferOutput<typeof StatementKeysSchema>;
