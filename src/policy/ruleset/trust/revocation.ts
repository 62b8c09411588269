/**
 * What does not count any more, before any new root could say so: keys that may sign no ruleset,
 * and versions that nobody may use. Signed by keys of its own, and it only grows.
 */
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';
import { readEnvelope, readPayload, signDocument } from './envelope.ts';
import type { Signer } from './keys.ts';
import { checkRole, type Root } from './root.ts';

const ENTRY_LIMIT = 1000;

export const RevocationSchema = v.object({
  format: v.literal(1),
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  issuedAt: v.pipe(v.string(), v.isoTimestamp()),
  keyIds: v.pipe(v.array(v.string()), v.maxLength(ENTRY_LIMIT)),
  /** Of rulesets. */
  versions: v.pipe(v.array(v.number()), v.maxLength(ENTRY_LIMIT)),
});

export type Revocation = v.InferOutput<typeof RevocationSchema>;

/** Throws `bad-revocation`, `bad-key`. */
export function signRevocation(
  revocation: Revocation,
  ...keys: readonly Signer[]
): Promise<Uint8Array<ArrayBuffer>> {
  return signDocument('revocation', RevocationSchema, revocation, keys);
}

/**
 * `held` is one that opened under the same root: a root that changes the revocation keys begins
 * anew, which is the way back from a stolen one. Throws `bad-revocation`, `unknown-key`,
 * `bad-signature`, `too-few-keys`, and `rollback` where it takes something back or its number falls.
 */
export async function openRevocation(
  bytes: Uint8Array,
  root: Root,
  held?: Revocation,
): Promise<Revocation> {
  const envelope = readEnvelope('revocation', bytes);
  await checkRole(envelope, root, 'revocation');
  const revocation = readPayload(envelope, RevocationSchema);
  if (held !== undefined && !isGrown(revocation, held)) {
    throw new CodedError('rollback', `revocation ${revocation.number}: less than ${held.number}`);
  }
  return revocation;
}

function isGrown(next: Revocation, held: Revocation): boolean {
  const keyIds = new Set(next.keyIds);
  const versions = new Set(next.versions);
  const hasAll =
    held.keyIds.every((keyId) => keyIds.has(keyId)) &&
    held.versions.every((version) => versions.has(version));
  const isSame = keyIds.size + versions.size === new Set([...held.keyIds, ...held.versions]).size;
  return hasAll && (next.number > held.number || (next.number === held.number && isSame));
}
