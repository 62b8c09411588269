/**
 * A whole service as an operator runs it: the database of either kind, portal and desk, and the
 * loop that publishes what people decide. It stands where the built extension asks, with its keys.
 */
import { join } from 'node:path';
import { buildPages } from '../../scripts/build-pages.ts';
import { keepPublished } from '../../src/cli/keep-published.ts';
import { publish } from '../../src/cli/publisher.ts';
import {
  ensureStatementKey,
  type InternetView,
  type LogEntry,
  openStore,
  type Store,
  serve,
} from '../../src/service/index.ts';
import { openBeside } from './database-beside.ts';
import { adoptKeys } from './keys.ts';
import { startPostgres } from './postgres.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { testGround } from './test-ground.ts';

export interface WholeService {
  /** As people type it. */
  readonly address: string;
  /** What it told its operator. */
  readonly told: readonly LogEntry[];
  /** Version of the newest ruleset that it has published. */
  version(): number;
  /** Of the complaint about this address; undefined until there is one. */
  receiptOf(address: string): Promise<string | undefined>;
  /** The same database, as the command line opens it. */
  withStore<Value>(work: (store: Store) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

export async function startWholeService(
  kind: 'sqlite' | 'postgres',
  internet: InternetView,
): Promise<WholeService> {
  const { servicePort } = testGround();
  const folder = await makeTemporaryFolder('whole');
  const data = join(folder.path, 'data');
  const pagesDir = join(folder.path, 'pages');
  await buildPages(pagesDir);
  await adoptKeys(data);
  await ensureStatementKey(data);
  const server = kind === 'postgres' ? await startPostgres(['fsync=off']) : undefined;
  const database =
    server === undefined ? join(data, 'link-guard.sqlite') : await server.newDatabase();
  const options = { data, database, policy: 'everyday', seed: true } as const;
  const told: LogEntry[] = [];
  const tell = (entry: LogEntry): void => void told.push(entry);
  const { manifest } = await publish(options);
  const service = await serve({
    ...{ dataDir: data, database, pagesDir, internet, log: tell, version: 'test' },
    ...{ port: servicePort, host: '127.0.0.1' },
  });
  const stop = keepPublished({ options, service, tell });
  return {
    address: `http://localhost:${servicePort}`,
    told,
    version() {
      const versions = told.flatMap((entry) => (entry.event === 'published' ? entry.version : []));
      return versions.at(-1) ?? manifest.version;
    },
    async receiptOf(address) {
      const beside = await openBeside(database);
      try {
        const rows = await beside.run('select address, receipt from complaints');
        const found = rows.find((row) => row.address === address);
        return found === undefined ? undefined : String(found.receipt);
      } finally {
        await beside.close();
      }
    },
    async withStore(work) {
      const store = await openStore(database);
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
    async close() {
      stop();
      await service.close();
      await server?.stop();
      await folder.remove();
    },
  };
}
