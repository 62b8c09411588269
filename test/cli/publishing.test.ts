/** Running a service from the command line, day by day. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../scripts/ports.ts';
import { openStore } from '../../src/service/index.ts';
import { caseOf, fileOne, ruleOn } from '../service/store/case-story.ts';
import { batchOf } from '../service/test-service.ts';
import { until } from '../support/until.ts';
import { objectsOf, type Run, run } from './run.ts';
import { startServing } from './serving.ts';

vi.setConfig({ testTimeout: 120_000 });

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-publishing-'));
  write('list.txt', hosts(0, 120));
  write('sources.json', JSON.stringify(sourceFile()));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

const write = (name: string, content: string) => writeFileSync(join(dir, name), content);

const hosts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `host-${from + index}.test`).join('\n');

const sourceFile = (changes: object = {}) => ({
  format: 'link-guard-sources',
  sources: [{ name: 'mine', from: 'list.txt', violation: 'fraud', everyHours: 0.1, ...changes }],
});

const guard = (...args: readonly string[]): Promise<Run> => run(args, { cwd: dir });

const publish = (...more: readonly string[]) => guard('publish', '--no-seed', ...more);

function manifest(): { version: number; ruleCount: number; parts: object } {
  const file = readFileSync(join(dir, 'data', 'ruleset', 'manifest.json'), 'utf8');
  const { payload } = JSON.parse(file) as { payload: string };
  return JSON.parse(Buffer.from(payload, 'base64').toString());
}

/** On one connection, and without waiting in between: it is the service that is to have the work. */
function answersTo(
  path: string,
  { port, times }: { readonly port: number; readonly times: number },
): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n`;
  socket.write(`${request}\r\n`.repeat(times - 1));
  socket.write(`${request}Connection: close\r\n\r\n`);
  return text(socket);
}

describe('sources check', () => {
  test('says of each list what would become of it, and keeps nothing', async () => {
    expect(await guard('sources', 'check', 'sources.json')).toEqual({
      ...{ code: 0, out: 'list mine: 120 entries\n', err: '' },
    });
    write('sources.json', JSON.stringify(sourceFile({ minEntries: 500 })));
    const refused = await guard('sources', 'check', 'sources.json', '--json');
    expect(refused.code).toBe(1);
    expect(objectsOf(refused)).toMatchObject([
      { list: 'mine', entries: 0, refused: { code: 'few-entries' } },
    ]);
    write('sources.json', '{}');
    expect(await guard('sources', 'check', 'sources.json')).toMatchObject({
      ...{ code: 2, err: expect.stringContaining('sources.json: format: ') },
    });
  });
});

describe('publish', () => {
  test('keeps the last good copy of a list, and goes on with it', async () => {
    expect(await publish('--sources', 'sources.json')).toMatchObject({
      ...{ code: 0, err: '' },
      out: expect.stringMatching(/^source mine: fetched, 120 entries\nruleset \d+: 120 rules\n/),
    });
    rmSync(join(dir, 'list.txt'));
    expect(await publish('--sources', 'sources.json')).toMatchObject({ code: 0, err: '' });
    expect(manifest().ruleCount).toBe(120);
  });

  test('publishes nothing where a list was never had', async () => {
    rmSync(join(dir, 'list.txt'));
    expect(await publish('--sources', 'sources.json')).toMatchObject({
      ...{ code: 2, out: '', err: expect.stringContaining('no such file') },
    });
  });

  test('undoes a version, and keeps it undone until told otherwise', async () => {
    await publish('--list', 'mine=list.txt@fraud');
    const good = manifest();
    write('list.txt', hosts(0, 700));
    await publish('--list', 'mine=list.txt@fraud');
    expect(manifest().ruleCount).toBe(700);
    expect(await publish('--like', String(good.version))).toMatchObject({
      ...{ code: 0, out: expect.stringContaining('the lists have no say until you publish') },
    });
    expect(manifest()).toMatchObject({ ruleCount: 120, parts: good.parts });

    const args = ['--port', '0', '--no-seed', '--list', 'mine=list.txt@fraud'];
    const held = startServing(args, { cwd: dir });
    await held.says(/policy service at/);
    expect(manifest()).toMatchObject({ ruleCount: 120, parts: good.parts });
    expect(await held.end()).toBe(0);

    await publish('--list', 'mine=list.txt@fraud');
    expect(manifest().ruleCount).toBe(700);
    expect(await publish('--like', '12')).toMatchObject({
      ...{ code: 1, err: expect.stringContaining('ruleset 12: is not kept') },
    });
  });
});

describe('a ruling', () => {
  test('is in force, with its evidence, within seconds, and in what is published by hand', async () => {
    const args = ['--port', '0', '--no-seed', '--list', 'mine=list.txt@fraud'];
    const service = startServing(args, { cwd: dir });
    const [, address] = await service.says(/policy service at (\S+)/);
    const store = await openStore(join(dir, 'data', 'link-guard.sqlite'));
    onTestFinished(() => store.close());
    const { rulingId } = await ruleOn(store, await caseOf(store, await fileOne(store)));

    const fullHash = createHash('sha256').update('prize.example/win?from=group').digest('hex');
    const ask = async () => {
      const answer = await fetch(`${address}/v1/lookup`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(batchOf(fullHash.slice(0, 8))),
      });
      return ((await answer.json()) as { matches: unknown[] }).matches[0];
    };
    const listed = await until(ask, { what: 'the ruling is in force', within: 60_000 });
    expect(listed).toMatchObject({
      ...{ fullHash, effect: 'listed', violation: 'inducement', severity: 'lesser' },
      ...{ list: 'rulings', evidence: rulingId },
    });
    expect(await service.end()).toBe(0);
    const published = await publish('--list', 'mine=list.txt@fraud');
    expect(published.out).toMatch(/^list rulings: 1 entries, 1 rules/m);
    expect(manifest().ruleCount).toBe(121);
  });
});

describe('serve', () => {
  test('speaks JSON, gives figures, and is unready for a while before it ends', async () => {
    const port = String(await freePort());
    const service = startServing(
      [
        ...['--port', '0', '--no-seed', '--sources', 'sources.json', '--log', 'json'],
        ...['--metrics-port', port, '--drain', '2'],
      ],
      { cwd: dir },
    );
    const [, address = ''] = await service.says(/"listening","address":"([^"]+)"/);
    await service.says(/"event":"metrics"/);
    await fetch(`${address}/v1/health`);
    await service.says(/"event":"request"/);
    const entries = service
      .said()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['source', 'published', 'list', 'listening', 'metrics', 'request']),
    );
    expect(entries.every(({ time }) => typeof time === 'string')).toBe(true);
    const figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(figures).toMatch(/^link_guard_source_fetched_timestamp_seconds\{list="mine"\} \d/m);
    expect(figures).toMatch(/^link_guard_publications_total\{outcome="published"\} 1$/m);

    const ending = service.end();
    await until(async () => (await fetch(`${address}/ready`)).status === 503, {
      what: 'it says that it ends',
    });
    expect((await fetch(`${address}/live`)).status).toBe(200);
    expect(await ending).toBe(0);
  });

  test('starts on what was published where a list is down', async () => {
    await publish('--list', 'mine=list.txt@fraud');
    rmSync(join(dir, 'list.txt'));
    const args = ['--port', '0', '--no-seed', '--list', 'mine=list.txt@fraud'];
    const service = startServing(args, { cwd: dir });
    const [, address] = await service.says(/policy service at (\S+)/);
    expect(service.said()).toMatch(/^not published: list mine: list\.txt: no such file$/m);
    const health = await (await fetch(`${address}/v1/health`)).json();
    expect(health).toMatchObject({ status: 'ok', rulesetVersion: manifest().version });
    expect(await service.end()).toBe(0);
  });

  test('says why, and ends, where a list is down and nothing was published', async () => {
    const missing = await guard('serve', '--port', '0', '--list', 'mine=gone.txt');
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('gone.txt: no such') });
  });

  test('publishes nothing where it is told so', async () => {
    await publish('--list', 'mine=list.txt@fraud');
    const { version } = manifest();
    const service = startServing(['--port', '0', '--no-publish'], { cwd: dir });
    await service.says(/policy service at/);
    expect(manifest().version).toBe(version);
    expect(await service.end()).toBe(0);
  });

  test('goes on when nobody reads what it says, and still ends', async () => {
    await publish('--list', 'mine=list.txt@fraud');
    const port = String(await freePort());
    const metrics = String(await freePort());
    const service = startServing(
      ['--no-publish', '--log', 'json', '--port', port, '--metrics-port', metrics],
      { cwd: dir, isHeard: false },
    );
    const live = `http://127.0.0.1:${port}/live`;
    await until(async () => (await fetch(live)).ok, { what: 'it listens', within: 60_000 });
    const dropped = async () => {
      const told = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
      return Number(/^link_guard_log_lines_dropped_total (\d+)$/m.exec(told)?.[1] ?? 0);
    };
    // More than a pipe and the room for what waits can hold.
    const burst = async () => {
      const answers = await answersTo('/live', { port: Number(port), times: 500 });
      expect(answers.match(/\{"status":"ok"\}/g)).toHaveLength(500);
    };
    await until(
      async () => {
        await burst();
        return (await dropped()) > 0;
      },
      { what: 'lines are dropped and counted', within: 90_000 },
    );
    expect(await service.end()).toBe(0);
  });

  test('goes on when whoever read what it says is gone', async () => {
    await publish('--list', 'mine=list.txt@fraud');
    const service = startServing(['--port', '0', '--no-publish'], { cwd: dir });
    const [, address] = await service.says(/policy service at (\S+)/);
    service.child.stdout?.destroy();
    for (let count = 0; count < 20; count += 1) {
      expect((await fetch(`${address}/live`)).status).toBe(200);
    }
    expect(await service.end()).toBe(0);
  });
});
