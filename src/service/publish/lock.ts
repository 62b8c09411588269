/**
 * One at a time publishes, rotates or revokes in a folder, in all processes. The lock is the
 * database's own, which the system lets go of when a process ends, however it ends.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { CodedError } from '../../policy/index.ts';

const PATIENCE = 60_000;
const PAUSE = 50;

/** Throws `busy` where another one does not end for a minute. */
export async function withLock<T>(dir: string, action: () => Promise<T>): Promise<T> {
  await mkdir(dir, { recursive: true });
  const lock = new DatabaseSync(join(dir, 'publish.lock'));
  try {
    for (let waited = 0; !isTaken(lock); waited += PAUSE) {
      if (waited >= PATIENCE) throw new CodedError('busy', `${dir}: somebody else is publishing`);
      await wait(PAUSE);
    }
    return await action();
  } finally {
    lock.close();
  }
}

function isTaken(lock: DatabaseSync): boolean {
  try {
    lock.exec('begin exclusive');
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes('locked')) return false;
    throw error;
  }
}
