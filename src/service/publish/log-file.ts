/** The log of versions as a file that is added to, and gives up its older half when it is too long. */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, formatLogEntry, LOG_LIMIT, type LogEntry, parseLog } from '../../policy/index.ts';
import { syncFolder, writeWhole } from './write-file.ts';

export function logPath(dir: string): string {
  return join(dir, 'log.ndjson');
}

/** What stands there whole: a line that was torn by a crash counts for nothing. Throws `bad-log`. */
export async function readLog(dir: string): Promise<readonly LogEntry[]> {
  return parseLog(await readLogBytes(dir));
}

export async function readLogBytes(dir: string): Promise<Buffer<ArrayBuffer>> {
  try {
    const bytes = await readFile(logPath(dir));
    return bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** Cuts a torn line off, adds the entries, and returns when they are on the disk. */
export async function appendLog(dir: string, entries: readonly LogEntry[]): Promise<void> {
  const kept = await readLogBytes(dir);
  const added = Buffer.from(entries.map(formatLogEntry).join(''));
  if (kept.length + added.length > LOG_LIMIT) {
    const newer = kept.subarray(kept.indexOf('\n', kept.length / 2) + 1);
    return writeWhole(logPath(dir), Buffer.concat([newer, added]));
  }
  const file = await open(logPath(dir), 'a');
  try {
    await file.truncate(kept.length);
    await file.appendFile(added);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dir);
}
