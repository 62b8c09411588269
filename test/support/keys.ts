/** The keys that the built extension trusts, in a data folder of its own. */
import { cp } from 'node:fs/promises';
import { ensureKeys, type Keys } from '../../src/service/index.ts';
import { testGround } from './test-ground.ts';

export async function adoptKeys(dataDir: string): Promise<Keys> {
  await cp(testGround().keyDir, dataDir, { recursive: true });
  return ensureKeys(dataDir);
}
