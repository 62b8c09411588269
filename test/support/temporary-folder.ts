/** Temporary folders that are gone after the test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** The profile that is named, which is not ours to remove, or a new one. */
export async function profileOf(name: string, path: string | undefined): Promise<TemporaryFolder> {
  return path === undefined ? makeTemporaryFolder(name) : { path, remove: () => Promise.resolve() };
}

export async function makeTemporaryFolder(name: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `link-guard-${name}-`));
  return {
    path,
    // A process that was just ended may still be writing.
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
