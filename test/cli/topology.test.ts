/**
 * The topology of deploy/compose.yaml, by hand: one node that publishes and one that does not, on
 * one PostgreSQL, behind a proxy that sends requests to whoever is ready.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../scripts/ports.ts';
import { newIdempotencyKey, sampleComplaint } from '../service/sample-complaint.ts';
import { batchOf } from '../service/test-service.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { startProxy } from '../support/small-proxy.ts';
import { until } from '../support/until.ts';
import { run } from './run.ts';
import { startServing } from './serving.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

async function startNodes() {
  const dir = mkdtempSync(join(tmpdir(), 'link-guard-topology-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const database = await server.newDatabase();
  const list = (count: number) => {
    const hosts = Array.from({ length: count }, (_, index) => `host-${index}.test`);
    writeFileSync(join(dir, 'list.txt'), hosts.join('\n'));
  };
  list(3);
  const common = ['--database', database, '--trust-proxy', '127.0.0.1', '--drain', '1'];
  const lists = ['--no-seed', '--list', 'mine=list.txt@fraud'];
  const first = await freePort();
  const second = await freePort();
  const startFirst = () =>
    startServing(['--data', 'a', '--port', `${first}`, ...lists, ...common], { cwd: dir });
  const startSecond = () =>
    startServing(['--data', 'b', '--port', `${second}`, '--no-publish', ...common], { cwd: dir });
  const publishing = startFirst();
  await publishing.says(/policy service at/);
  const other = startSecond();
  await other.says(/policy service at/);
  const proxy = await startProxy([first, second]);
  onTestFinished(() => proxy.close());
  await until(async () => (await fetch(`${proxy.address}/live`)).ok, { what: 'a node is ready' });
  return {
    ...{ dir, list, proxy, startFirst, startSecond },
    ...{ first: publishing, second: other, ports: [first, second] as const },
    publish: () => run(['publish', '--data', 'a', '--database', database, ...lists], { cwd: dir }),
  };
}

function post(address: string, path: string, body: object, headers = {}): Promise<Response> {
  return fetch(`${address}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function ruleCountAt(address: string): Promise<number> {
  const answer = await fetch(`${address}/v1/ruleset/manifest.json`);
  const { payload } = (await answer.json()) as { payload: string };
  return (JSON.parse(Buffer.from(payload, 'base64').toString()) as { ruleCount: number }).ruleCount;
}

describe('two nodes on one PostgreSQL', () => {
  test('are one service to whoever asks', async () => {
    const { proxy, ports, list, publish } = await startNodes();
    await until(
      async () => {
        expect((await post(proxy.address, '/v1/lookup', batchOf())).status).toBe(200);
        return proxy.answers.every((count) => count > 3);
      },
      { what: 'both nodes answer' },
    );
    const key = { 'Idempotency-Key': newIdempotencyKey() };
    const [one, two] = ports.map((port) => `http://127.0.0.1:${port}`);
    const filed = await post(one ?? '', '/v1/complaints', sampleComplaint(), key);
    expect(filed.status).toBe(201);
    const { receipt } = (await filed.json()) as { receipt: string };
    const again = await post(two ?? '', '/v1/complaints', sampleComplaint(), key);
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ receipt });
    const states = await post(two ?? '', '/v1/complaints/states', { receipts: [receipt] });
    expect(await states.json()).toMatchObject({ complaints: [{ receipt }] });

    list(40);
    expect(await publish()).toMatchObject({ code: 0, err: '' });
    for (const address of [one, two]) {
      await until(async () => (await ruleCountAt(address ?? '')) === 40, {
        what: `${address} has the new ruleset`,
      });
    }
  });

  test('are ended and started again one by one, and nobody is refused', async () => {
    const { proxy, first, second, startFirst, startSecond } = await startNodes();
    const statuses: number[] = [];
    let isOver = false;
    const asking = (async () => {
      while (!isOver) {
        const answer = await post(proxy.address, '/v1/lookup', batchOf());
        await answer.arrayBuffer();
        statuses.push(answer.status);
        // Slower than the quota of one asker allows.
        await setTimeout(40);
      }
    })();
    expect(await first.end()).toBe(0);
    await startFirst().says(/policy service at/);
    await until(async () => (await fetch(`${proxy.address}/ready`)).ok, { what: 'one is ready' });
    const answered = statuses.length;
    await until(() => statuses.length > answered + 5, { what: 'the first has been seen again' });
    expect(await second.end()).toBe(0);
    await startSecond().says(/policy service at/);
    isOver = true;
    await asking;
    expect(statuses.length).toBeGreaterThan(20);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test('answer as one when the other is killed', async () => {
    const { proxy, first } = await startNodes();
    first.child.kill('SIGKILL');
    for (let count = 0; count < 20; count += 1) {
      const answer = await post(proxy.address, '/v1/complaints', sampleComplaint(), {
        'Idempotency-Key': newIdempotencyKey(),
      });
      expect(answer.status).toBe(201);
    }
  });
});
