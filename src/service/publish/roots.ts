/** Makes the first root of a folder, and each one after it. */
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
  type SigningKey,
  signRoot,
  type Trust,
} from '../../policy/index.ts';
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
  readonly keys: readonly SigningKey[];
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

/** Throws `root-exists`, `bad-root`, `unknown-key`, `bad-signature`; then nothing was written. */
export async function makeFirstRoot(options: RootOptions): Promise<MadeRoot> {
  const { dir } = options;
  if ((await heldTrust(dir)) !== undefined) {
    throw new CodedError('root-exists', `${dir}: has a root already: rotate makes the next one`);
  }
  const root = draftRoot(options, undefined);
  const bytes = await signRoot(root, ...options.keys);
  await openFirstRoot(bytes);
  return { root, path: await writeRoot(dir, root, bytes), isRulesetGood: true };
}

/**
 * Throws `no-root`, `bad-root`, `unknown-key`, `bad-signature`, `revoked` where a revoked key would
 * come back, `revocation-lost` where what was revoked would not count any more.
 */
export async function makeNextRoot(options: RootOptions): Promise<MadeRoot> {
  const { dir, keys } = options;
  const { trust } = await readTrust(dir);
  const root = draftRoot(options, trust.root);
  const bytes = await signRoot(root, ...keys);
  await openNextRoot(bytes, trust.root);
  const back = root.roles.ruleset.keyIds.find((id) => trust.revocation?.keyIds.includes(id));
  if (back !== undefined) throw new CodedError('revoked', `root: key ${back}: was revoked`);
  await checkRevocation(dir, root);
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

function draftRoot({ roles, now, lifetimeDays }: RootOptions, former: Root | undefined): Root {
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

async function checkRevocation(dir: string, root: Root): Promise<void> {
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

async function heldTrust(dir: string): Promise<Trust | undefined> {
  try {
    return (await readTrust(dir)).trust;
  } catch (error) {
    if (codeOf(error) === 'no-root') return undefined;
    throw error;
  }
}
