/**
 * One database, whichever it is: work on it is admitted, tried again where somebody else was faster,
 * and what goes wrong with it has a code. Every write is a transaction: all of it is done, or none.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, sql, type Transaction } from 'kysely';
import { CodedError } from '../../policy/index.ts';
import { migrate } from './migrate.ts';
import { isPostgres, openPostgres, type PostgresOptions } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { isPassing, storeErrorOf } from './store-error.ts';
import type { Tables } from './tables.ts';

export type Work<Value> = (tables: Kysely<Tables>) => Promise<Value>;

/** Both throw `store-unavailable` when the database is full, locked, broken, busy or away. */
export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  read<Value>(work: Work<Value>): Promise<Value>;
  /** `work` may run several times; what it did before counts for nothing. */
  write<Value>(work: (tables: Transaction<Tables>) => Promise<Value>): Promise<Value>;
  /** One statement, which is all done or not at all; it is not tried again. */
  writeAtOnce<Value>(work: Work<Value>): Promise<Value>;
  /** Whether it can be read, and the last write did not fail. */
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** After the first one. Who opens a database has more time than who waits for an answer. */
const MORE_TRIES = 3;
const MORE_TRIES_TO_OPEN = 8;
const PAUSE_MILLISECONDS = 40;

/** How many may wait for the database at once. Writing is shed first: it comes again by itself. */
const WAITING = { read: 256, write: 64 } as const;

/**
 * `place` is the URL of a PostgreSQL database or the path of an SQLite file. Brings its tables up to
 * date. Throws `store-corrupt` for a damaged database and `store-unavailable` for one that cannot
 * be used.
 */
export async function openDatabase(place: string, options?: PostgresOptions): Promise<Database> {
  const tables = await orStoreError(() => openTables(place, options));
  const admit = createGate();
  let hasWriteFailed = false;
  const noted = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      const value = await orStoreError(work);
      hasWriteFailed = false;
      return value;
    } catch (error) {
      hasWriteFailed = isDatabaseFault(error);
      throw error;
    }
  };

  return {
    kind: isPostgres(place) ? 'postgres' : 'sqlite',
    read: (work) => admit('read', () => orStoreError(() => work(tables))),
    write: (work) =>
      admit('write', () => noted(() => patiently(() => tables.transaction().execute(work)))),
    writeAtOnce: (work) => admit('write', () => noted(() => work(tables))),
    async isHealthy() {
      if (hasWriteFailed) return false;
      try {
        await sql`select name from migrations limit 1`.execute(tables);
        return true;
      } catch {
        // Why it cannot be read is told by the next request that needs it.
        return false;
      }
    },
    close: () => tables.destroy(),
  };
}

/** Brought up to date. */
export async function openTables(
  place: string,
  options?: PostgresOptions,
): Promise<Kysely<Tables>> {
  if (!isPostgres(place)) {
    const tables = new Kysely<Tables>({ dialect: openSqlite(place) });
    return closedOnFailure(tables, () => migratePatiently(tables));
  }
  const patient = openPostgres(place, { poolSize: 1, isPatient: true });
  const migrating = new Kysely<Tables>({ dialect: patient });
  await closedOnFailure(migrating, () => migratePatiently(migrating));
  await migrating.destroy();
  return new Kysely<Tables>({ dialect: openPostgres(place, options) });
}

function migratePatiently(tables: Kysely<Tables>): Promise<void> {
  return patiently(() => migrate(tables, new Date()), MORE_TRIES_TO_OPEN);
}

async function closedOnFailure(
  tables: Kysely<Tables>,
  work: () => Promise<void>,
): Promise<Kysely<Tables>> {
  try {
    await work();
    return tables;
  } catch (error) {
    await tables.destroy();
    throw error;
  }
}

function createGate() {
  const inside = { read: 0, write: 0 };
  return async <Value>(kind: keyof typeof WAITING, work: () => Promise<Value>): Promise<Value> => {
    if (inside[kind] >= WAITING[kind]) {
      throw new CodedError('store-unavailable', `store: too many wait to ${kind}`);
    }
    inside[kind] += 1;
    try {
      return await work();
    } finally {
      inside[kind] -= 1;
    }
  };
}

/** Pauses are longer each time, and never the same for two that met. */
async function patiently<Value>(
  work: () => Promise<Value>,
  moreTries = MORE_TRIES,
): Promise<Value> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (tried >= moreTries || !isPassing(error)) throw error;
      await wait((0.5 + Math.random()) * PAUSE_MILLISECONDS * 2 ** Math.min(tried, 3));
    }
  }
}

async function orStoreError<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw storeErrorOf(error);
  }
}

/** A refusal by a rule of ours says nothing of the database. */
function isDatabaseFault(error: unknown): boolean {
  return error instanceof CodedError && error.code.startsWith('store-');
}
