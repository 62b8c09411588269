/** Opens a database for as long as a backup or a restore takes, with all the time that they need. */
import { openTables } from './database.ts';
import { dumpTables, restoreTables } from './dump.ts';
import { storeErrorOf } from './store-error.ts';

/** Throws `store-unavailable`, `store-corrupt`, `EEXIST`. Gives how many rows there are. */
export function backUpStore(place: string, path: string): Promise<number> {
  return withTables(place, (tables) => dumpTables(tables, path, new Date()));
}

/** Throws `bad-backup`, `not-empty`, `store-unavailable`, `store-corrupt`. */
export function restoreStore(place: string, path: string): Promise<number> {
  return withTables(place, (tables) => restoreTables(tables, path));
}

async function withTables<Value>(
  place: string,
  work: (tables: Awaited<ReturnType<typeof openTables>>) => Promise<Value>,
): Promise<Value> {
  try {
    const tables = await openTables(place, { isPatient: true });
    try {
      return await work(tables);
    } finally {
      await tables.destroy();
    }
  } catch (error) {
    throw storeErrorOf(error);
  }
}
