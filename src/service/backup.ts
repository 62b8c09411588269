/**
 * A backup is a folder: the store as lines of JSON, and the published ruleset as it is. Keys are not
 * in it. A restore fills an empty store, and takes nothing back of a ruleset: of the backup and of
 * what is there, whichever is further on stays.
 */
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../policy/index.ts';
import { withLock } from './publish/index.ts';
import { takeFrom } from './shared-ruleset.ts';
import { backUpStore, restoreStore } from './store/backup-store.ts';

export interface BackupOptions {
  /** Has `ruleset/`. */
  readonly dataDir: string;
  /** What `serve` takes; the data folder's own file where this is absent. */
  readonly database?: string | undefined;
  /** The folder of the backup. */
  readonly dir: string;
}

export interface BackupReport {
  readonly rows: number;
  readonly hasRuleset: boolean;
}

const STORE = 'store.ndjson';
const RULESET = 'ruleset';

/** While the service goes on. Throws `EEXIST` where there is a backup already. */
export async function backUp({ dataDir, database, dir }: BackupOptions): Promise<BackupReport> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const rows = await backUpStore(placeOf(dataDir, database), join(dir, STORE));
  const from = join(dataDir, RULESET);
  // Nobody publishes meanwhile, so that all of it is of one version.
  const hasRuleset = await withLock(from, () => copyFolder(from, join(dir, RULESET)));
  return { rows, hasRuleset };
}

/** Throws `bad-backup`, `not-empty`, and what opening a ruleset throws. The service must not run. */
export async function restore({ dataDir, database, dir }: BackupOptions): Promise<BackupReport> {
  await mkdir(dataDir, { recursive: true });
  const rows = await restoreStore(placeOf(dataDir, database), join(dir, STORE));
  const to = join(dataDir, RULESET);
  const hasRuleset = await withLock(to, () => takeFrom(join(dir, RULESET), to));
  return { rows, hasRuleset };
}

function placeOf(dataDir: string, database: string | undefined): string {
  return database ?? join(dataDir, 'link-guard.sqlite');
}

async function copyFolder(from: string, to: string): Promise<boolean> {
  try {
    await cp(from, to, { recursive: true, filter: (path) => !/\.(?:lock|tmp)$/.test(path) });
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
