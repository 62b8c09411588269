/** The tables behind the desk's sign-in, and how they came to be. Times are ISO 8601 text. */
import type { Kysely } from 'kysely';

export interface AccountTables {
  accounts: {
    id: string;
    name: string;
    role: string;
    password_hash: string | null;
    subject: string | null;
    disabled: number;
    created_at: string;
  };
  passkeys: {
    id: string;
    account_id: string;
    public_key: string;
    counter: number;
    created_at: string;
  };
  invitations: { digest: string; account_id: string; expires_at: string };
  sessions: { digest: string; account_id: string; expires_at: string };
  service_secrets: { name: string; value: string };
  /** What may be used once and was: puzzles, challenges, states. */
  spent: { id: string; holder: string; expires_at: string };
}

export async function createAccountTables<Tables>(database: Kysely<Tables>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('subject', 'text', (column) => column.unique())
    .addColumn('disabled', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('passkeys')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('counter', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  for (const name of ['invitations', 'sessions']) {
    await schema
      .createTable(name)
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute();
  }
  await schema
    .createTable('service_secrets')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('spent')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
}
