import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/service/index.ts';
import { temporaryFolder } from '../service/temporary-folder.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

describe('link-guard account', () => {
  test('makes accounts with a one-time link, before the service has ever run, and lists them', async () => {
    const data = `${await temporaryFolder()}/new`;
    const run = async (...args: readonly string[]) =>
      (await promisify(execFile)(process.execPath, [MAIN, 'account', ...args, '--data', data]))
        .stdout;
    const made = await run('add', 'ann', '--role', 'senior', '--address', 'https://guard.example/');
    expect(made).toMatch(/^https:\/\/guard\.example\/desk#invitation=[\w-]{43}$/m);
    await expect(run('add', 'ann', '--role', 'reviewer')).rejects.toMatchObject({ code: 2 });
    await expect(run('add', 'bob', '--role', 'king')).rejects.toMatchObject({ code: 2 });
    expect(JSON.parse(await run('invite', 'ann', '--json'))).toMatchObject({ name: 'ann' });
    await run('disable', 'ann');
    expect(await run('list')).toBe('ann (senior), disabled\n');
    await expect(run('invite', 'ann')).rejects.toMatchObject({ code: 2 });
    const store = await openStore(`${data}/link-guard.sqlite`);
    const { entries } = await store.audit.page({ limit: 10 });
    expect(entries.map(({ act, actor }) => `${act} ${actor.id}`)).toEqual([
      'account.disabled command-line',
      'account.invited command-line',
      'account.added command-line',
    ]);
    expect(await store.audit.firstBroken()).toBeUndefined();
    await store.close();
  });
});
