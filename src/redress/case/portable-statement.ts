/**
 * A statement of reasons that its holder can show elsewhere: JSON that people can read, with
 * signatures beside it over its canonical bytes. Another list can check it against the service's
 * statement keys, without asking the service. The address stands in it as the SHA-256 of its
 * expression alone: whoever knows it can check that it is meant, and nobody else learns it.
 */
import * as v from 'valibot';
import {
  CodedError,
  canonicalize,
  expressionsOf,
  fullHashOf,
  type PublicKey,
  type Signer,
  signersOf,
  signPayload,
  toHex,
} from '../../policy/index.ts';
import { type Instant, InstantSchema } from '../instant.ts';
import { canonicalJson } from '../log/canonical-json.ts';
import { IdSchema } from '../text.ts';
import { isInForce, type RulingRecord } from './case.ts';
import { StatementOfReasonsSchema } from './statement-of-reasons.ts';

const SIGNATURE_LIMIT = 32;

export const PortableStatementSchema = v.strictObject({
  format: v.literal('link-guard statement 1'),
  rulingId: IdSchema,
  reasons: v.omit(StatementOfReasonsSchema, ['expression']),
  /** SHA-256 of the expression: by it the ruling is found in the public log. */
  covers: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  ruledAt: InstantSchema,
  publishedAt: InstantSchema,
  liftedAt: v.exactOptional(InstantSchema),
  replacedAt: v.exactOptional(InstantSchema),
  /** At the instant of issue. */
  isInForce: v.boolean(),
  issuedAt: InstantSchema,
});

export type PortableStatement = v.InferOutput<typeof PortableStatementSchema>;

export const SignedStatementSchema = v.strictObject({
  statement: PortableStatementSchema,
  signatures: v.pipe(
    v.array(v.strictObject({ keyId: v.string(), signature: v.string() })),
    v.minLength(1),
    v.maxLength(SIGNATURE_LIMIT),
  ),
});

export type SignedStatement = v.InferOutput<typeof SignedStatementSchema>;

/** Undefined as long as the ruling is not published. */
export function portableStatementOf(
  record: RulingRecord,
  issuedAt: Instant,
): PortableStatement | undefined {
  const { ruling, publishedAt, lifted, replacedAt } = record;
  if (publishedAt === undefined) return undefined;
  const { expression, ...reasons } = ruling.reasons;
  return {
    format: 'link-guard statement 1',
    rulingId: ruling.id,
    reasons,
    covers: toHex(fullHashOf(expression)),
    ruledAt: ruling.at,
    publishedAt,
    ...(lifted !== undefined && { liftedAt: lifted.at }),
    ...(replacedAt !== undefined && { replacedAt }),
    isInForce: isInForce(record, issuedAt),
    issuedAt,
  };
}

/** Throws `bad-key`. */
export async function signStatement(
  statement: PortableStatement,
  keys: readonly Signer[],
): Promise<SignedStatement> {
  const signatures = await signPayload({ kind: 'statement', payload: bytesOf(statement) }, keys);
  return { statement, signatures: [...signatures] };
}

/**
 * The statement, once enough of these keys have signed it. Throws `bad-statement` for what is not
 * one, and `bad-signature` where too few signatures are good.
 */
export async function openStatement(
  value: unknown,
  keys: readonly PublicKey[],
  threshold = 1,
): Promise<PortableStatement> {
  const result = v.safeParse(SignedStatementSchema, value);
  if (!result.success) {
    const [issue] = result.issues;
    const place = v.getDotPath(issue) ?? 'document';
    throw new CodedError('bad-statement', `statement: ${place}: ${issue.message}`);
  }
  const { statement, signatures } = result.output;
  const envelope = { kind: 'statement', payload: bytesOf(statement), signatures } as const;
  if ((await signersOf(envelope, keys)).size < threshold) {
    throw new CodedError('bad-signature', 'statement: not signed by as many keys as it needs');
  }
  return statement;
}

/** Whether the ruling is about this address; false for what is no address. */
export function isAbout({ covers }: PortableStatement, address: string): boolean {
  const canonical = canonicalize(address);
  if (!canonical.ok) return false;
  return expressionsOf(canonical.url).some(
    (expression) => toHex(fullHashOf(expression)) === covers,
  );
}

function bytesOf(statement: PortableStatement): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(statement));
}
