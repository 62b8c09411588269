/**
 * Opens one SQLite file through `node:sqlite` in the form that Kysely's dialect wants. An
 * acknowledged write survives a crash and a power cut: WAL, and `synchronous = FULL` syncs the log
 * at each commit.
 */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { CodedError } from '../../policy/index.ts';

/**
 * `node:sqlite` waits for a lock on the only thread, so look-ups wait too: short. Who wants to wait
 * longer comes again, with the thread free in between.
 */
const BUSY_MILLISECONDS = 100;

const MOST_STATEMENTS = 100;

const SETTINGS = [
  'pragma journal_mode = wal',
  'pragma synchronous = full',
  'pragma foreign_keys = on',
  'pragma trusted_schema = off',
];

/**
 * Makes the file, readable by its owner only, where there is none. Throws `store-corrupt` when it is
 * damaged, or what SQLite or the file system throws when it is unusable.
 */
export function openSqlite(path: string): SqliteDialect {
  // SQLite gives its log files the mode of the database itself.
  closeSync(openSync(path, 'a', 0o600));
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
  const prepared = keptStatements(database);
  return {
    close: () => database.close(),
    prepare(sql): SqliteStatement {
      const statement = prepared(own(database, sql));
      const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        // One that is half read must not be read from the beginning by somebody else.
        iterate: (parameters) => database.prepare(sql).iterate(...values(parameters)),
      };
    },
  };
}

/** The text of most statements is one of a few, and to read it takes longer than to do it. */
function keptStatements(database: DatabaseSync): (sql: string) => StatementSync {
  const kept = new Map<string, StatementSync>();
  return (sql) => {
    const statement = kept.get(sql) ?? database.prepare(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_STATEMENTS) break;
      kept.delete(oldest);
    }
    return statement;
  };
}

function own(database: DatabaseSync, sql: string): string {
  // A transaction that takes the lock only when it comes to write may be refused half-way. All of
  // ours write.
  if (sql === 'begin') return 'begin immediate';
  // On a full disk SQLite has done so already, and its refusal would hide why.
  if (sql === 'rollback' && !database.isTransaction) return 'select 1';
  return sql;
}
