/** What is kept of who complains, and the order of work that comes of it. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export async function addReporters({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('complaints').addColumn('reporter', 'text').execute();
  await schema.alterTable('complaints').addColumn('network', 'text').execute();
  await schema.createIndex('complaints_by_reporter').on('complaints').column('reporter').execute();
  // Empty in rows of a release that knows none: then the task's own age counts.
  await schema.alterTable('case_tasks').addColumn('ranked_at', 'text').execute();
  await schema
    .createTable('reporter_warnings')
    .addColumn('reporter', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('reporter_warnings_key', ['reporter', 'at'])
    .execute();
}
