/** What has to be said differently to each database; everything else is one query for both. */
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Tables } from './tables.ts';

export function isPostgresDatabase(database: Kysely<Tables>): boolean {
  return database.getExecutor().adapter instanceof PostgresAdapter;
}

export function bytesType(database: Kysely<Tables>) {
  return isPostgresDatabase(database) ? sql`bytea` : sql`blob`;
}

/** Text in the order of its bytes, so that what begins alike stands together. */
export function bytewiseText(database: Kysely<Tables>) {
  return isPostgresDatabase(database) ? sql`text collate "C"` : sql`text`;
}

/** Any numbers that nothing else of ours locks with. */
export const MIGRATE_LOCK = 4_770_001;
export const REPLACE_LOCK = 4_770_003;
export const CHAIN_LOCK = 4_770_004;

/** One transaction at a time goes on from here. Those of SQLite are one at a time anyway. */
export async function lockUntilEnd(transaction: Kysely<Tables>, lock: number): Promise<void> {
  if (!isPostgresDatabase(transaction)) return;
  await sql`select pg_advisory_xact_lock(${lock})`.execute(transaction);
}
