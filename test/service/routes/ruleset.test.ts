import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  openBundle,
  openFirstRoot,
  openManifest,
  openRevocation,
  type PART_NAMES,
  parseLog,
} from '../../../src/policy/index.ts';
import { revoke } from '../../../src/service/publish/index.ts';
import { replaceManifest, writeSampleRuleset } from '../sample-ruleset.ts';
import { batchOf, START, startTestService, type TestService } from '../test-service.ts';

const MANIFEST = '/v1/ruleset/manifest.json';

async function bytesOf({ app }: TestService, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await app.request(path);
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

async function statusOf({ app }: TestService, path: string): Promise<number> {
  return (await app.request(path)).status;
}

async function versionOf(service: TestService): Promise<number> {
  const bytes = await bytesOf(service, MANIFEST);
  return (await openManifest(bytes, await trustOf(service))).manifest.version;
}

async function trustOf(service: TestService) {
  const root = await openFirstRoot(await bytesOf(service, '/v1/ruleset/roots/1.json'));
  return { root, revocation: undefined };
}

async function healthOf({ app }: TestService): Promise<unknown> {
  return (await app.request('/v1/health')).json();
}

describe('GET /v1/ruleset', () => {
  test('hands out a ruleset that a client can verify and open', async () => {
    const service = await startTestService();
    const signed = await openManifest(await bytesOf(service, MANIFEST), await trustOf(service));
    const { manifest } = signed;
    const part = (name: (typeof PART_NAMES)[number]) =>
      bytesOf(service, `/v1/ruleset/parts/${manifest.parts[name].sha256}`);
    const opened = await openBundle(signed, {
      rules: await part('rules'),
      policy: await part('policy'),
      grades: await part('grades'),
    });
    expect(opened.rules.find('http://phishing.link-guard.example/')?.effect).toBe('listed');
    expect(opened.grades).toEqual({ taobao: 'B' });
    expect((await part('hashes')).length).toBe(2 * 32);
  });

  test('answers 304 without a body to whoever has it, and lets other origins read that', async () => {
    const { app, manifest } = await startTestService();
    for (const path of [MANIFEST, `/v1/ruleset/parts/${manifest.parts.rules.sha256}`]) {
      const etag = (await app.request(path)).headers.get('ETag') ?? '';
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const answer = await app.request(path, { headers: { 'If-None-Match': known } });
        expect(answer.status).toBe(304);
        expect(await answer.text()).toBe('');
        expect(answer.headers.get('ETag')).toBe(etag);
        expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
        expect(answer.headers.get('Cache-Control')).toContain('public');
      }
      const answer = await app.request(path, { headers: { 'If-None-Match': '"other"' } });
      expect(answer.status).toBe(200);
    }
  });

  test('says how long parts are and that they never change', async () => {
    const { app, manifest } = await startTestService();
    const { sha256, size } = manifest.parts.rules;
    const { headers } = await app.request(`/v1/ruleset/parts/${sha256}`);
    expect(headers.get('Content-Length')).toBe(String(size));
    expect(headers.get('Cache-Control')).toContain('immutable');
    expect(headers.get('ETag')).toBe(`"${sha256}"`);
  });

  test.each([
    'a'.repeat(64),
    'A'.repeat(64),
    'a'.repeat(63),
    '..%2fmanifest.json',
    '%2e%2e%2f%2e%2e%2flink-guard.sqlite',
    `${'a'.repeat(64)}%00`,
    'manifest.json',
  ])('has no part of the name %s', async (name) => {
    const service = await startTestService();
    expect(await statusOf(service, `/v1/ruleset/parts/${name}`)).toBe(404);
  });

  test('hands out no file that does not hold what its name says', async () => {
    const service = await startTestService();
    const name = createHash('sha256').update('one').digest('hex');
    await writeFile(join(service.rulesetDir, 'parts', name), 'another');
    expect(await statusOf(service, `/v1/ruleset/parts/${name}`)).toBe(404);
  });

  test('turns to a newer ruleset within a second, and keeps the former parts', async () => {
    const service = await startTestService();
    const former = service.manifest.parts.rules.sha256;
    const newer = await writeSampleRuleset({
      dir: service.rulesetDir,
      key: service.key,
      at: START + 60_000,
      rules: [],
    });
    expect(await versionOf(service)).toBe(service.manifest.version);
    service.pass(1);
    expect(await versionOf(service)).toBe(newer.version);
    expect(await statusOf(service, `/v1/ruleset/parts/${newer.parts.rules.sha256}`)).toBe(200);
    expect(await statusOf(service, `/v1/ruleset/parts/${former}`)).toBe(200);
    expect(await healthOf(service)).toMatchObject({ status: 'ok', rulesetVersion: newer.version });
  });

  test('keeps what it has when the manifest turns to rubbish, says so, and recovers', async () => {
    const service = await startTestService();
    await replaceManifest(service.rulesetDir, Buffer.from('<html>'));
    service.pass(1);
    expect(await versionOf(service)).toBe(service.manifest.version);
    expect(await healthOf(service)).toMatchObject({ status: 'degraded' });
    const { version } = await writeSampleRuleset({
      dir: service.rulesetDir,
      key: service.key,
      at: START + 60_000,
    });
    service.pass(1);
    expect(await healthOf(service)).toMatchObject({ status: 'ok', rulesetVersion: version });
  });

  test.each(['0', '2', '01', '1e0', '-1', '..%2f..%2fmanifest', '9'.repeat(16)])(
    'has no root of the number %s',
    async (number) => {
      const service = await startTestService();
      expect(await statusOf(service, `/v1/ruleset/roots/${number}.json`)).toBe(404);
      expect(await statusOf(service, `/v1/ruleset/roots/${number}`)).toBe(404);
    },
  );

  test('keeps a root for ever once it is there, and that it is missing for a minute', async () => {
    const { app } = await startTestService();
    const there = await app.request('/v1/ruleset/roots/1.json');
    expect(there.headers.get('Cache-Control')).toContain('immutable');
    const missing = await app.request('/v1/ruleset/roots/2.json');
    expect(missing.headers.get('Cache-Control')).toBe('public, max-age=60');
    const part = await app.request(`/v1/ruleset/parts/${'a'.repeat(64)}`);
    expect(part.headers.get('Cache-Control')).toBe('no-store');
  });

  test('hands out what was revoked, and answers no look-up from a ruleset that was', async () => {
    const service = await startTestService();
    expect(await statusOf(service, '/v1/ruleset/revocation.json')).toBe(404);
    const { version } = service.manifest;
    await revoke({
      dir: service.rulesetDir,
      ...{ keyIds: [], versions: [version], keys: [service.key], now: START },
    });
    service.pass(1);
    const { root } = await trustOf(service);
    const bytes = await bytesOf(service, '/v1/ruleset/revocation.json');
    expect((await openRevocation(bytes, root)).versions).toEqual([version]);
    expect(await healthOf(service)).toMatchObject({ status: 'degraded' });
    expect((await service.post('/v1/lookup', batchOf())).status).toBe(503);
  });

  test('hands out the log without a line that was torn', async () => {
    const service = await startTestService();
    expect(parseLog(await bytesOf(service, '/v1/ruleset/log.ndjson'))).toEqual([]);
    const entry = {
      version: 1,
      issuedAt: new Date(START).toISOString(),
      ruleCount: 1,
      ...{ payload: 'a'.repeat(64), rules: 'b'.repeat(64), head: 'c'.repeat(64) },
    };
    const line = JSON.stringify(entry);
    await writeFile(join(service.rulesetDir, 'log.ndjson'), `${line}\n${line.slice(0, 40)}`);
    expect(parseLog(await bytesOf(service, '/v1/ruleset/log.ndjson'))).toEqual([entry]);
  });
});
