/** Nodes that share one PostgreSQL, each with a folder of its own. */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { packagedPolicy } from '../../src/policy/index.ts';
import {
  ensureKeys,
  publishRuleset,
  readLog,
  revoke,
  serve,
  verifyPublished,
} from '../../src/service/index.ts';
import { keepInStep, publishShared } from '../../src/service/shared-ruleset.ts';
import { openStore, type Shared } from '../../src/service/store/store.ts';
import { openBeside } from '../support/database-beside.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { until } from '../support/until.ts';
import { temporaryFolder } from './temporary-folder.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres(['fsync=off']);
}, 30_000);
afterAll(() => server.stop(), 30_000);
vi.setConfig({ testTimeout: 30_000 });

interface Node {
  readonly data: string;
  readonly dir: string;
  readonly shared: Shared;
  publish(text: string): Promise<number>;
}

async function openNode(place: string): Promise<Node> {
  const store = await openStore(place);
  onTestFinished(() => store.close());
  const { shared } = store;
  if (shared === undefined) throw new Error('PostgreSQL is shared');
  const data = await temporaryFolder();
  const dir = join(data, 'ruleset');
  return {
    ...{ data, dir, shared },
    publish: (text) => publishShared(shared, dir, () => publishIn(data, text)),
  };
}

/** Gives the version. */
async function publishIn(data: string, text: string): Promise<number> {
  const from = join(data, 'list.txt');
  await writeFile(from, text);
  const { manifest } = await publishRuleset({
    dir: join(data, 'ruleset'),
    keys: [(await ensureKeys(data)).ruleset],
    policy: packagedPolicy('everyday'),
    grades: {},
    sources: [{ name: 'list', from, violation: 'fraud' }],
    now: Date.now(),
    withSeed: false,
  });
  return manifest.version;
}

/** Two of them with the same keys, of which the first has published. */
async function openNodes(): Promise<{ one: Node; other: Node; place: string }> {
  const place = await server.newDatabase();
  const [one, other] = [await openNode(place), await openNode(place)];
  await one.publish('one.test');
  await cp(join(one.data, 'keys'), join(other.data, 'keys'), { recursive: true });
  return { one, other, place };
}

async function versionIn({ dir }: Node): Promise<number> {
  return (await verifyPublished(dir)).manifest.version;
}

describe('publishShared', () => {
  test('goes on from what another node published', async () => {
    const { one, other } = await openNodes();
    const first = await versionIn(one);
    const second = await other.publish('one.test\ntwo.test');
    expect(second).toBeGreaterThan(first);
    await keepInStep(one.shared, one.dir);
    expect(await versionIn(one)).toBe(second);
    const { rules, isLogWhole } = await verifyPublished(one.dir);
    expect(rules.ruleCount).toBe(2);
    expect(isLogWhole).toBe(true);
  });

  test('lets one node publish at a time, and gives each version once', {
    timeout: 30_000,
  }, async () => {
    const { one, other } = await openNodes();
    const versions = await Promise.all(
      [one, other, one, other].map((node, index) => node.publish(`host-${index}.test`)),
    );
    expect(new Set(versions).size).toBe(4);
    await keepInStep(one.shared, one.dir);
    expect(await versionIn(one)).toBe(Math.max(...versions));
    expect((await readLog(one.dir)).length).toBe(5);
  });

  test('publishes nothing where somebody published without the lock', async () => {
    const { one, other } = await openNodes();
    await keepInStep(other.shared, other.dir);
    const late = publishShared(one.shared, one.dir, async () => {
      const listed = await other.shared.files.list();
      const fewer = listed.filter(({ name }) => name !== 'log.ndjson');
      await other.shared.files.replace(fewer, listed);
      await publishIn(one.data, 'two.test');
    });
    await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' });
  });
});

