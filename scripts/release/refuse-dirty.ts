/** Whether what would be built is what is under version control. */
import { execFileSync } from 'node:child_process';
import { relative } from 'node:path';

const SHOWN = 5;

/**
 * Throws naming what differs from the last commit, or from what was added where nothing was ever
 * committed. The inputs of a release are kept beside it.
 */
export function refuseDirty(root: string, inputsDir: string): void {
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root }).toString();
  const inputs = relative(root, inputsDir);
  const others = ['node_modules', ...(inputs.startsWith('..') ? [] : [inputs])];
  const status = git(
    ...['status', '--porcelain', '--untracked-files=all', '--', '.'],
    ...others.map((path) => `:!${path}`),
  );
  const isCommitted = git('for-each-ref', '--count=1').trim() !== '';
  const lines = status.split('\n').filter((line) => line !== '');
  const changed = isCommitted ? lines : lines.filter((line) => !line.startsWith('A  '));
  if (changed.length === 0) return;
  const shown = changed.slice(0, SHOWN).map((line) => line.slice(3));
  throw new Error(
    `not committed: ${shown.join(', ')}${changed.length > SHOWN ? ' …' : ''}; a release is built from what is`,
  );
}
