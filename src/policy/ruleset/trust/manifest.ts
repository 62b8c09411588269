/**
 * The signed document of a published ruleset. It names every part by size and SHA-256, so that
 * parts of two versions cannot be mixed, and carries a version that only grows, an expiry, and its
 * place in the log of all versions.
 */
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';
import { sha256Of } from '../part.ts';
import { ListNameSchema } from '../rule.ts';
import { notSigned, readEnvelope, readPayload, signDocument, signersOf } from './envelope.ts';
import type { Signer } from './keys.ts';
import { nextHead, Sha256Schema, VersionSchema } from './log.ts';
import { keysOf } from './root.ts';
import type { Trust } from './trust.ts';

/** Bytes. */
export const PART_LIMIT = 64 * 1024 * 1024;

/** Of what is a document and no table: bytes. */
export const DOCUMENT_LIMIT = 1024 * 1024;

/** Versions back to which deltas and the history reach. */
export const HISTORY_LIMIT = 30;

/** Days for which a version is good at most: so long can it be shown to who is kept from the next. */
export const LIFETIME_LIMIT = 90;

const DAY = 86_400_000;

const LIST_LIMIT = 512;

const fieldsOf = (limit: number) => ({
  /** Bytes. */
  size: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(limit)),
  sha256: Sha256Schema,
});
const PartFields = fieldsOf(PART_LIMIT);
const PartSchema = v.object(PartFields);
const DocumentSchema = v.object(fieldsOf(DOCUMENT_LIMIT));
const RuleCountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

export const ManifestSchema = v.pipe(
  v.object({
    format: v.literal(2),
    /** Seconds since the epoch when it was made, or one more than the former version. */
    version: VersionSchema,
    issuedAt: v.pipe(v.string(), v.isoTimestamp()),
    expiresAt: v.pipe(v.string(), v.isoTimestamp()),
    policyId: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
    ruleCount: RuleCountSchema,
    lists: v.pipe(
      v.array(
        v.object({
          list: ListNameSchema,
          /** YYYY-MM-DD. */
          date: v.nullable(v.pipe(v.string(), v.isoDate())),
          ruleCount: RuleCountSchema,
        }),
      ),
      v.maxLength(LIST_LIMIT),
    ),
    /** Meant to have less than half of the rules that one of its forerunners had. */
    shrinks: v.optional(v.literal(true)),
    parts: v.object({
      rules: PartSchema,
      policy: DocumentSchema,
      grades: DocumentSchema,
      hosts: PartSchema,
      freshHosts: PartSchema,
      hashes: PartSchema,
      evidence: PartSchema,
    }),
    /** SHA-256 of the contents of the rules, cut into pieces; versions of before have none. */
    contents: v.optional(Sha256Schema),
    /** What makes these rules of those of a former version. */
    deltas: v.pipe(
      v.array(v.object({ from: VersionSchema, fromSha256: Sha256Schema, ...PartFields })),
      v.maxLength(HISTORY_LIMIT),
    ),
    former: v.nullable(v.object({ version: VersionSchema, head: Sha256Schema })),
    /** Up to the former version, ascending. */
    history: v.pipe(
      v.array(v.object({ version: VersionSchema, payload: Sha256Schema })),
      v.maxLength(HISTORY_LIMIT),
    ),
  }),
  v.check(
    ({ issuedAt, expiresAt }) => Date.parse(issuedAt) < Date.parse(expiresAt),
    'expected an expiry after the issue',
  ),
  v.check(
    ({ issuedAt, expiresAt }) =>
      Date.parse(expiresAt) - Date.parse(issuedAt) <= LIFETIME_LIMIT * DAY,
    `expected an expiry within ${LIFETIME_LIMIT} days of the issue`,
  ),
  v.check(
    ({ version, former, history }) =>
      history.at(-1)?.version === former?.version &&
      [...history.slice(1), { version }].every(
        (later, index) => later.version > (history[index]?.version ?? 0),
      ),
    'expected a history that ascends to the former version',
  ),
);

export type Manifest = v.InferOutput<typeof ManifestSchema>;
export type Part = v.InferOutput<typeof PartSchema>;
export type PartName = keyof Manifest['parts'];
export type Delta = Manifest['deltas'][number];

export const PART_NAMES = [
  'rules',
  'policy',
  'grades',
  'hosts',
  'freshHosts',
  'hashes',
  'evidence',
] as const satisfies readonly PartName[];

export interface SignedManifest {
  readonly manifest: Manifest;
  /** SHA-256 of the signed bytes, in hex. */
  readonly payloadSha256: string;
  /** Of the log, with this version as its last. */
  readonly head: string;
}

/** The bytes of the envelope, signed by each of the keys; throws `bad-manifest`, `bad-key`. */
export function signManifest(
  manifest: Manifest,
  ...keys: readonly Signer[]
): Promise<Uint8Array<ArrayBuffer>> {
  return signDocument('manifest', ManifestSchema, manifest, keys);
}

/**
 * Throws `bad-manifest`, `unknown-key` (none of the signers is known), `bad-signature` or
 * `too-few-keys` (too few have signed validly), `revoked` (enough have, but only with keys that were
 * revoked, or the version itself was).
 */
export async function openManifest(bytes: Uint8Array, trust: Trust): Promise<SignedManifest> {
  const envelope = readEnvelope('manifest', bytes);
  const keys = keysOf(trust.root, 'ruleset');
  const { threshold } = trust.root.roles.ruleset;
  const signers = await signersOf(envelope, keys);
  if (signers.size < threshold) throw notSigned(envelope, keys, signers);
  const { keyIds = [], versions = [] } = trust.revocation ?? {};
  if ([...signers].filter((keyId) => !keyIds.includes(keyId)).length < threshold) {
    throw new CodedError('revoked', 'manifest: its keys were revoked');
  }
  const manifest = readPayload(envelope, ManifestSchema);
  if (versions.includes(manifest.version)) {
    throw new CodedError('revoked', `ruleset ${manifest.version}: was revoked`);
  }
  const payloadSha256 = await sha256Of(envelope.payload);
  return { manifest, payloadSha256, head: nextHead(manifest.former?.head, payloadSha256) };
}

/** `now` in milliseconds since the epoch. */
export function isExpired({ expiresAt }: { readonly expiresAt: string }, now: number): boolean {
  return now >= Date.parse(expiresAt);
}
