/** Takes keys and versions out of force, for everybody who asks. */
import {
  CodedError,
  openFirstRoot,
  openRevocation,
  type Revocation,
  signRevocation,
} from '../../policy/index.ts';
import { type KeyFile, signerOf } from './key-files.ts';
import { withLock } from './lock.ts';
import { isGood } from './roots.ts';
import { readTrust, revocationPath } from './trust-files.ts';
import { writeWhole } from './write-file.ts';

export interface RevokeOptions {
  readonly dir: string;
  /** Of keys that sign rulesets. */
  readonly keyIds: readonly string[];
  readonly versions: readonly number[];
  readonly keys: readonly KeyFile[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Revoked {
  readonly revocation: Revocation;
  /** False where a new ruleset must be published. */
  readonly isRulesetGood: boolean;
}

/**
 * Adds to what was revoked before; with nothing to add, signs that again. Throws `no-root`,
 * `no-such-key` where no root ever named one of the keys, `unknown-key`, `bad-signature`,
 * `too-few-keys`.
 */
export function revoke(options: RevokeOptions): Promise<Revoked> {
  return withLock(options.dir, () => addRevoked(options));
}

async function addRevoked(options: RevokeOptions): Promise<Revoked> {
  const { dir, keyIds, versions, keys, now } = options;
  const { trust, roots } = await readTrust(dir);
  await checkNamed(keyIds, roots);
  const held = trust.revocation;
  const revocation: Revocation = {
    format: 1,
    number: (held?.number ?? 0) + 1,
    issuedAt: new Date(now).toISOString(),
    keyIds: [...new Set([...(held?.keyIds ?? []), ...keyIds])],
    versions: [...new Set([...(held?.versions ?? []), ...versions])].sort((a, b) => a - b),
  };
  const bytes = await signRevocation(revocation, ...keys.map(signerOf));
  await openRevocation(bytes, trust.root, held);
  await writeWhole(revocationPath(dir), bytes);
  return { revocation, isRulesetGood: await isGood(dir, { root: trust.root, revocation }) };
}

/** A slip of the pen would pass for a revocation. */
async function checkNamed(keyIds: readonly string[], roots: readonly Uint8Array[]): Promise<void> {
  const opened = await Promise.all(roots.map(openFirstRoot));
  const named = new Set(opened.flatMap(({ roles }) => roles.ruleset.keyIds));
  const strange = keyIds.find((keyId) => !named.has(keyId));
  if (strange !== undefined) {
    throw new CodedError('no-such-key', `key ${strange}: no root lets it sign rulesets`);
  }
}
