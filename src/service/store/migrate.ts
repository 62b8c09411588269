/** Brings the tables up to date: what is missing is done and recorded in one transaction. */
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { MIGRATIONS, type Migration } from './migrations.ts';
import type { Tables } from './tables.ts';

/** Any number that nothing else of ours locks with. */
const LOCK = 4_770_001;

/** A recorded migration that this release does not know is left alone: two releases may overlap. */
export async function migrate(
  database: Kysely<Tables>,
  now: Date,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const done = await namesDone(database);
  for (const migration of migrations) {
    if (done.has(migration.name)) continue;
    await database.transaction().execute(async (transaction) => {
      await lock(transaction);
      const record = await transaction
        .insertInto('migrations')
        .values({ name: migration.name, applied_at: now.toISOString() })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returning('name')
        .executeTakeFirst();
      if (record !== undefined) await migration.up(transaction);
    });
  }
}

async function namesDone(database: Kysely<Tables>): Promise<ReadonlySet<string>> {
  return database.transaction().execute(async (transaction) => {
    await lock(transaction);
    await transaction.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('applied_at', 'text', (column) => column.notNull())
      .execute();
    const rows = await transaction.selectFrom('migrations').select('name').execute();
    return new Set(rows.map(({ name }) => name));
  });
}

/** Of two processes that start at once, one waits. SQLite's transactions lock by themselves. */
async function lock(transaction: Kysely<Tables>): Promise<void> {
  if (!(transaction.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
}
