/**
 * Makes the first root of a folder, and each one after it: at once, or as a draft that is signed at
 * several machines before it is installed.
 */
import {
  CodedError,
  codeOf,
  openFirstRoot,
  openNextRoot,
  openRevocation,
  type PublicKey,
  publicKeyOf,
  ROLES,
  type Role,
  type Root,
  signRoot,
  type Trust,
} from '../../policy/index.ts';
import { type KeyFile, signerOf } from './key-files.ts';
import { withLock } from './lock.ts';
import { readManifest } from './read-published.ts';
import { readRevocation, readTrust, writeRoot } from './trust-files.ts';

/** Who is to speak in a role from now on. */
export interface RoleChange {
  /** The former ones where this is empty. */
  readonly keys: readonly PublicKey[];
  /** The former one, or 1, where this is absent. */
  readonly threshold?: number | undefined;
}

export interface RootOptions {
  readonly dir: string;
  readonly roles: Readonly<Record<Role, RoleChange>>;
  /** Enough of the former root and of the new one. */
  readonly keys: readonly KeyFile[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly lifetimeDays: number;
}

export interface MadeRoot {
  readonly root: Root;
  readonly path: string;
  /** False where what is published must be signed anew before it counts. */
  readonly isRulesetGood: boolean;
}

const DAY = 86_400_000;

/**
 * Throws `root-exists`, `bad-root`, `unknown-key`, `bad-signature`, `too-few-keys`; then nothing was
 * written.
 */
export async function makeFirstRoot(options: RootOptions): Promise<MadeRoot> {
  return installFirstRoot(options.dir, (await draftFirstRoot(options)).bytes);
}

/**
 * Throws `no-root`, `bad-root`, `unknown-key`, `bad-signature`, `too-few-keys`, `revoked` where a
 * revoked key would come back, `revocation-lost` where what was revoked would not count any more.
 */
export function makeNextRoot(options: RootOptions): Promise<MadeRoot> {
  const { dir } = options;
  return withLock(dir, async () => addRoot(dir, (await draftNextRoot(options)).bytes));
}

export interface DraftedRoot {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly former: Root | undefined;
}

/** Signed by whoever is there. Throws as `makeFirstRoot` does, but for signatures that are missing. */
export async function draftFirstRoot(options: RootOptions): Promise<DraftedRoot> {
  await checkNoRoot(options.dir);
  const root = rootOf(options, undefined);
  return { bytes: await signRoot(root, ...options.keys.map(signerOf)), former: undefined };
}

/** Signed by whoever is there. Throws as `makeNextRoot` does, but for signatures that are missing. */
export async function draftNextRoot(options: RootOptions): Promise<DraftedRoot> {
  const { dir, keys } = options;
  const { trust } = await readTrust(dir);
  const root = rootOf(options, trust.root);
  await checkRevocation(dir, root, trust);
  return { bytes: await signRoot(root, ...keys.map(signerOf)), former: trust.root };
}

/** Of a draft; throws as `makeFirstRoot` does. */
export async function installFirstRoot(
  dir: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<MadeRoot> {
  await checkNoRoot(dir);
  const root = await openFirstRoot(bytes);
  if (root.number !== 1) throw new CodedError('root-gap', `root: number ${root.number} before 1`);
  return { root, path: await writeRoot(dir, root, bytes), isRulesetGood: true };
}

/** Of a draft; throws as `makeNextRoot` does, and `root-gap`. */
export function installNextRoot(dir: string, bytes: Uint8Array<ArrayBuffer>): Promise<MadeRoot> {
  return withLock(dir, () => addRoot(dir, bytes));
}

async function addRoot(dir: string, bytes: Uint8Array<ArrayBuffer>): Promise<MadeRoot> {
  const { trust } = await readTrust(dir);
  const root = await openNextRoot(bytes, trust.root);
  await checkRevocation(dir, root, trust);
  const isRulesetGood = await isGood(dir, { ...trust, root });
  return { root, path: await writeRoot(dir, root, bytes), isRulesetGood };
}

/** Whether there is nothing published, or what there is still counts. */
export async function isGood(dir: string, trust: Trust): Promise<boolean> {
  try {
    await readManifest(dir, trust);
  } catch (error) {
    return codeOf(error) === 'no-ruleset';
  }
  return true;
}

function rootOf({ roles, now, lifetimeDays }: RootOptions, former: Root | undefined): Root {
  const known = new Map(former?.keys.map((key) => [key.keyId, key]));
  const drafted = ROLES.map((role) => {
    const { keys, threshold } = roles[role];
    for (const key of keys) known.set(key.keyId, publicKeyOf(key));
    const named = keys.map(({ keyId }) => keyId);
    const before = former?.roles[role];
    return [
      role,
      {
        keyIds: named.length === 0 ? (before?.keyIds ?? []) : [...new Set(named)],
        threshold: threshold ?? before?.threshold ?? 1,
      },
    ] as const;
  });
  const used = new Set(drafted.flatMap(([, { keyIds }]) => keyIds));
  return {
    format: 1,
    number: (former?.number ?? 0) + 1,
    issuedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + lifetimeDays * DAY).toISOString(),
    keys: [...known.values()].filter(({ keyId }) => used.has(keyId)),
    roles: Object.fromEntries(drafted) as Root['roles'],
  };
}

async function checkRevocation(dir: string, root: Root, { revocation }: Trust): Promise<void> {
  const back = root.roles.ruleset.keyIds.find((id) => revocation?.keyIds.includes(id));
  if (back !== undefined) throw new CodedError('revoked', `root: key ${back}: was revoked`);
  const bytes = await readRevocation(dir);
  if (bytes === undefined) return;
  try {
    await openRevocation(bytes, root);
  } catch (cause) {
    throw new CodedError(
      'revocation-lost',
      'revocation: not signed by the keys that the new root names: let them sign it first, or take it away',
      { cause },
    );
  }
}

async function checkNoRoot(dir: string): Promise<void> {
  try {
    await readTrust(dir);
  } catch (error) {
    if (codeOf(error) === 'no-root') return;
    throw error;
  }
  throw new CodedError('root-exists', `${dir}: has a root already: rotate makes the next one`);
}
