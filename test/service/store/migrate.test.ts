import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../../src/service/store/migrate.ts';
import { MIGRATIONS, type Migration } from '../../../src/service/store/migrations.ts';
import { openSqlite } from '../../../src/service/store/sqlite.ts';
import type { Tables } from '../../../src/service/store/tables.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const NOW = new Date('2026-11-20T08:00:00.000Z');

async function temporaryDatabase(): Promise<Kysely<Tables>> {
  const path = join(await temporaryFolder(), 'test.sqlite');
  const database = new Kysely<Tables>({ dialect: openSqlite(path) });
  onTestFinished(() => database.destroy());
  return database;
}

async function namesOf(database: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await database.selectFrom('migrations').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}

function making(name: string, ...statements: readonly string[]): Migration {
  return {
    name,
    async up(database) {
      for (const statement of statements) await sql.raw(statement).execute(database);
    },
  };
}

describe('migrate', () => {
  test('does each step once, in order', async () => {
    const database = await temporaryDatabase();
    const steps = [
      making('2030-01-01-one', 'create table one (a text)'),
      making('2030-01-02-two', 'alter table one add column b text'),
    ];
    await migrate(database, NOW, steps.slice(0, 1));
    await migrate(database, NOW, steps);
    await migrate(database, NOW, steps);
    expect(await namesOf(database)).toEqual(['2030-01-01-one', '2030-01-02-two']);
    await sql`insert into one (a, b) values ('a', 'b')`.execute(database);
  });

  test('leaves nothing of a step that fails half-way, so that it can be done again', async () => {
    const database = await temporaryDatabase();
    const broken = making('2030-01-01-one', 'create table one (a text)', 'create nonsense');
    await expect(migrate(database, NOW, [broken])).rejects.toThrow();
    expect(await namesOf(database)).toEqual([]);
    await migrate(database, NOW, [making('2030-01-01-one', 'create table one (a text)')]);
    expect(await namesOf(database)).toEqual(['2030-01-01-one']);
  });
});

describe('MIGRATIONS', () => {
  test('are dated, in order, and named once', () => {
    const names = MIGRATIONS.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
    for (const name of names) expect(name).toMatch(/^\d{4}-\d{2}-\d{2}-[a-z-]+$/);
  });
});
