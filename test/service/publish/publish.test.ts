import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  generateSigningKey,
  openFullHashes,
  packagedPolicy,
  rootKeyOf,
  type SigningKey,
} from '../../../src/policy/index.ts';
import {
  type ListSource,
  publishRuleset,
  readPublished,
} from '../../../src/service/publish/index.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');

let dir: string;
let key: SigningKey;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-publish-'));
  key = await generateSigningKey();
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

function list(name: string, text: string): ListSource {
  const from = join(dir, `${name}.txt`);
  writeFileSync(from, text);
  return { name, from, violation: 'fraud' };
}

function publish(sources: readonly ListSource[] = [], more: { now?: number; seed?: boolean } = {}) {
  return publishRuleset({
    dir: join(dir, 'ruleset'),
    key,
    policy: packagedPolicy('everyday'),
    grades: {},
    sources,
    now: more.now ?? NOW,
    withSeed: more.seed ?? false,
  });
}

function readBack() {
  return readPublished(join(dir, 'ruleset'), [rootKeyOf(key)]);
}

function partPath(sha256: string): string {
  return join(dir, 'ruleset', 'parts', sha256);
}

describe('publishRuleset', () => {
  test('writes a ruleset that its reader opens, whole', async () => {
    const { manifest, report } = await publish([list('mine', 'bad.test\nhttp://b.test/page')]);
    const { rules, policy, parts, manifest: read } = await readBack();
    expect(read).toEqual(manifest);
    expect(report.ruleCount).toBe(2);
    expect(policy.id).toBe('everyday');
    expect(rules.match(['bad.test/', 'b.test/', 'b.test/page'])).toEqual([
      { expression: 'bad.test/', effect: 'listed', violation: 'fraud', list: 'mine' },
      { expression: 'b.test/page', effect: 'listed', violation: 'fraud', list: 'mine' },
    ]);
    expect(openFullHashes(parts.rules, parts.remainders).ruleCount).toBe(2);
    expect(Date.parse(manifest.expiresAt) - NOW).toBe(30 * 86_400_000);
  });

  test('begins with the seed unless told otherwise', async () => {
    const { manifest } = await publish([], { seed: true });
    expect(manifest.ruleCount).toBeGreaterThan(10_000);
  });

  test('gives every version a higher number, also when the clock stands still or runs back', async () => {
    const first = await publish();
    const second = await publish();
    const third = await publish([], { now: NOW - 86_400_000 });
    const fourth = await publish([], { now: NOW + 10_000 });
    const versions = [first, second, third, fourth].map(({ manifest }) => manifest.version);
    expect(versions).toEqual([NOW / 1000, NOW / 1000 + 1, NOW / 1000 + 2, NOW / 1000 + 10]);
  });

  test('names parts by their content and leaves nothing half-written', async () => {
    const { manifest } = await publish([list('mine', 'bad.test')]);
    const names = Object.values(manifest.parts).map(({ sha256 }) => sha256);
    expect(readdirSync(join(dir, 'ruleset', 'parts')).sort()).toEqual([...new Set(names)].sort());
    expect(readdirSync(join(dir, 'ruleset')).sort()).toEqual(['manifest.json', 'parts']);
  });

  test('keeps the parts of the former version, and removes old ones that none names', async () => {
    const first = await publish([list('mine', 'one.test')]);
    const second = await publish([list('mine', 'two.test')]);
    const longAgo = new Date(Date.now() - 30 * 86_400_000);
    for (const name of readdirSync(partPath(''))) utimesSync(partPath(name), longAgo, longAgo);
    await publish([list('mine', 'three.test')]);
    const names = readdirSync(partPath(''));
    expect(names).toContain(second.manifest.parts.rules.sha256);
    expect(names).not.toContain(first.manifest.parts.rules.sha256);
    await readBack();
  });

  test('writes nothing when a list cannot be had', async () => {
    const { manifest } = await publish([list('mine', 'bad.test')]);
    const missing = { name: 'gone', from: join(dir, 'gone.txt'), violation: 'fraud' } as const;
    await expect(publish([missing])).rejects.toMatchObject({
      code: 'bad-source',
      message: expect.stringMatching(/^list gone: .*gone\.txt: no such file$/),
    });
    expect((await readBack()).manifest).toEqual(manifest);
  });

  test('mends a folder whose manifest is damaged', async () => {
    await publish();
    writeFileSync(join(dir, 'ruleset', 'manifest.json'), '{"pay');
    await expect(readBack()).rejects.toMatchObject({ code: 'bad-manifest' });
    await publish([], { now: NOW + 5_000 });
    expect((await readBack()).manifest.version).toBe(NOW / 1000 + 5);
  });

  test('mends a part that was changed on the disk', async () => {
    const source = list('mine', 'bad.test');
    const { manifest } = await publish([source]);
    writeFileSync(partPath(manifest.parts.rules.sha256), 'x'.repeat(manifest.parts.rules.size));
    await expect(readBack()).rejects.toMatchObject({ code: 'bad-part' });
    await publish([source]);
    expect((await readBack()).rules.ruleCount).toBe(1);
  });
});

