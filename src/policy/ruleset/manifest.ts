/**
 * The one signed document of a published ruleset. It names every part by size and SHA-256, so that
 * parts of two versions cannot be mixed, and carries a version that only grows and an expiry.
 *
 * It travels in an envelope: the JSON of the manifest as exact bytes, with the signatures over
 * them. One valid signature by a known key is enough; nothing inside is read before that.
 */
import * as v from 'valibot';
import { CodedError } from '../coded-error.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { importPrivateKey, importPublicKey, type RootKey, type SigningKey } from './keys.ts';

export const MANIFEST_LIMIT = 64 * 1024;
export const PART_LIMIT = 64 * 1024 * 1024;

/** Keeps a signature on a manifest from counting for any other kind of document. */
const DOMAIN = 'link-guard ruleset manifest v1\n';
const SIGNATURE_LIMIT = 16;
const CLOCK_TOLERANCE = 86_400;

const PartSchema = v.object({
  /** Bytes. */
  size: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(PART_LIMIT)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits')),
});

const ManifestSchema = v.pipe(
  v.object({
    format: v.literal(1),
    /** Seconds since the epoch when it was made, or one more than the former version. */
    version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    issuedAt: v.pipe(v.string(), v.isoTimestamp()),
    expiresAt: v.pipe(v.string(), v.isoTimestamp()),
    policyId: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
    ruleCount: v.pipe(v.number(), v.integer(), v.minValue(0)),
    parts: v.object({
      rules: PartSchema,
      remainders: PartSchema,
      policy: PartSchema,
      grades: PartSchema,
    }),
  }),
  v.check(
    ({ issuedAt, expiresAt }) => Date.parse(issuedAt) < Date.parse(expiresAt),
    'expected an expiry after the issue',
  ),
);

const EnvelopeSchema = v.object({
  payload: v.pipe(v.string(), v.base64()),
  signatures: v.pipe(
    v.array(v.object({ keyId: v.string(), signature: v.string() })),
    v.minLength(1),
    v.maxLength(SIGNATURE_LIMIT),
  ),
});

export type Manifest = v.InferOutput<typeof ManifestSchema>;
export type Part = v.InferOutput<typeof PartSchema>;
export type PartName = keyof Manifest['parts'];

export const PART_NAMES = [
  'rules',
  'remainders',
  'policy',
  'grades',
] as const satisfies readonly PartName[];

/** The bytes of the envelope, signed by each of the keys; throws `bad-manifest`, `bad-key`. */
export async function signManifest(
  manifest: Manifest,
  ...keys: readonly SigningKey[]
): Promise<Uint8Array<ArrayBuffer>> {
  const payload = new TextEncoder().encode(JSON.stringify(parse(ManifestSchema, manifest)));
  const signatures = await Promise.all(
    keys.map(async (key) => {
      const signature = await crypto.subtle.sign(
        'Ed25519',
        await importPrivateKey(key),
        signedBytes(payload),
      );
      return { keyId: key.keyId, signature: toBase64(new Uint8Array(signature)) };
    }),
  );
  return new TextEncoder().encode(
    `${JSON.stringify({ payload: toBase64(payload), signatures })}\n`,
  );
}

/** Throws `bad-manifest`, `unknown-key` (none of the signers is known) or `bad-signature`. */
export async function openManifest(
  bytes: Uint8Array,
  rootKeys: readonly RootKey[],
): Promise<Manifest> {
  if (bytes.length > MANIFEST_LIMIT) throw bad(`longer than ${MANIFEST_LIMIT} bytes`);
  const envelope = parse(EnvelopeSchema, parseJson(bytes));
  const payload = fromBase64(envelope.payload);
  if (payload === undefined) throw bad('payload: not base64');
  const signed = envelope.signatures.flatMap(({ keyId, signature }) =>
    rootKeys.filter((key) => key.keyId === keyId).map((key) => ({ key, signature })),
  );
  if (signed.length === 0) {
    throw new CodedError('unknown-key', 'manifest: not signed by any key that is known here');
  }
  const verified = await Promise.all(
    signed.map(({ key, signature }) => isSignedBy(key, signature, payload)),
  );
  if (!verified.includes(true)) {
    throw new CodedError('bad-signature', 'manifest: its signature does not fit its content');
  }
  return parse(ManifestSchema, parseJson(payload));
}

/** `now` in milliseconds since the epoch. */
export function isExpired(manifest: Manifest, now: number): boolean {
  return now >= Date.parse(manifest.expiresAt);
}

/**
 * Whether a manifest may take the place of what is there. Throws `rollback` below the floor (the
 * highest version ever accepted), `two-faced` where it differs from the one that is held under the
 * same version, `fast-forward` more than a day ahead of `now` (milliseconds since the epoch),
 * `expired`.
 */
export function checkAdvance(
  manifest: Manifest,
  at: { floor: number; now: number; held?: Manifest | undefined },
): void {
  const { version } = manifest;
  if (version < at.floor) {
    throw new CodedError('rollback', `ruleset ${version}: older than ${at.floor}, seen before`);
  }
  if (version === at.held?.version && JSON.stringify(manifest) !== JSON.stringify(at.held)) {
    throw new CodedError('two-faced', `ruleset ${version}: not the one seen before as ${version}`);
  }
  if (version > at.now / 1000 + CLOCK_TOLERANCE) {
    throw new CodedError('fast-forward', `ruleset ${version}: more than a day ahead of the clock`);
  }
  if (isExpired(manifest, at.now)) {
    throw new CodedError('expired', `ruleset ${version}: expired at ${manifest.expiresAt}`);
  }
}

async function isSignedBy(
  key: RootKey,
  signature: string,
  payload: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const bytes = fromBase64(signature);
  if (bytes === undefined) return false;
  const publicKey = await importPublicKey(key);
  return crypto.subtle.verify('Ed25519', publicKey, bytes, signedBytes(payload));
}

function signedBytes(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const domain = new TextEncoder().encode(DOMAIN);
  const bytes = new Uint8Array(domain.length + payload.length);
  bytes.set(domain);
  bytes.set(payload, domain.length);
  return bytes;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new CodedError('bad-manifest', 'manifest: not JSON', { cause });
  }
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw bad(`${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
}

function bad(what: string): CodedError {
  return new CodedError('bad-manifest', `manifest: ${what}`);
}
