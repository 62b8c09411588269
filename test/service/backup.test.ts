import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { backUp, readLog, restore, verifyPublished } from '../../src/service/index.ts';
import { DUMPED, NOT_DUMPED } from '../../src/service/store/dump.ts';
import { migrate } from '../../src/service/store/migrate.ts';
import { openSqlite } from '../../src/service/store/sqlite.ts';
import type { Tables } from '../../src/service/store/tables.ts';
import { hosts, openWorkshop } from './publish/workshop.ts';
import { caseOf, fileOne, ruleOn } from './store/case-story.ts';
import { STORE_KINDS, useStores } from './store/stores.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe.each(STORE_KINDS)('a backup of a store in %s', (kind) => {
  const stores = useStores(kind);
  const others = useStores(kind === 'sqlite' ? 'postgres' : 'sqlite');

  async function backedUp() {
    const { data: dataDir, list, publish } = await openWorkshop();
    await publish([list('one', hosts(0, 10))]);
    const database = await stores.newPlace();
    const store = await stores.open(database);
    const receipt = await fileOne(store);
    const { theCase } = await ruleOn(store, await caseOf(store, receipt));
    await store.accounts.secret('puzzles', 'very-secret');
    for (let index = 0; index < 20; index += 1) await fileOne(store, `https://h${index}.example/`);
    const dir = join(await temporaryFolder(), 'backup');
    const report = await backUp({ dataDir, database, dir });
    return { dataDir, database, dir, report, receipt, theCase, list, publish };
  }

  test.each([
    ['the same kind', stores],
    ['the other kind', others],
  ])(
    'is restored into a store of %s, with every case and chain',
    { timeout: 30_000 },
    async (_, to) => {
      const { dir, report, receipt, theCase } = await backedUp();
      expect(report.hasRuleset).toBe(true);
      const dataDir = await temporaryFolder();
      const database = await to.newPlace();
      expect(await restore({ dataDir, database, dir })).toEqual(report);
      const store = await to.open(database);
      expect(await store.cases([theCase.id])).toEqual([theCase]);
      expect(await store.complaintStates([receipt])).toMatchObject([{ state: 'upheld' }]);
      expect(await store.audit.firstBroken()).toBeUndefined();
      expect((await store.publicLog.page({ from: 1, limit: 10 })).count).toBe(1);
      expect((await verifyPublished(join(dataDir, 'ruleset'))).rules.ruleCount).toBe(10);
      // And life goes on in it.
      expect((await caseOf(store, await fileOne(store))).complaints).toHaveLength(2);
    },
  );

  test('is of one instant, while complaints come in', { timeout: 30_000 }, async () => {
    const { database, dataDir } = await backedUp();
    const store = await stores.open(database);
    let isEnding = false;
    const filing = (async () => {
      let filed = 0;
      for (; !isEnding; filed += 1) {
        await fileOne(store);
        // SQLite never waits; others want their turn.
        await setImmediate();
      }
      return filed;
    })();
    const dir = join(await temporaryFolder(), 'backup');
    await backUp({ dataDir, database, dir });
    isEnding = true;
    expect(await filing).toBeGreaterThan(0);
    const lines = (await readFile(join(dir, 'store.ndjson'), 'utf8')).trim().split('\n');
    const rows = lines.slice(1, -1).map((line) => JSON.parse(line) as { table: string });
    const count = (table: string) => rows.filter((row) => row.table === table).length;
    expect(count('case_complaints')).toBe(count('complaints'));
    const place = await stores.newPlace();
    await restore({ dataDir: await temporaryFolder(), database: place, dir });
  });

  test('is refused when it is torn or was changed, and nothing of it is written', async () => {
    const { dir } = await backedUp();
    const path = join(dir, 'store.ndjson');
    const whole = await readFile(path, 'utf8');
    for (const damaged of [
      whole.slice(0, -200),
      whole.replace('h3.example', 'x3.example'),
      whole.split('\n').toSpliced(4, 1).join('\n'),
      whole.replace('2026-11-20-redress', '2027-01-01-later'),
      '',
    ]) {
      await writeFile(path, damaged);
      const database = await stores.newPlace();
      const restoring = restore({ dataDir: await temporaryFolder(), database, dir });
      await expect(restoring).rejects.toMatchObject({ code: 'bad-backup' });
      expect(await (await stores.open(database)).casesAfter('', 10)).toEqual([]);
    }
  });

  test('is not restored over what is there', async () => {
    const { dir, dataDir, database } = await backedUp();
    await expect(restore({ dataDir, database, dir })).rejects.toMatchObject({ code: 'not-empty' });
    await expect(backUp({ dataDir, database, dir })).rejects.toMatchObject({ code: 'EEXIST' });
  });
});

describe('an old backup', () => {
  test('takes back no version of the ruleset, and none is used again', async () => {
    const { data: dataDir, dir: rulesetDir, list, publish } = await openWorkshop();
    await publish([list('one', hosts(0, 10))]);
    const dir = join(await temporaryFolder(), 'backup');
    await backUp({ dataDir, dir });
    const { manifest } = await publish([list('one', hosts(0, 12))]);
    await rm(join(dataDir, 'link-guard.sqlite'));
    await restore({ dataDir, dir });
    expect((await verifyPublished(rulesetDir)).manifest.version).toBe(manifest.version);
    const next = await publish([list('one', hosts(0, 14))]);
    expect(next.manifest.version).toBeGreaterThan(manifest.version);
    const log = await readLog(rulesetDir);
    expect(new Set(log.map(({ version }) => version)).size).toBe(3);
  });

  test('brings no ruleset into a folder that nobody signed', async () => {
    const { data: dataDir, list, publish } = await openWorkshop();
    await publish([list('one', hosts(0, 10))]);
    const dir = join(await temporaryFolder(), 'backup');
    await backUp({ dataDir, dir });
    await appendFile(join(dir, 'ruleset', 'manifest.json'), ' ');
    await writeFile(
      join(dir, 'ruleset', 'manifest.json'),
      (await readFile(join(dir, 'ruleset', 'manifest.json'), 'utf8')).replace(
        /"signature":"..../,
        '"signature":"AAAA',
      ),
    );
    const to = await temporaryFolder();
    await expect(restore({ dataDir: to, dir })).rejects.toThrow();
    expect(await readdir(join(to, 'ruleset'))).not.toContain('manifest.json');
  });
});

describe('DUMPED', () => {
  test('has every table of the store, but for those that are left out on purpose', async () => {
    const path = join(await temporaryFolder(), 'test.sqlite');
    const database = new Kysely<Tables>({ dialect: openSqlite(path) });
    await migrate(database, new Date());
    const tables = await database.introspection.getTables();
    await database.destroy();
    const named = new Set<string>([...DUMPED.map(({ table }) => table), ...NOT_DUMPED]);
    expect(tables.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
  });
});
