/**
 * The one form in which signed documents travel: the JSON of a document as exact bytes, with the
 * signatures over them. A signature counts for one kind of document only, and a key counts once,
 * however often it signed. Nothing inside is read before the signatures were counted.
 */
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import { importPublicKey, type PublicKey, type Signer, signWith } from './keys.ts';

/** Its domain keeps a signature on one kind of document from counting for any other kind. */
const KINDS = {
  root: { domain: 'link-guard root v1\n', code: 'bad-root', limit: 64 * 1024 },
  manifest: { domain: 'link-guard manifest v2\n', code: 'bad-manifest', limit: 256 * 1024 },
  revocation: { domain: 'link-guard revocation v1\n', code: 'bad-revocation', limit: 64 * 1024 },
  /** Of reasons: its signatures travel beside it, because people are to read it as it is. */
  statement: { domain: 'link-guard statement v1\n', code: 'bad-statement', limit: 64 * 1024 },
} as const;

/** Bytes of an envelope, base64 included. */
export const ROOT_LIMIT = KINDS.root.limit;
export const MANIFEST_LIMIT = KINDS.manifest.limit;
export const REVOCATION_LIMIT = KINDS.revocation.limit;

const SIGNATURE_LIMIT = 32;

export type DocumentKind = keyof typeof KINDS;

export interface Envelope {
  readonly kind: DocumentKind;
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly signatures: readonly { readonly keyId: string; readonly signature: string }[];
}

const EnvelopeSchema = v.object({
  payload: v.string(),
  signatures: v.pipe(
    v.array(v.object({ keyId: v.string(), signature: v.string() })),
    v.minLength(1),
    v.maxLength(SIGNATURE_LIMIT),
  ),
});

/** Throws `bad-root`, `bad-manifest` or `bad-revocation`, after the kind. */
export function readEnvelope(kind: DocumentKind, bytes: Uint8Array): Envelope {
  const { limit } = KINDS[kind];
  if (bytes.length > limit) throw bad(kind, `longer than ${limit} bytes`);
  const { payload, signatures } = parseDocument(kind, EnvelopeSchema, parseJson(kind, bytes));
  const decoded = fromBase64(payload);
  if (decoded === undefined) throw bad(kind, 'payload: not base64');
  return { kind, payload: decoded, signatures };
}

/** The ids of those of these keys that have signed the payload. */
export async function signersOf(
  envelope: Envelope,
  keys: readonly PublicKey[],
): Promise<ReadonlySet<string>> {
  const signed = signedBytes(envelope);
  const found = await Promise.all(
    envelope.signatures.map(async ({ keyId, signature }) => {
      const key = keys.find((known) => known.keyId === keyId);
      const bytes = fromBase64(signature);
      if (key === undefined || bytes === undefined) return [];
      const publicKey = await importPublicKey(key);
      return (await crypto.subtle.verify('Ed25519', publicKey, bytes, signed)) ? [keyId] : [];
    }),
  );
  return new Set(found.flat());
}

/**
 * What a missing threshold is called: `unknown-key` where none of the signers is known at all,
 * `bad-signature` where a signature of a known key is not valid, `too-few-keys` where all are.
 */
export function notSigned(
  { kind, signatures }: Envelope,
  keys: readonly PublicKey[],
  signers: ReadonlySet<string>,
): CodedError {
  const known = signatures.filter(({ keyId }) => keys.some((key) => key.keyId === keyId));
  if (known.length === 0) {
    return new CodedError('unknown-key', `${kind}: not signed by any key that is known here`);
  }
  const code = known.every(({ keyId }) => signers.has(keyId)) ? 'too-few-keys' : 'bad-signature';
  return new CodedError(code, `${kind}: not validly signed by as many keys as it needs`);
}

export function readPayload<T>(envelope: Envelope, schema: v.GenericSchema<unknown, T>): T {
  const { kind, payload } = envelope;
  return parseDocument(kind, schema, parseJson(kind, payload));
}

/** The bytes of the envelope, signed by each of the keys; throws as reading would, or `bad-key`. */
export async function signDocument<T>(
  kind: DocumentKind,
  schema: v.GenericSchema<unknown, T>,
  document: T,
  keys: readonly Signer[],
): Promise<Uint8Array<ArrayBuffer>> {
  const payload = new TextEncoder().encode(JSON.stringify(parseDocument(kind, schema, document)));
  return addSignatures({ kind, payload, signatures: [] }, keys);
}

/** The bytes of the envelope with one more signature of each key, in the place of any former one. */
export async function addSignatures(
  envelope: Envelope,
  keys: readonly Signer[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { kind, payload } = envelope;
  const added = await signPayload(envelope, keys);
  const kept = envelope.signatures.filter(({ keyId }) => added.every((one) => one.keyId !== keyId));
  const signatures = [...kept, ...added];
  if (signatures.length > SIGNATURE_LIMIT) {
    throw bad(kind, `signatures: more than ${SIGNATURE_LIMIT}`);
  }
  const bytes = new TextEncoder().encode(
    `${JSON.stringify({ payload: toBase64(payload), signatures })}\n`,
  );
  if (bytes.length > KINDS[kind].limit) throw bad(kind, `longer than ${KINDS[kind].limit} bytes`);
  return bytes;
}

/** The signatures alone, one of each key; throws `bad-key`. */
export async function signPayload(
  document: Pick<Envelope, 'kind' | 'payload'>,
  keys: readonly Signer[],
): Promise<Envelope['signatures']> {
  const signed = signedBytes(document);
  return Promise.all(
    keys.map(async (key) => {
      return { keyId: key.keyId, signature: toBase64(await signWith(key, signed)) };
    }),
  );
}

function signedBytes({ kind, payload }: Omit<Envelope, 'signatures'>): Uint8Array<ArrayBuffer> {
  const domain = new TextEncoder().encode(KINDS[kind].domain);
  const bytes = new Uint8Array(domain.length + payload.length);
  bytes.set(domain);
  bytes.set(payload, domain.length);
  return bytes;
}

function parseJson(kind: DocumentKind, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new CodedError(KINDS[kind].code, `${kind}: not JSON`, { cause });
  }
}

function parseDocument<T>(
  kind: DocumentKind,
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw bad(kind, `${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
}

function bad(kind: DocumentKind, what: string): CodedError {
  return new CodedError(KINDS[kind].code, `${kind}: ${what}`);
}
