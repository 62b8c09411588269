import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { providerCredits } from '../../src/service/desk/public-figures.ts';
import { hasNewDecisions, openStore } from '../../src/service/index.ts';
import { temporaryFolder } from '../service/temporary-folder.ts';
import { objectsOf, run } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

describe('link-guard exposure', () => {
  test('says in the open how much a platform is used, and grades go by the newest word', async () => {
    const data = await temporaryFolder();
    const set = (provider: string, units: string, source = 'annual report 2025, page 4') =>
      run(['exposure', 'set', provider, units, '--source', source, '--data', data]);
    expect(await set('taobao', '40')).toMatchObject({ code: 0, err: '' });
    expect(await set('taobao', '52.5')).toMatchObject({ code: 0 });
    expect(await set('jd', '20')).toMatchObject({ code: 0 });
    const listed = await run(['exposure', 'list', '--data', data]);
    expect(listed.out).toBe('taobao: 52.5\njd: 20\n');

    const store = await openStore(join(data, 'link-guard.sqlite'));
    const { entries } = await store.publicLog.page({ from: 1, limit: 10 });
    expect(entries[1]?.fact).toEqual({
      kind: 'exposure.set',
      providerId: 'taobao',
      units: 52.5,
      source: 'annual report 2025, page 4',
    });
    const credits = await providerCredits(store, new Date().toISOString());
    expect(credits.find(({ providerId }) => providerId === 'taobao')?.exposure).toBe(52.5);
    expect(await hasNewDecisions(store)).toBe(true);
    const audit = await store.audit.page({ limit: 1 });
    expect(audit.entries).toMatchObject([{ act: 'exposure.set', subject: 'jd' }]);
    await store.close();
  });

  test('is told what is no platform, no number, or has no source', async () => {
    const data = await temporaryFolder();
    const words = ['--source', 'x', '--data', data];
    for (const args of [
      ['nobody', '1', ...words],
      ['taobao', '0', ...words],
      ['taobao', 'many', ...words],
      ['taobao', '1', '--data', data],
      ['taobao', '1', '--source', '', '--data', data],
    ]) {
      expect(await run(['exposure', 'set', ...args]), args.join(' ')).toMatchObject({ code: 2 });
    }
    const listed = await run(['exposure', 'list', '--json', '--data', data]);
    expect(objectsOf(listed)).toEqual([[]]);
  });
});
