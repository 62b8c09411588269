/** How fast complaints are kept for good: beside bare syncs of a file, and beside bare inserts. */
import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { openStore, type Store } from '../../src/service/index.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { median, type Report } from '../figures.ts';

const CLIENTS = 16;
const SECONDS = 2;
const ROUNDS = 5;

/** About what one complaint adds to the log of SQLite. */
const PAGE = Buffer.alloc(4096, 7);

/** Writes once; gives nothing. */
type Writer = () => Promise<unknown>;

interface Contender {
  readonly name: string;
  readonly writers: readonly Writer[];
}

export async function benchIntake(report: Report): Promise<void> {
  await benchSqlite(report);
  await benchPostgres(report);
}

async function benchSqlite(report: Report): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'link-guard-bench-'));
  const file = openSync(join(folder, 'floor'), 'a');
  const store = await openStore(join(folder, 'test.sqlite'));
  const sync: Writer = async () => {
    writeSync(file, PAGE);
    fdatasyncSync(file);
  };
  try {
    const rates = await perSecond([
      { name: 'floor', writers: [sync] },
      { name: 'alone', writers: [() => fileOne(store)] },
      { name: 'together', writers: Array(CLIENTS).fill(() => fileOne(store)) },
    ]);
    for (const [name, words] of [
      ['alone', 'one at a time'],
      ['together', `${CLIENTS} clients`],
    ] as const) {
      report.add({
        figure: `durable intake on SQLite, ${words}`,
        ours: rates.get(name) ?? Number.NaN,
        peer: rates.get('floor') ?? Number.NaN,
        peerName: 'fdatasync loop',
        unit: 'a second',
        goal: '>= 0.4',
        ratioOf: 'ours/peer',
      });
    }
  } finally {
    await store.close();
    closeSync(file);
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchPostgres(report: Report): Promise<void> {
  const server = await startPostgres();
  const place = await server.newDatabase();
  const store = await openStore(place);
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client(place));
  try {
    for (const client of clients) await client.connect();
    await clients[0]?.query('create table bare (id text primary key, key text unique, body text)');
    const rates = await perSecond([
      { name: 'bare', writers: clients.map((client) => () => insertBare(client)) },
      { name: 'ours', writers: Array(CLIENTS).fill(() => fileOne(store)) },
    ]);
    report.add({
      figure: `intake on PostgreSQL, ${CLIENTS} clients`,
      ours: rates.get('ours') ?? Number.NaN,
      peer: rates.get('bare') ?? Number.NaN,
      peerName: 'raw pg inserts',
      unit: 'a second',
      goal: '>= 0.8',
      ratioOf: 'ours/peer',
    });
  } finally {
    for (const client of clients) await client.end();
    await store.close();
    await server.stop();
  }
}

/** In turns, so that all meet the same machine; the median of the rounds. */
async function perSecond(contenders: readonly Contender[]): Promise<ReadonlyMap<string, number>> {
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, writers } of contenders) {
      const rate = await rateOf(writers);
      // The first round warms up.
      if (round > 0) rates.get(name)?.push(rate);
    }
  }
  return new Map([...rates].map(([name, values]) => [name, median(values)]));
}

async function rateOf(writers: readonly Writer[]): Promise<number> {
  const started = performance.now();
  const end = started + SECONDS * 1000;
  let written = 0;
  const write = async (writer: Writer): Promise<void> => {
    while (performance.now() < end) {
      await writer();
      written += 1;
      await setImmediate();
    }
  };
  await Promise.all(writers.map(write));
  return written / ((performance.now() - started) / 1000);
}

function fileOne(store: Store): Promise<unknown> {
  return store.fileComplaint({
    idempotencyKey: randomBytes(32).toString('base64url'),
    complaint: {
      // A thousand destinations, so that cases are opened and joined.
      address: `https://host-${Math.floor(Math.random() * 1000)}.example/${randomBytes(4).toString('hex')}`,
      kind: 'fraud',
      context: 'group',
      comment: randomBytes(50).toString('hex'),
      rulesetVersion: 0,
    },
    canonical: undefined,
    receivedAt: new Date(),
  });
}

function insertBare(client: pg.Client): Promise<unknown> {
  const key = randomBytes(32).toString('base64url');
  return client.query('insert into bare (id, key, body) values ($1, $2, $3)', [
    randomBytes(16).toString('hex'),
    key,
    randomBytes(150).toString('hex'),
  ]);
}
