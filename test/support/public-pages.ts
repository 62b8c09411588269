/** A real service with its built pages, on a data folder of its own. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPages } from '../../scripts/build-pages.ts';
import { keepPublished } from '../../src/cli/keep-published.ts';
import { publish } from '../../src/cli/publisher.ts';
import {
  ensureStatementKey,
  type InternetView,
  openStore,
  type ServeOptions,
  type Store,
  serve,
} from '../../src/service/index.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export interface PublicPages {
  /** As people type it: by name, for there are no passkeys for an IP address. */
  readonly address: string;
  readonly dataDir: string;
  /** The same database, as the command line opens it. */
  withStore<Value>(work: (store: Store) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

/** An internet without any name: tests reach nothing but loopback. */
const NOTHING: InternetView = {
  texts: async () => [],
  addresses: async () => [],
  mayConnect: () => false,
  port: 443,
};

/** One host that the ruleset lists as phishing since this day. */
export const LISTED = { host: 'prize.example', since: '2026-10-01' } as const;

export async function startPublicPages(options: Partial<ServeOptions> = {}): Promise<PublicPages> {
  const folder = await makeTemporaryFolder('pages');
  const dataDir = join(folder.path, 'data');
  const pagesDir = join(folder.path, 'pages');
  await buildPages(pagesDir);
  const list = join(folder.path, 'list.csv');
  await writeFile(list, `${LISTED.host}\n`);
  await ensureStatementKey(dataDir);
  const publisher = {
    ...{ data: dataDir, policy: 'everyday', seed: true },
    list: [{ name: 'sample', from: list, violation: 'phishing', format: 'domains' }],
  } as const;
  await publish(publisher);
  const running = await serve({
    ...{ dataDir, pagesDir, port: 0, host: '127.0.0.1', version: 'test' },
    log: () => undefined,
    internet: NOTHING,
    ...options,
  });
  const stop = keepPublished({ options: publisher, service: running, tell: () => undefined });
  return {
    address: `http://localhost:${running.port}`,
    dataDir,
    async withStore(work) {
      const store = await openStore(join(dataDir, 'link-guard.sqlite'));
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
    async close() {
      stop();
      await running.close();
      await folder.remove();
    },
  };
}
