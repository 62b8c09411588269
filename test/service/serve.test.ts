import { createHash } from 'node:crypto';
import { copyFile, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import { packagedPolicy } from '../../src/policy/index.ts';
import {
  ensureKeys,
  publishRuleset,
  type RunningService,
  type ServeOptions,
  serve,
} from '../../src/service/index.ts';
import { HealthSchema, LookupResponseSchema } from '../../src/wire/index.ts';
import { newIdempotencyKey, sampleComplaint } from './sample-complaint.ts';
import { publishedDataFolder } from './serving-process.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { batchOf } from './test-service.ts';

function optionsFor(dataDir: string): ServeOptions {
  return { dataDir, port: 0, host: '127.0.0.1', version: '0.1.0', log: () => undefined };
}

async function startOn(dataDir: string, changes: Partial<ServeOptions> = {}) {
  const service = await serve({ ...optionsFor(dataDir), ...changes });
  onTestFinished(() => service.close());
  return service;
}

function post(address: string, path: string, body: unknown, headers = {}): Promise<Response> {
  return fetch(`${address}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Sends bytes as they are, which fetch would not, and gives all that comes back. */
async function exchange({ port }: RunningService, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('serve', () => {
  test('serves what was published, real lists included', { timeout: 60_000 }, async () => {
    const dataDir = await temporaryFolder();
    const { ruleset } = await ensureKeys(dataDir);
    const { manifest } = await publishRuleset({
      dir: join(dataDir, 'ruleset'),
      keys: [ruleset],
      policy: packagedPolicy('everyday'),
      grades: {},
      sources: [],
      now: Date.now(),
    });
    const { address } = await startOn(dataDir);
    const health = v.parse(HealthSchema, await (await fetch(`${address}/v1/health`)).json());
    expect(health).toMatchObject({ status: 'ok', rulesetVersion: manifest.version });

    const config = createRequire(import.meta.url).resolve('eth-phishing-detect/src/config.json');
    const { blacklist } = JSON.parse(await readFile(config, 'utf8')) as { blacklist: string[] };
    const hosts = blacklist.filter((entry) => /^[a-z0-9-]+\.(com|net|org)$/.test(entry));
    const hashes = hosts
      .slice(0, 16)
      .map((host) => createHash('sha256').update(`${host}/`).digest('hex'));
    const batch = { prefixes: hashes.map((hash) => hash.slice(0, 8)) };
    const answer = await post(address, '/v1/lookup', batch);
    const { matches } = v.parse(LookupResponseSchema, await answer.json());
    expect(matches.map(({ fullHash }) => fullHash)).toEqual(expect.arrayContaining(hashes));
    expect(matches.every(({ list }) => list === 'eth-phishing-detect')).toBe(true);
  });

  test('keeps complaints in the data folder', async () => {
    const dataDir = await publishedDataFolder();
    const headers = { 'Idempotency-Key': newIdempotencyKey() };
    const before = await serve(optionsFor(dataDir));
    const first = await post(before.address, '/v1/complaints', sampleComplaint(), headers);
    const { receipt } = (await first.json()) as { receipt: string };
    await before.close();

    const { address } = await startOn(dataDir);
    const again = await post(address, '/v1/complaints', sampleComplaint(), headers);
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ receipt });
  });

  test('counts an asker by the connection, whatever its headers say', async () => {
    const limits = { lookups: { burst: 1, perSecond: 0.001 } };
    const { address } = await startOn(await publishedDataFolder(), { limits });
    const statuses: number[] = [];
    for (const forwarded of ['192.0.2.1', '192.0.2.2']) {
      const headers = { 'X-Forwarded-For': forwarded, Forwarded: `for=${forwarded}` };
      statuses.push((await post(address, '/v1/lookup', batchOf(), headers)).status);
    }
    expect(statuses).toEqual([200, 429]);
  });

  test('sends a padded answer as long as it says, unpacked', async () => {
    const { address } = await startOn(await publishedDataFolder());
    const answer = await post(address, '/v1/lookup', batchOf('c34ea69e'), {
      'Accept-Encoding': 'gzip, br',
    });
    expect(answer.headers.get('Content-Encoding')).toBeNull();
    expect((await answer.arrayBuffer()).byteLength).toBe(1024);
  });

  test('closes a connection that brings no HTTP, or too much of a header', async () => {
    const service = await startOn(await publishedDataFolder());
    expect(await exchange(service, 'rubbish\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    const long = `GET /v1/health HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await exchange(service, long)).toMatch(/^HTTP\/1\.1 431 /);
    expect((await fetch(`${service.address}/v1/health`)).status).toBe(200);
  });

  test('refuses two lengths in one request', async () => {
    const service = await startOn(await publishedDataFolder());
    const smuggled =
      'POST /v1/lookup HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(await exchange(service, smuggled)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('refuses to start where nothing was published', async () => {
    const starting = serve(optionsFor(await temporaryFolder()));
    await expect(starting).rejects.toMatchObject({ code: 'no-ruleset' });
  });

  test('refuses to start where the root does not vouch for the ruleset', async () => {
    const dataDir = await publishedDataFolder();
    const other = await publishedDataFolder();
    const root = join('ruleset', 'roots', '1.json');
    await copyFile(join(other, root), join(dataDir, root));
    await expect(serve(optionsFor(dataDir))).rejects.toMatchObject({ code: 'unknown-key' });
  });

  test('refuses to start on a port that is taken, and lets go of the database', async () => {
    const dataDir = await publishedDataFolder();
    const { port } = await startOn(dataDir);
    const starting = serve({ ...optionsFor(dataDir), port });
    await expect(starting).rejects.toMatchObject({
      ...{ code: 'cannot-listen', message: expect.stringContaining('in use already') },
    });
  });

  test('takes no requests after it was closed', async () => {
    const { address, close } = await serve(optionsFor(await publishedDataFolder()));
    expect((await fetch(`${address}/v1/health`)).status).toBe(200);
    await close();
    await expect(fetch(`${address}/v1/health`)).rejects.toThrow();
  });
});
