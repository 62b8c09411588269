import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openStore } from '../../src/service/index.ts';
import { temporaryFolder } from '../service/temporary-folder.ts';
import { objectsOf, run } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

describe('link-guard fleet', () => {
  test('shows what enough browsers say, as a table and as JSON', async () => {
    const data = await temporaryFolder();
    const store = await openStore(join(data, 'link-guard.sqlite'));
    const day = new Date().toISOString().slice(0, 10);
    for (let browser = 0; browser < 10; browser += 1) {
      await store.fleet.add(day, [
        { kind: 'action', name: 'block none group', amount: 3 },
        ...(browser === 0 ? [{ kind: 'problem', name: 'ruleset-stale', amount: 1 }] : []),
      ]);
    }
    await store.close();
    const table = await run(['fleet', '--data', data]);
    expect(table).toMatchObject({ code: 0, err: '' });
    expect(table.out.split('\n').slice(1)).toEqual([
      'action  block none group  30 (10 reports)',
      'more is left out, for coming from too few',
      '',
    ]);
    const [view] = objectsOf(await run(['fleet', '--data', data, '--json']));
    expect(view).toMatchObject({
      ...{ to: day, smallestGroup: 10, isPartial: true },
      lines: [{ kind: 'action', name: 'block none group', amount: 30, reports: 10 }],
    });
    expect((await run(['fleet', '--data', data, '--group', '11'])).out).not.toContain('block');
  });

  test('shows no group of a few', async () => {
    const refused = await run(['fleet', '--group', '2']);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('expected a whole number from 10 on');
  });
});
