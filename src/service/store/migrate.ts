/** Brings the tables up to date: what is missing is done and recorded in one transaction. */
import type { Kysely } from 'kysely';
import { MIGRATIONS, type Migration } from './migrations.ts';
import type { Tables } from './tables.ts';

/** A recorded migration that this release does not know is left alone: two releases may overlap. */
export async function migrate(
  database: Kysely<Tables>,
  now: Date,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await database.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .execute();
  for (const migration of migrations) {
    await database.transaction().execute(async (transaction) => {
      // Writing first takes the lock, so of two processes that start at once one waits.
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