describe('keepInStep', () => {
  test('refuses what nobody signed, and keeps what it has', async () => {
    const { one, other } = await openNodes();
    await keepInStep(other.shared, other.dir);
    const version = await versionIn(other);
    const listed = await one.shared.files.list();
    const manifest = await readFile(join(one.dir, 'manifest.json'), 'utf8');
    const forged = await one.shared.files.keep(
      Buffer.from(manifest.replace(/"signature":"..../, '"signature":"AAAA')),
    );
    await one.shared.files.replace(
      listed.map((file) => (file.name === 'manifest.json' ? { ...file, sha256: forged } : file)),
      listed,
    );
    await expect(keepInStep(other.shared, other.dir)).rejects.toThrow();
    expect(await versionIn(other)).toBe(version);
  });

  test('refuses content that is not what its hash says', async () => {
    const { one, place } = await openNodes();
    const beside = await openBeside(place);
    onTestFinished(() => beside.close());
    await beside.run("update published_pieces set content = decode('00', 'hex')");
    const fresh = await openNode(place);
    await expect(keepInStep(fresh.shared, fresh.dir)).rejects.toMatchObject({
      code: 'store-corrupt',
    });
    await expect(verifyPublished(fresh.dir)).rejects.toThrow();
    await expect(versionIn(one)).resolves.toBeGreaterThan(0);
  });

  test('hands on a revocation that was made in the folder of one node', async () => {
    const { one, other } = await openNodes();
    await keepInStep(other.shared, other.dir);
    const { revocation } = await ensureKeys(one.data);
    const version = await versionIn(one);
    await revoke({
      dir: one.dir,
      keyIds: [],
      versions: [version],
      keys: revocation === undefined ? [] : [revocation],
      now: Date.now(),
    });
    await keepInStep(one.shared, one.dir);
    await keepInStep(other.shared, other.dir);
    await expect(verifyPublished(other.dir)).rejects.toMatchObject({ code: 'revoked' });
  });

  test('takes nothing back after the database was restored from an old backup', async () => {
    const { one, other, place } = await openNodes();
    const old = await one.shared.files.list();
    const beside = await openBeside(place);
    onTestFinished(() => beside.close());
    await beside.run('create table backup as select * from published_pieces');
    const newer = await one.publish('one.test\ntwo.test');
    await one.shared.files.replace(old, await one.shared.files.list());
    await beside.run('insert into published_pieces select * from backup on conflict do nothing');

    await keepInStep(one.shared, one.dir);
    expect(await versionIn(one)).toBe(newer);
    const next = await other.publish('three.test');
    expect(next).toBeGreaterThan(newer);
    const { isLogWhole, logEntries } = await verifyPublished(other.dir);
    expect(isLogWhole).toBe(true);
    expect(logEntries.map(({ version }) => version)).toContain(newer);
  });
});

describe('a node that serves', () => {
  test('has a new ruleset of another node within moments, and after the line was cut', {
    timeout: 60_000,
  }, async () => {
    const { one, place } = await openNodes();
    const serving = await openNode(place);
    const service = await serve({
      dataDir: serving.data,
      database: place,
      port: 0,
      host: '127.0.0.1',
      version: '0.1.0',
      log: () => undefined,
    });
    onTestFinished(() => service.close());
    const served = async () => {
      const answer = await fetch(`${service.address}/v1/health`);
      return ((await answer.json()) as { rulesetVersion: number }).rulesetVersion;
    };
    expect(await served()).toBe(await versionIn(one));

    const second = await one.publish('one.test\ntwo.test');
    await until(async () => (await served()) === second, { what: 'it is served', within: 3_000 });

    const beside = await openBeside(place);
    onTestFinished(() => beside.close());
    await beside.run(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
    const third = await until(() => one.publish('one.test\nthree.test'), { what: 'published' });
    await until(async () => (await served()) === third, { what: 'it is served', within: 5_000 });
  });

  test('starts with an empty folder, and not where nothing was published', async () => {
    const { place } = await openNodes();
    const options = { port: 0, host: '127.0.0.1', version: '0.1.0', log: () => undefined };
    const dataDir = await temporaryFolder();
    const service = await serve({ ...options, dataDir, database: place });
    await service.close();
    await rm(dataDir, { recursive: true });
    const empty = await server.newDatabase();
    await expect(serve({ ...options, dataDir, database: empty })).rejects.toMatchObject({
      code: 'no-ruleset',
    });
  });
});
