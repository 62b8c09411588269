/** What can go wrong with PostgreSQL and not with a file. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../../src/service/store/database.ts';
import { openStore } from '../../../src/service/store/store.ts';
import { openBeside } from '../../support/database-beside.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { sampleFiling } from './sample-filing.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres(['deadlock_timeout=50ms', 'max_connections=30']);
}, 30_000);
afterAll(() => server.stop(), 30_000);
vi.setConfig({ testTimeout: 30_000 });

async function opened(poolSize?: number) {
  const place = await server.newDatabase();
  const database = await openDatabase(place, { poolSize });
  onTestFinished(() => database.close());
  const beside = await openBeside(place);
  onTestFinished(() => beside.close());
  return { place, database, beside };
}

describe('a store in PostgreSQL', () => {
  test('refuses a server that is not there, and one that does not know us', async () => {
    const place = await server.newDatabase();
    for (const wrong of [
      'postgresql://postgres:x@127.0.0.1:1/test',
      place.replace(':test@', ':wrong@'),
    ]) {
      await expect(openStore(wrong)).rejects.toMatchObject({ code: 'store-unavailable' });
    }
  });

  test('acknowledges durably even where the database was told not to', async () => {
    const { place, beside } = await opened();
    const alter = `alter database "${new URL(place).pathname.slice(1)}"`;
    await beside.run(`${alter} set synchronous_commit = off`);
    onTestFinished(async () => {
      await beside.run(`${alter} reset synchronous_commit`);
    });
    const database = await openDatabase(place);
    onTestFinished(() => database.close());
    const { rows } = await database.read((tables) => sql`show synchronous_commit`.execute(tables));
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
  });

  test('tries a deadlock again, and both sides get through', async () => {
    const { database, beside } = await opened();
    await beside.run('create table pairs (id int primary key, times int not null)');
    await beside.run('insert into pairs values (1, 0), (2, 0)');
    let tries = 0;
    const bothStarted = new Set<number>();
    const lockBoth = (first: number, second: number) =>
      database.write(async (tables) => {
        tries += 1;
        await sql`update pairs set times = times + 1 where id = ${first}`.execute(tables);
        bothStarted.add(first);
        await until(() => bothStarted.size === 2, { what: 'both have begun' });
        await sql`update pairs set times = times + 1 where id = ${second}`.execute(tables);
      });
    await Promise.all([lockBoth(1, 2), lockBoth(2, 1)]);
    expect(tries).toBeGreaterThan(2);
    expect(await beside.run('select times from pairs')).toEqual([{ times: 2 }, { times: 2 }]);
  });

  test('gives up a serialisation failure that comes again and again', async () => {
    const { database } = await opened();
    let tries = 0;
    const failing = database.write(async (tables) => {
      tries += 1;
      await sql.raw("do $$ begin raise sqlstate '40001'; end $$").execute(tables);
    });
    await expect(failing).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(tries).toBe(4);
    expect(await database.isHealthy()).toBe(false);
  });

  test('gives up a statement that takes too long', { timeout: 20_000 }, async () => {
    const { database } = await opened();
    const slow = database.write((tables) => sql`select pg_sleep(60)`.execute(tables));
    await expect(slow).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await database.write(async () => 1)).toBe(1);
  });

  test('refuses a complaint while all connections are busy, and takes it after', {
    timeout: 20_000,
  }, async () => {
    const place = await server.newDatabase();
    const store = await openStore(place, { poolSize: 1 });
    onTestFinished(() => store.close());
    const beside = await openBeside(place);
    onTestFinished(() => beside.close());
    await beside.run('begin');
    await beside.run('lock table complaints in access exclusive mode');
    const one = sampleFiling();
    const filing = store.fileComplaint(one);
    const states = store.complaintStates([one.idempotencyKey]);
    for (const waiting of [filing, states]) {
      await expect(waiting).rejects.toMatchObject({ code: 'store-unavailable' });
    }
    await beside.run('rollback');
    expect(await store.fileComplaint(one)).toMatchObject({ kind: 'filed' });
  });

  test('lives through the end of all its connections', async () => {
    const { place, beside } = await opened();
    const store = await openStore(place);
    onTestFinished(() => store.close());
    await Promise.all([1, 2, 3].map(() => store.complaintStates(['x'])));
    await beside.run(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
    await until(
      async () => {
        const outcome = await store.fileComplaint(sampleFiling()).catch(() => undefined);
        return outcome?.kind === 'filed';
      },
      { what: 'a complaint is taken again' },
    );
    expect(await store.isHealthy()).toBe(true);
  });
});

describe('a PostgreSQL that is killed under load', () => {
  test('comes back with every complaint that was acknowledged, once', {
    timeout: 60_000,
  }, async () => {
    const own = await startPostgres();
    onTestFinished(() => own.stop());
    const place = await own.newDatabase();
    const store = await openStore(place);
    onTestFinished(() => store.close());
    const acknowledged = new Map<string, string>();
    const unanswered: ReturnType<typeof sampleFiling>[] = [];
    let isEnding = false;
    const writer = async () => {
      while (!isEnding) {
        const one = sampleFiling();
        try {
          const outcome = await store.fileComplaint(one);
          if (outcome.kind === 'filed')
            acknowledged.set(one.idempotencyKey, outcome.standing.receipt);
        } catch (error) {
          expect(error).toMatchObject({ code: 'store-unavailable' });
          unanswered.push(one);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    const writers = Array.from({ length: 16 }, writer);
    for (let round = 0; round < 3; round += 1) {
      const before = acknowledged.size;
      await until(() => acknowledged.size > before + 50, { what: 'complaints are taken' });
      await own.kill();
      await own.start();
    }
    const before = acknowledged.size;
    await until(() => acknowledged.size > before + 50, { what: 'complaints are taken' });
    isEnding = true;
    await Promise.all(writers);
    expect(unanswered.length).toBeGreaterThan(0);

    // What got no answer comes again with its key.
    for (const one of unanswered) {
      const outcome = await store.fileComplaint(one);
      if (outcome.kind !== 'conflict')
        acknowledged.set(one.idempotencyKey, outcome.standing.receipt);
    }
    const beside = await openBeside(place);
    onTestFinished(() => beside.close());
    const rows = await beside.run('select idempotency_key, receipt from complaints');
    expect(rows).toHaveLength(acknowledged.size);
    for (const { idempotency_key, receipt } of rows) {
      expect(acknowledged.get(String(idempotency_key))).toBe(receipt);
    }
  });
});
