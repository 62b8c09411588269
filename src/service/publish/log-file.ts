/** The log of versions as a file that is only ever added to. */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, formatLogEntry, type LogEntry, parseLog } from '../../policy/index.ts';
import { syncFolder } from './write-file.ts';

export function logPath(dir: string): string {
  return join(dir, 'log.ndjson');
}

/** What stands there whole: a line that was torn by a crash counts for nothing. Throws `bad-log`. */
export async function readLog(dir: string): Promise<readonly LogEntry[]> {
  return parseLog(await readLogBytes(dir));
}

export async function readLogBytes(dir: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const bytes = await readFile(logPath(dir));
    return bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Uint8Array();
    throw error;
  }
}

/** Cuts a torn line off, adds the entries, and returns when they are on the disk. */
export async function appendLog(dir: string, entries: readonly LogEntry[]): Promise<void> {
  const { length } = await readLogBytes(dir);
  const file = await open(logPath(dir), 'a');
  try {
    await file.truncate(length);
    await file.appendFile(entries.map(formatLogEntry).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dir);
}
