/** The tables of cases and of what stands around them; the long first step of `migrations.ts`. */
import type { Kysely } from 'kysely';
import { bytewiseText } from './dialect.ts';
import type { Tables } from './tables.ts';

export async function makeCaseTables(database: Kysely<Tables>): Promise<void> {
  const { schema } = database;
  await schema.alterTable('complaints').addColumn('excerpt', 'text').execute();
  await schema.alterTable('complaints').addColumn('new_fact', 'text').execute();
  await schema
    .createTable('cases')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('destination_key', 'text', (column) => column.notNull().unique())
    .addColumn('host_key', bytewiseText(database), (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('link', 'text', (column) => column.notNull())
    .addColumn('is_hurried', 'integer', (column) => column.notNull())
    .addColumn('opened_at', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('cases_by_host').on('cases').column('host_key').execute();
  await schema
    .createTable('case_events')
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('link', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('case_events_key', ['case_id', 'number'])
    .execute();
  await schema
    .createTable('case_complaints')
    .addColumn('complaint_id', 'text', (column) => column.primaryKey().references('complaints.id'))
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('case_complaints_by_case')
    .on('case_complaints')
    .column('case_id')
    .execute();
  await schema
    .createTable('case_tasks')
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id'))
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('claimed_by', 'text')
    .addColumn('claimed_until', 'text')
    .addPrimaryKeyConstraint('case_tasks_key', ['case_id', 'task'])
    .execute();
  await schema.createIndex('case_tasks_by_age').on('case_tasks').column('since').execute();
  await schema
    .createTable('case_rulings')
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id'))
    .addColumn('full_hash', 'text', (column) => column.notNull())
    .addColumn('hash_prefix', 'text', (column) => column.notNull())
    .addColumn('measure', 'text', (column) => column.notNull())
    .addColumn('published_at', 'text')
    .addColumn('ends_at', 'text')
    .addPrimaryKeyConstraint('case_rulings_key', ['case_id', 'id'])
    .execute();
  await schema
    .createIndex('case_rulings_by_prefix')
    .on('case_rulings')
    .column('hash_prefix')
    .execute();
  await schema
    .createTable('audit_entries')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .addColumn('head', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('audit_by_subject').on('audit_entries').column('subject').execute();
  await schema
    .createTable('public_log')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('head', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('owner_claims')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('key_hash', 'text', (column) => column.notNull().unique())
    .addColumn('domain', 'text', (column) => column.notNull())
    .addColumn('method', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('proven_at', 'text')
    .addColumn('valid_until', 'text')
    .execute();
  await schema
    .createTable('grade_history')
    .addColumn('provider_id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('grade', 'text', (column) => column.notNull())
    .addColumn('credit', 'double precision', (column) => column.notNull())
    .addColumn('low', 'double precision', (column) => column.notNull())
    .addColumn('high', 'double precision', (column) => column.notNull())
    .addPrimaryKeyConstraint('grade_history_key', ['provider_id', 'at'])
    .execute();
}
