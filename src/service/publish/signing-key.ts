/** The signing key of a data folder: made on first run, readable by its owner only. */

import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CodedError,
  codeOf,
  generateSigningKey,
  parseSigningKey,
  type SigningKey,
} from '../../policy/index.ts';

/** Throws `bad-key` where the file is there but is not a key; it is never written over. */
export async function ensureSigningKey(dataDir: string): Promise<SigningKey> {
  const path = join(dataDir, 'signing-key.json');
  await mkdir(dataDir, { recursive: true });
  try {
    return await readSigningKey(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  const key = await generateSigningKey();
  try {
    await writeSigningKey(path, key);
  } catch (error) {
    // Another process was first: its key is the one.
    if (codeOf(error) === 'EEXIST') return readSigningKey(path);
    throw error;
  }
  return key;
}

export async function readSigningKey(path: string): Promise<SigningKey> {
  return parseSigningKey(parseJson(path, await readFile(path, 'utf8')));
}

/** Fails with `EEXIST` where the file is there: a key that was used must not be lost. */
export async function writeSigningKey(path: string, key: SigningKey): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(key, undefined, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodedError('bad-key', `key: ${path}: not JSON`, { cause });
  }
}
