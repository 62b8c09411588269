/**
 * A program of the tests in one file with all that it imports: it starts in a third of the time, and
 * some tests start theirs dozens of times. Made once for each state of what it is made of.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathInProject } from '../../scripts/project.ts';

const FOLDER = pathInProject('node_modules/.cache/bundled');
const MADE_OF = ['src', 'test/service', 'package.json', 'package-lock.json'];
/** Milliseconds after which a state is not gone back to. */
const OLD = 24 * 60 * 60 * 1000;

/** What a program starts as a thread, by a file beside its own. */
const THREADS = { 'publish-thread': pathInProject('src/service/publish/publish-thread.ts') };

const made = new Map<string, Promise<string>>();

/** `program` is a path. Gives that of its bundle. */
export function bundled(program: string): Promise<string> {
  const held = made.get(program) ?? bundle(program);
  made.set(program, held);
  return held;
}

async function bundle(program: string): Promise<string> {
  const name = basename(program, '.ts');
  const folder = join(FOLDER, `${name}-${await stateOf()}`);
  const file = join(folder, `${name}.mjs`);
  if (await isThere(file)) return file;
  await mkdir(FOLDER, { recursive: true });
  await removeOld();
  const fresh = await mkdtemp(join(FOLDER, 'fresh-'));
  const { build } = await import('vite');
  await build({
    root: pathInProject('.'),
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      outDir: fresh,
      ssr: true,
      target: 'node24',
      minify: false,
      rollupOptions: {
        input: { [name]: program, ...THREADS },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  // Another process may have been first.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
  return file;
}

/** A sum of all that a program can be made of. */
async function stateOf(): Promise<string> {
  const sum = createHash('sha256');
  for (const path of MADE_OF.map(pathInProject)) {
    for (const file of await filesAt(path)) sum.update(file).update(await readFile(file));
  }
  return sum.digest('hex').slice(0, 16);
}

async function filesAt(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(FOLDER)) {
    const path = join(FOLDER, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > OLD) await rm(path, { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
