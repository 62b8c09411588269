/**
 * The keys of a data folder and the root that names them: made on first run, the keys readable by
 * their owner only. The keys of the root and of the revocation are better kept elsewhere; nothing
 * here needs them once there is a root.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  CodedError,
  codeOf,
  generateSigningKey,
  parseSigningKey,
  publicKeyOf,
  type Root,
  type SigningKey,
  signRoot,
} from '../../policy/index.ts';
import { readTrust, rootPath } from './trust-files.ts';
import { writeNew } from './write-file.ts';

export interface Keys {
  readonly ruleset: SigningKey;
  /** Undefined where it is kept elsewhere. */
  readonly root: SigningKey | undefined;
  readonly revocation: SigningKey | undefined;
  /** The newest root: what a package takes for its anchor. */
  readonly anchor: Uint8Array<ArrayBuffer>;
}

/** Of a root that is made on first run: nobody is there to renew it. */
const LIFETIME_YEARS = 10;

/** Where a data folder of the first format has its one key. */
const FORMER_KEY = 'signing-key.json';

/**
 * Throws `bad-key` where a file is there but is not a key, or is missing though a root names it; none
 * is ever written over. The keys are in `keys/`, the roots in `roots/` of the folder in which the ruleset is published.
 */
export async function ensureKeys(
  dataDir: string,
  rulesetDir = join(dataDir, 'ruleset'),
): Promise<Keys> {
  const path = (role: string) => join(dataDir, 'keys', `${role}.json`);
  const hasRoot = await readTrust(rulesetDir).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'no-root') return false;
      throw error;
    },
  );
  const former = await readKeyIfThere(join(dataDir, FORMER_KEY));
  if (hasRoot && former === undefined && (await readKeyIfThere(path('ruleset'))) === undefined) {
    throw new CodedError('bad-key', `key: ${path('ruleset')}: missing, and a new one has no say`);
  }
  const ruleset = await ensureKey(path('ruleset'), former);
  if (!hasRoot) {
    const root = await ensureKey(path('root'));
    const revocation = await ensureKey(path('revocation'));
    await writeOnce(rootPath(rulesetDir, 1), await firstRoot({ root, ruleset, revocation }), 0o644);
  }
  const { roots } = await readTrust(rulesetDir);
  return {
    ruleset,
    root: await readKeyIfThere(path('root')),
    revocation: await readKeyIfThere(path('revocation')),
    anchor: roots[roots.length - 1] ?? new Uint8Array(),
  };
}

async function readSigningKey(path: string): Promise<SigningKey> {
  return parseSigningKey(parseJson(path, await readFile(path, 'utf8')));
}

/** Fails with `EEXIST` where the file is there: a key that was used must not be lost. */
export async function writeSigningKey(path: string, key: SigningKey): Promise<void> {
  await writeNew(path, `${JSON.stringify(key, undefined, 2)}\n`, 0o600);
}

/** Throws `bad-key` where the file is there but is not a key. */
export async function ensureKey(path: string, former?: SigningKey): Promise<SigningKey> {
  const there = await readKeyIfThere(path);
  if (there !== undefined) return there;
  const key = former ?? (await generateSigningKey());
  await writeOnce(path, `${JSON.stringify(key, undefined, 2)}\n`, 0o600);
  // Another process may have been first: its key is the one.
  return readSigningKey(path);
}

function firstRoot(keys: Record<'root' | 'ruleset' | 'revocation', SigningKey>) {
  const issuedAt = new Date();
  const expiresAt = new Date(issuedAt);
  expiresAt.setUTCFullYear(issuedAt.getUTCFullYear() + LIFETIME_YEARS);
  const alone = ({ keyId }: SigningKey) => ({ keyIds: [keyId], threshold: 1 });
  const root: Root = {
    format: 1,
    number: 1,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    keys: [keys.root, keys.ruleset, keys.revocation].map(publicKeyOf),
    roles: {
      root: alone(keys.root),
      ruleset: alone(keys.ruleset),
      revocation: alone(keys.revocation),
    },
  };
  return signRoot(root, keys.root);
}

export async function readKeyIfThere(path: string): Promise<SigningKey | undefined> {
  try {
    return await readSigningKey(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeOnce(path: string, content: string | Uint8Array, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeNew(path, content, mode);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodedError('bad-key', `key: ${path}: not JSON`, { cause });
  }
}
