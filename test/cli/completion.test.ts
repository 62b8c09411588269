import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/tree.ts';
import { run } from './run.ts';

/** What Bash itself offers at the end of this line. */
async function offered(line: string): Promise<readonly string[]> {
  const { out } = await run(['completion', 'bash']);
  const words = line.split(' ');
  const script = `${out}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length - 1}
_link_guard
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { cwd: '/' }).toString().trim().split('\n');
}

describe('completion', () => {
  test('offers commands, commands below them, and their options', async () => {
    expect(await offered('link-guard pol')).toEqual(['policy']);
    expect(await offered('link-guard policy ')).toEqual(['check', 'explain', 'diff', 'files']);
    expect(await offered('link-guard policy files --c')).toEqual(['--chrome-id']);
    expect(await offered('link-guard explain --con')).toEqual(['--context']);
  });

  test('knows three shells', async () => {
    expect((await run(['completion', 'zsh'])).out).toContain('bashcompinit');
    expect((await run(['completion', 'fish'])).out).toContain('-f -a policy');
    expect((await run(['completion', 'tcsh'])).code).toBe(2);
  });
});

describe('npx link-guard', () => {
  test('runs on whatever Node there is, with the exit code of the command', () => {
    const told = execFileSync(`${ROOT}/bin/link-guard.js`, ['--version'], { cwd: '/' });
    expect(told.toString()).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(() =>
      execFileSync(`${ROOT}/bin/link-guard.js`, ['policy', 'check', 'no-such-file'], {
        stdio: 'pipe',
      }),
    ).toThrow(expect.objectContaining({ status: 2 }));
  });
});