describe('readPublished', () => {
  test('throws no-ruleset for an empty folder', async () => {
    await expect(readBack()).rejects.toMatchObject({ code: 'no-ruleset' });
  });

  test('refuses a ruleset of another key', async () => {
    await publish();
    const other = rootKeyOf(await generateSigningKey());
    await expect(readPublished(join(dir, 'ruleset'), [other])).rejects.toMatchObject({
      code: 'unknown-key',
    });
  });

  test.each(['rules', 'remainders', 'policy', 'grades'] as const)(
    'refuses a missing or a truncated part: %s',
    async (name) => {
      const { manifest } = await publish([list('mine', 'bad.test')]);
      const path = partPath(manifest.parts[name].sha256);
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.subarray(1));
      await expect(readBack()).rejects.toMatchObject({ code: 'bad-part' });
      rmSync(path);
      await expect(readBack()).rejects.toMatchObject({
        code: 'bad-part',
        message: `part ${name}: missing`,
      });
    },
  );

  test('refuses a part that takes the place of another', async () => {
    const { manifest } = await publish([list('mine', 'bad.test')]);
    const other = await publish([list('mine', 'evil.test')]);
    expect(statSync(partPath(other.manifest.parts.rules.sha256)).size).toBe(
      manifest.parts.rules.size,
    );
    writeFileSync(
      partPath(other.manifest.parts.rules.sha256),
      readFileSync(partPath(manifest.parts.rules.sha256)),
    );
    await expect(readBack()).rejects.toMatchObject({ code: 'bad-part' });
  });
});

describe('a list that is fetched', () => {
  let server: Server;
  let address: string;

  beforeEach(async () => {
    server = createServer((request, response) => {
      if (request.url === '/list.txt') response.end('0.0.0.0 fetched.test\n');
      else if (request.url === '/html') response.end('<!doctype html><title>x</title>');
      else response.writeHead(404).end('no');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.close();
  });

  test('is compiled like a file', async () => {
    await publish([{ name: 'net', from: `${address}/list.txt`, violation: 'malware' }]);
    expect((await readBack()).rules.match(['fetched.test/'])).toMatchObject([
      { list: 'net', violation: 'malware' },
    ]);
  });

  test('is refused with its status when the server has none', async () => {
    const source = { name: 'net', from: `${address}/gone`, violation: 'malware' } as const;
    await expect(publish([source])).rejects.toMatchObject({
      code: 'bad-source',
      message: expect.stringContaining('status 404'),
    });
  });

  test('is refused where it is a web page, and the former ruleset stays', async () => {
    const { manifest } = await publish([list('mine', 'bad.test')]);
    const source = { name: 'net', from: `${address}/html`, violation: 'malware' } as const;
    await expect(publish([source], { now: NOW + 5_000 })).rejects.toMatchObject({
      code: 'bad-list',
      message: `list net: ${address}/html: begins like a web page`,
    });
    expect((await readBack()).manifest).toEqual(manifest);
  });

  test('is refused when nobody answers', async () => {
    await new Promise((resolve) => server.close(resolve));
    const source = { name: 'net', from: `${address}/list.txt`, violation: 'malware' } as const;
    await expect(publish([source])).rejects.toMatchObject({
      code: 'bad-source',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
