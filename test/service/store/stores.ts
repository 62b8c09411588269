/** Each kind of store, for real, so that one suite runs on both. */
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest';
import { openStore, type Store } from '../../../src/service/store/store.ts';
import { type Beside, openBeside } from '../../support/database-beside.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export const STORE_KINDS = ['sqlite', 'postgres'] as const;

export type StoreKind = (typeof STORE_KINDS)[number];

export interface Stores {
  /** The path or URL of an empty database. */
  newPlace(): Promise<string>;
  open(place: string): Promise<Store>;
  beside(place: string): Promise<Beside>;
  readonly server: PostgresServer | undefined;
}

/**
 * To be called in a `describe`; one server for all of its tests. Nothing pulls the plug there, so it
 * need not sync.
 */
export function useStores(kind: StoreKind): Stores {
  // Each write is synced to the disk, and the disk may be busy.
  vi.setConfig({ testTimeout: 30_000 });
  let server: PostgresServer | undefined;

  beforeAll(async () => {
    if (kind === 'postgres') server = await startPostgres(['fsync=off']);
  }, 30_000);
  afterAll(() => server?.stop(), 30_000);

  return {
    get server() {
      return server;
    },
    newPlace: async () =>
      server === undefined ? join(await temporaryFolder(), 'test.sqlite') : server.newDatabase(),
    async open(place) {
      const store = await openStore(place);
      onTestFinished(() => store.close());
      return store;
    },
    async beside(place) {
      const beside = await openBeside(place);
      onTestFinished(() => beside.close());
      return beside;
    },
  };
}
