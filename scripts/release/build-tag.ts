/** Builds a tag beside the project, as somebody who has nothing but the repository would. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathInProject } from '../project.ts';

/** Calls `use` with the folder of what was packed, which is gone afterwards. */
export async function withBuiltTag<T>(
  tag: string,
  inputsDir: string,
  use: (outDir: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'link-guard-tag-'));
  const tree = join(folder, 'tree');
  const out = join(folder, 'out');
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: pathInProject('.'), stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    git('worktree', 'add', '--detach', tree, `refs/tags/${tag}`);
    await installDependencies(tree);
    const args = ['scripts/release/package.ts', '--inputs', inputsDir, '--out', out];
    execFileSync(process.execPath, args, { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] });
    return await use(out);
  } finally {
    await rm(folder, { recursive: true, force: true });
    git('worktree', 'prune');
  }
}

/** Ours where the lockfile is the same. */
async function installDependencies(tree: string): Promise<void> {
  const [there, here] = await Promise.all(
    [join(tree, 'package-lock.json'), pathInProject('package-lock.json')].map((file) =>
      readFile(file, 'utf8'),
    ),
  );
  if (there === here) await symlink(pathInProject('node_modules'), join(tree, 'node_modules'));
  else execFileSync('npm', ['ci'], { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] });
}
