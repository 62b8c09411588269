import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { pathInProject } from '../../scripts/project.ts';

function start(...args: string[]) {
  const script = pathInProject('scripts/start.ts');
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', timeout: 20_000 });
}

describe('start', () => {
  test.each([
    ['a policy that is not there', ['--policy', 'nope'], 1, 'nope: '],
    ['a port that is none', ['--port', '99999'], 2, '--port'],
    ['a list without a name', ['--list', 'file.txt'], 2, '--list'],
    ['a browser that it does not know', ['--browser', 'lynx'], 2, 'lynx'],
    ['an option that it does not know', ['--colour'], 2, '--colour'],
  ])('refuses %s in one line, before it builds anything', (_, args, status, words) => {
    const run = start(...args);
    expect(run.status).toBe(status);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.stderr).toContain(words);
    expect(run.stdout).toBe('');
  });
});
