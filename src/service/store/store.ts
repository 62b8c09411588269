/** Everything that the service keeps besides its rulesets: each concern has a file of its own. */
import { type Complaints, complaintsIn } from './complaints.ts';
import { type Database, openDatabase } from './database.ts';
import type { PostgresOptions } from './postgres.ts';
import { type Shared, sharedIn } from './shared.ts';

export type {
  ComplaintFiling,
  ComplaintStanding,
  FilingOutcome,
} from './complaints.ts';
export type { PublishedFile, PublishedFiles } from './published-files.ts';
export type { Shared } from './shared.ts';

/** Every method throws `store-unavailable` when the database is full, locked, broken or away. */
export interface Store extends Complaints, Pick<Database, 'isHealthy' | 'close'> {
  /** Undefined where no other machine reaches the database. */
  readonly shared: Shared | undefined;
}

/**
 * Opens or makes the database at the path of an SQLite file or the URL of a PostgreSQL database,
 * and brings its tables up to date. Throws `store-corrupt` for a damaged one and `store-unavailable`
 * for one that cannot be used.
 */
export async function openStore(place: string, options?: PostgresOptions): Promise<Store> {
  const database = await openDatabase(place, options);
  return {
    ...complaintsIn(database),
    shared: sharedIn(place, database),
    isHealthy: database.isHealthy,
    close: database.close,
  };
}
