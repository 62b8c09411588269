/**
 * How the tables came to be: an ordered array of dated steps. A step that was released is never
 * changed, and a release before it must go on working after it (add first, remove later).
 */
import type { Kysely } from 'kysely';
import { createAccountTables } from './account-tables.ts';
import { makeCaseTables } from './case-migration.ts';
import { bytesType } from './dialect.ts';
import { addReporters } from './reporter-migration.ts';
import type { Tables } from './tables.ts';

export interface Migration {
  readonly name: string;
  up(database: Kysely<Tables>): Promise<void>;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11-20-complaints',
    async up(database) {
      await database.schema
        .createTable('complaints')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('idempotency_key', 'text', (column) => column.notNull().unique())
        .addColumn('payload_digest', 'text', (column) => column.notNull())
        .addColumn('receipt', 'text', (column) => column.notNull().unique())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('canonical', 'text')
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('context', 'text', (column) => column.notNull())
        .addColumn('comment', 'text', (column) => column.notNull())
        .addColumn('ruleset_version', 'bigint', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('received_at', 'text', (column) => column.notNull())
        .addColumn('updated_at', 'text', (column) => column.notNull())
        .execute();
      // The review desk reads what waits, oldest first.
      await database.schema
        .createIndex('complaints_by_state')
        .on('complaints')
        .columns(['state', 'received_at'])
        .execute();
    },
  },
  { name: '2026-11-20-desk-accounts', up: createAccountTables },
  {
    name: '2026-11-20-published-files',
    async up(database) {
      await database.schema
        .createTable('published_files')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('sha256', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('published_pieces')
        .addColumn('sha256', 'text', (column) => column.notNull())
        .addColumn('piece', 'integer', (column) => column.notNull())
        .addColumn('content', bytesType(database), (column) => column.notNull())
        .addPrimaryKeyConstraint('published_pieces_key', ['sha256', 'piece'])
        .execute();
    },
  },
  { name: '2026-11-20-redress', up: makeCaseTables },
  {
    name: '2026-11-21-kept-documents',
    async up(database) {
      await database.schema
        .createTable('kept_documents')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('content', 'text', (column) => column.notNull())
        .execute();
    },
  },
  { name: '2026-11-21-reporters', up: addReporters },
  {
    name: '2026-11-21-say-in-publishing',
    async up(database) {
      await database.schema
        .createTable('publish_orders')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('why', 'text', (column) => column.notNull())
        .addColumn('done_at', 'text')
        .addColumn('outcome', 'text')
        .execute();
    },
  },
  {
    name: '2026-11-21-sums-of-fleet',
    async up(database) {
      await database.schema
        .createTable('fleet_sums')
        .addColumn('day', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('reports', 'bigint', (column) => column.notNull())
        .addColumn('amount', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('fleet_sums_key', ['day', 'kind', 'name'])
        .execute();
    },
  },
];
