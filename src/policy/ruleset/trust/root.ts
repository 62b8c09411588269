/**
 * Who may sign what: the document from which all trust comes. A package carries one as its anchor.
 * Each further one is signed by enough keys of the one before it and by enough of its own, so that
 * keys can be changed without a new package, and no number is ever left out.
 */
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';
import {
  type Envelope,
  notSigned,
  readEnvelope,
  readPayload,
  signDocument,
  signersOf,
} from './envelope.ts';
import { type PublicKey, PublicKeySchema, type Signer } from './keys.ts';

/** Roots that are walked in one go; the rest waits for the next time. */
export const ROOT_LIMIT_PER_WALK = 1024;

const KEY_LIMIT = 32;

const RoleSchema = v.pipe(
  v.object({
    keyIds: v.pipe(v.array(v.string()), v.maxLength(KEY_LIMIT)),
    threshold: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  // A key that is named twice counts once.
  v.check(
    ({ keyIds, threshold }) => new Set(keyIds).size >= threshold,
    'expected as many different keys as the threshold',
  ),
);

export const RootSchema = v.pipe(
  v.object({
    format: v.literal(1),
    /** From 1, without gaps. */
    number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    issuedAt: v.pipe(v.string(), v.isoTimestamp()),
    expiresAt: v.pipe(v.string(), v.isoTimestamp()),
    keys: v.pipe(v.array(PublicKeySchema), v.maxLength(KEY_LIMIT)),
    roles: v.object({ root: RoleSchema, ruleset: RoleSchema, revocation: RoleSchema }),
  }),
  v.check(
    ({ issuedAt, expiresAt }) => Date.parse(issuedAt) < Date.parse(expiresAt),
    'expected an expiry after the issue',
  ),
  v.check(
    ({ keys, roles }) =>
      Object.values(roles).every((role) =>
        role.keyIds.every((id) => keys.some(({ keyId }) => keyId === id)),
      ),
    'expected every key of a role among the keys',
  ),
);

export type Root = v.InferOutput<typeof RootSchema>;
export type Role = keyof Root['roles'];

export const ROLES = ['root', 'ruleset', 'revocation'] as const satisfies readonly Role[];

/** Throws `bad-root`, `bad-key`. */
export function signRoot(root: Root, ...keys: readonly Signer[]): Promise<Uint8Array<ArrayBuffer>> {
  return signDocument('root', RootSchema, root, keys);
}

/**
 * The anchor, which is trusted for where it is; throws `bad-root`, `unknown-key`, `bad-signature`,
 * `too-few-keys`.
 */
export async function openFirstRoot(bytes: Uint8Array): Promise<Root> {
  const envelope = readEnvelope('root', bytes);
  const root = readPayload(envelope, RootSchema);
  await checkRole(envelope, root, 'root');
  return root;
}

/**
 * The root after the one that is held, whether or not that one has expired. Throws `bad-root`,
 * `unknown-key`, `bad-signature`, `too-few-keys`, and `root-gap` where it is not the very next one.
 */
export async function openNextRoot(bytes: Uint8Array, held: Root): Promise<Root> {
  const envelope = readEnvelope('root', bytes);
  await checkRole(envelope, held, 'root');
  const root = readPayload(envelope, RootSchema);
  await checkRole(envelope, root, 'root');
  if (root.number !== held.number + 1) {
    throw new CodedError('root-gap', `root: number ${root.number} after ${held.number}`);
  }
  return root;
}

export function keysOf(root: Root, role: Role): readonly PublicKey[] {
  const { keyIds } = root.roles[role];
  return root.keys.filter(({ keyId }) => keyIds.includes(keyId));
}

/** Throws as `notSigned` says where fewer keys of the role have signed than it needs. */
export async function checkRole(envelope: Envelope, root: Root, role: Role): Promise<void> {
  const keys = keysOf(root, role);
  const signers = await signersOf(envelope, keys);
  if (signers.size < root.roles[role].threshold) throw notSigned(envelope, keys, signers);
}
