import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/service/index.ts';
import { temporaryFolder } from '../service/temporary-folder.ts';
import { run } from './run.ts';

describe('link-guard account', () => {
  test('makes accounts with a one-time link, before the service has ever run, and lists them', async () => {
    const data = `${await temporaryFolder()}/new`;
    const account = (...args: readonly string[]) => run(['account', ...args, '--data', data]);
    const made = await account(
      ...['add', 'ann', '--role', 'senior', '--address', 'https://guard.example/'],
    );
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/^https:\/\/guard\.example\/desk#invitation=[\w-]{43}$/m);
    expect(await account('add', 'ann', '--role', 'reviewer')).toMatchObject({ code: 2 });
    expect(await account('add', 'bob', '--role', 'king')).toMatchObject({ code: 2 });
    const { out } = await account('invite', 'ann', '--json');
    expect(JSON.parse(out)).toMatchObject({ name: 'ann' });
    expect(await account('disable', 'ann')).toMatchObject({ code: 0 });
    expect(await account('list')).toMatchObject({ out: 'ann (senior), disabled\n' });
    expect(await account('invite', 'ann')).toMatchObject({ code: 2 });
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
