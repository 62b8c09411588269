/**
 * The key that signs portable statements of reasons. It says nothing of rulesets, so it may lie on
 * every node that is to sign, and losing it lists nothing.
 */
import { join } from 'node:path';
import type { SigningKey } from '../../policy/index.ts';
import { ensureKey, readKeyIfThere } from './keys.ts';

/** Made where it is missing; throws `bad-key` where a file is there but is not a key. */
export function ensureStatementKey(dataDir: string): Promise<SigningKey> {
  return ensureKey(pathIn(dataDir));
}

/** Undefined on a node that was given none. Throws `bad-key`. */
export function readStatementKey(dataDir: string): Promise<SigningKey | undefined> {
  return readKeyIfThere(pathIn(dataDir));
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'keys', 'statement.json');
}
