/**
 * Opens one SQLite file through `node:sqlite` in the form that Kysely's dialect wants. An
 * acknowledged write survives a crash and a power cut: WAL, and `synchronous = FULL` syncs the log
 * at each commit.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { CodedError } from '../../policy/index.ts';

/**
 * `node:sqlite` waits for a lock on the only thread, so look-ups wait too: short, and the client
 * comes again.
 */
const BUSY_MILLISECONDS = 250;

const SETTINGS = [
  'pragma journal_mode = wal',
  'pragma synchronous = full',
  'pragma foreign_keys = on',
  'pragma trusted_schema = off',
];

/** Throws `store-corrupt` when the file is damaged, or what SQLite throws when it is unusable. */
export function openNodeSqlite(path: string): SqliteDialect {
  const database = new DatabaseSync(path, { timeout: BUSY_MILLISECONDS });
  try {
    for (const setting of SETTINGS) database.exec(setting);
    const [first] = database.prepare('pragma integrity_check(1)').all();
    if (first?.integrity_check !== 'ok') {
      throw new CodedError('store-corrupt', 'store: the integrity check found damage');
    }
  } catch (error) {
    database.close();
    throw error;
  }
  return new SqliteDialect({ database: adapt(database) });
}

function adapt(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql): SqliteStatement {
      const statement = database.prepare(sql);
      const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}
