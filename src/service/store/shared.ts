/** What nodes that share one PostgreSQL share besides its tables: a ruleset, and who publishes. */
import type { Database } from './database.ts';
import { isPostgres } from './postgres.ts';
import { listen, notify, PUBLISH_LOCK, PUBLISHED, withSessionLock } from './postgres-session.ts';
import { type PublishedFiles, publishedFilesIn } from './published-files.ts';

export interface Shared {
  readonly files: PublishedFiles;
  /** One node at a time. Throws `busy`. */
  withLock<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Tells every node that the files changed. */
  tell(): Promise<void>;
  /** Calls back when they may have changed; gives what ends it. */
  follow(hear: () => void): () => Promise<void>;
}

/** Undefined for a database that no other machine reaches. */
export function sharedIn(place: string, database: Database): Shared | undefined {
  if (!isPostgres(place)) return undefined;
  return {
    files: publishedFilesIn(database),
    withLock: (work) => withSessionLock(place, PUBLISH_LOCK, work),
    tell: () => notify(place, PUBLISHED),
    follow: (hear) => listen(place, PUBLISHED, hear),
  };
}
