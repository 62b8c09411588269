import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  codeOf,
  generateSigningKey,
  openFullHashes,
  signRevocation,
} from '../../../src/policy/index.ts';
import { readPublished, revocationPath, signAgain } from '../../../src/service/publish/index.ts';
import { withLock } from '../../../src/service/publish/lock.ts';
import { hosts, NOW, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
let dir: string;

beforeEach(async () => {
  workshop = await openWorkshop();
  dir = workshop.data;
});

const list = (name: string, text: string) => workshop.list(name, text);
const publish: Workshop['publish'] = (...args) => workshop.publish(...args);
const readBack = () => readPublished(workshop.dir);

function partPath(sha256: string): string {
  return join(workshop.dir, 'parts', sha256);
}

describe('publishRuleset', () => {
  test('writes a ruleset that its reader opens, whole', async () => {
    const { manifest, report } = await publish([list('mine', 'bad.test\nhttp://b.test/page')]);
    const { rules, policy, parts, manifest: read } = await readBack();
    expect(read).toEqual(manifest);
    expect(report.ruleCount).toBe(2);
    expect(policy.id).toBe('everyday');
    const fraud = { effect: 'listed', violation: 'fraud', severity: 'severe', list: 'mine' };
    expect(rules.find('http://bad.test/')).toEqual({ expression: 'bad.test/', ...fraud });
    expect(rules.find('http://b.test/page')).toEqual({ expression: 'b.test/page', ...fraud });
    expect(rules.find('http://b.test/')).toBeUndefined();
    expect(openFullHashes(parts).ruleCount).toBe(2);
    expect(manifest.lists).toEqual([{ list: 'mine', date: null, ruleCount: 2 }]);
    expect(Date.parse(manifest.expiresAt) - NOW).toBe(30 * 86_400_000);
  });

  test('begins with the seed unless told otherwise', async () => {
    const { manifest } = await publish([], { withSeed: true });
    expect(manifest.ruleCount).toBeGreaterThan(10_000);
  });

  test('gives every version a higher number, also when the clock stands still or runs back', async () => {
    const first = await publish();
    const second = await publish();
    const third = await publish([], { now: NOW - 80_000_000 });
    const fourth = await publish([], { now: NOW + 10_000 });
    const versions = [first, second, third, fourth].map(({ manifest }) => manifest.version);
    expect(versions).toEqual([NOW / 1000, NOW / 1000 + 1, NOW / 1000 + 2, NOW / 1000 + 10]);
  });

  test('refuses a version that no client would take for days, after a clock that was wrong', async () => {
    await publish([], { now: NOW + 10 * 86_400_000 });
    const { version } = (await readBack()).manifest;
    await expect(publish()).rejects.toMatchObject({ code: 'fast-forward' });
    expect((await readBack()).manifest.version).toBe(version);
  });

  test('names parts by their content and leaves nothing half-written', async () => {
    const { manifest } = await publish([list('mine', 'bad.test')]);
    const names = Object.values(manifest.parts).map(({ sha256 }) => sha256);
    expect(readdirSync(partPath('')).sort()).toEqual([...new Set(names)].sort());
    expect(readdirSync(workshop.dir).sort()).toEqual([
      'log.ndjson',
      'manifest.json',
      'manifests',
      'parts',
      'publish.lock',
      'roots',
    ]);
  });

  test('keeps the base of the hosts in plain until a tenth of them are others', async () => {
    const first = (await publish([list('mine', hosts(0, 100))])).manifest.parts;
    const second = (await publish([list('mine', hosts(5, 105))])).manifest.parts;
    expect(second.hosts).toEqual(first.hosts);
    expect(second.freshHosts).not.toEqual(first.freshHosts);
    const { hostLists } = await readBack();
    expect([...hostLists.blocked].sort()).toEqual(hosts(5, 105).split('\n').sort());
    const third = (await publish([list('mine', hosts(6, 106))])).manifest.parts;
    expect(third.hosts).not.toEqual(first.hosts);
    const again = await signAgain({ dir: workshop.dir, keys: [workshop.keys.ruleset], now: NOW });
    expect(again.parts).toEqual(third);
  });

  test('keeps the parts of the former version, and the rules that a delta may be for', async () => {
    const first = await publish([list('mine', 'one.test')]);
    const second = await publish([list('mine', 'two.test')]);
    const longAgo = new Date(Date.now() - 30 * 86_400_000);
    for (const name of readdirSync(partPath(''))) utimesSync(partPath(name), longAgo, longAgo);
    await publish([list('mine', 'three.test')]);
    const names = readdirSync(partPath(''));
    expect(names).toContain(second.manifest.parts.rules.sha256);
    expect(names).toContain(first.manifest.parts.rules.sha256);
    expect(names).not.toContain(first.manifest.parts.hashes.sha256);
    await readBack();
  });

  test('goes by what was revoked while it waited for another one', async () => {
    const { keys } = workshop;
    if (keys.revocation === undefined) throw new Error('no key');
    const revoked = { number: 1, keyIds: [keys.ruleset.keyId], versions: [] };
    const issuedAt = new Date(NOW).toISOString();
    const bytes = await signRevocation({ format: 1, issuedAt, ...revoked }, keys.revocation);
    const waiting = await withLock(workshop.dir, async () => {
      const publishing = publish().catch(codeOf);
      await wait(200);
      writeFileSync(revocationPath(workshop.dir), bytes);
      return { publishing };
    });
    expect(await waiting.publishing).toBe('revoked');
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
    writeFileSync(join(workshop.dir, 'manifest.json'), '{"pay');
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

  test('signs the same bytes again where nothing changed', async () => {
    const source = list('mine', 'bad.test');
    const first = await publish([source]);
    const second = await publish([source]);
    expect(second.manifest.parts).toEqual(first.manifest.parts);
    expect(second.manifest.version).toBe(first.manifest.version + 1);
  });

  test('refuses keys that the root does not name, and a folder without a root', async () => {
    const other = await generateSigningKey();
    await expect(publish([], { keys: [other] })).rejects.toMatchObject({ code: 'unknown-key' });
    const empty = join(dir, 'empty');
    mkdirSync(empty);
    await expect(publish([], { dir: empty })).rejects.toMatchObject({ code: 'no-root' });
    expect(readdirSync(empty)).toEqual([]);
    expect(readdirSync(workshop.dir)).not.toContain('manifest.json');
  });

  test('lets publishers in one folder wait for one another', async () => {
    const source = list('mine', 'bad.test');
    const all = await Promise.all(Array.from({ length: 5 }, () => publish([source])));
    const versions = all.map(({ manifest }) => manifest.version).sort((a, b) => a - b);
    expect(versions).toEqual([0, 1, 2, 3, 4].map((later) => NOW / 1000 + later));
    expect((await readBack()).manifest.history).toHaveLength(4);
  });
});

describe('signAgain', () => {
  test('gives the same parts a new version and expiry', async () => {
    const { manifest } = await publish([list('mine', 'bad.test')]);
    const now = NOW + 86_400_000;
    const again = await signAgain({
      dir: workshop.dir,
      keys: [workshop.keys.ruleset],
      now,
      lifetimeDays: 5,
    });
    expect(again).toMatchObject({ version: now / 1000, parts: manifest.parts });
    expect(Date.parse(again.expiresAt) - now).toBe(5 * 86_400_000);
    expect((await readBack()).manifest).toEqual(again);
  });

  test('signs nothing that is damaged or was never published', async () => {
    const options = { dir: workshop.dir, keys: [workshop.keys.ruleset], now: NOW };
    await expect(signAgain(options)).rejects.toMatchObject({ code: 'no-ruleset' });
    const { manifest } = await publish([list('mine', 'bad.test')]);
    writeFileSync(partPath(manifest.parts.hashes.sha256), 'x'.repeat(32));
    await expect(signAgain(options)).rejects.toMatchObject({ code: 'bad-part' });
  });
});

describe('readPublished', () => {
  test('throws no-ruleset for an empty folder', async () => {
    await expect(readBack()).rejects.toMatchObject({ code: 'no-ruleset' });
  });

  test('refuses a ruleset of another key', async () => {
    await publish();
    const { keys } = await openWorkshop();
    await expect(readPublished(workshop.dir, keys.anchor)).rejects.toMatchObject({
      code: 'unknown-key',
    });
    await readPublished(workshop.dir, workshop.keys.anchor);
  });

  test.each(['rules', 'hashes', 'policy', 'grades'] as const)(
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
