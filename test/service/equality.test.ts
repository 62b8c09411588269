import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { publish } from '../../src/cli/publisher.ts';
import { openStore } from '../../src/service/store/store.ts';
import { EqualityResponseSchema } from '../../src/wire/index.ts';
import { publishedRuling } from './desk/case-acts.ts';
import { samplePages } from './sample-pages.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { startTestService } from './test-service.ts';

describe('GET /v1/equality', () => {
  test('tells of the newest ruleset who is treated how, and why', { timeout: 60_000 }, async () => {
    const data = await temporaryFolder();
    const from = join(data, 'list.txt');
    await writeFile(from, 'https://www.jd.com/sale/cheap.html\nhttps://shop.github.io/\n');
    const service = await startTestService({ pages: samplePages() });
    const { rulingId } = await publishedRuling(service, {
      address: 'https://item.taobao.com/item.htm?id=7',
    });
    expect((await service.app.request('/v1/equality')).status).toBe(404);
    const list = [{ name: 'somebody', from, violation: 'fraud', format: 'urls' } as const];
    const database = service.databasePath;
    const { manifest } = await publish({ data, database, policy: 'everyday', list, seed: false });

    const answer = await service.app.request('/v1/equality');
    const audit = v.parse(EqualityResponseSchema, await answer.json());
    expect(audit.rulesetVersion).toBe(manifest.version);
    const shopping = audit.categories.find(({ category }) => category === 'shopping');
    expect(shopping?.differences).toMatchObject([
      { providerId: 'taobao', rulings: [rulingId], lists: [], isExplained: true },
      { providerId: 'jd', rulings: [], lists: ['somebody'], isExplained: false },
    ]);
    expect(shopping?.providers.find(({ providerId }) => providerId === 'jd')).toMatchObject({
      name: { zh: '京东' },
    });
    // What tenants publish is held against nobody.
    expect(audit.categories.flatMap(({ differences }) => differences)).toHaveLength(2);
  });

  test('does not show what it cannot read', async () => {
    const service = await startTestService();
    await service.store.documents.keep('equality', { categories: 'all alike' });
    expect((await service.app.request('/v1/equality')).status).toBe(404);
    const other = await openStore(service.databasePath);
    expect(await other.documents.read('equality')).toEqual({ categories: 'all alike' });
    await other.close();
  });
});
