/** Brings the tables up to date: what is missing is done and recorded in one transaction. */
import type { Kysely } from 'kysely';
import { lockUntilEnd, MIGRATE_LOCK } from './dialect.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import type { Tables } from './tables.ts';

/**
 * Of two processes that start at once, one waits. A recorded migration that this release does not know
 * is left alone: two releases may overlap.
 */
export async function migrate(
  database: Kysely<Tables>,
  now: Date,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const done = await namesDone(database);
  for (const migration of migrations) {
    if (done.has(migration.name)) continue;
    await database.transaction().execute(async (transaction) => {
      await lockUntilEnd(transaction, MIGRATE_LOCK);
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
    await lockUntilEnd(transaction, MIGRATE_LOCK);
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
