import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { HOST_PARTS, type Manifest, makeRuleset, updateHosts } from '../../../src/policy/index.ts';
import { logPath, readPublished, verifyPublished } from '../../../src/service/publish/index.ts';
import { hosts, NOW, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
let manifest: Manifest;

beforeEach(async () => {
  workshop = await openWorkshop();
  await workshop.publish([workshop.list('mine', hosts(0, 3000))]);
  ({ manifest } = await workshop.publish([workshop.list('mine', hosts(5, 3005))]));
});

const verify = () => verifyPublished(workshop.dir);
const partPath = (sha256 = '') => join(workshop.dir, 'parts', sha256);

describe('verifyPublished', () => {
  test('gives all that it has checked', async () => {
    expect(await verify()).toMatchObject({ manifest, rootCount: 1, isLogWhole: true });
    expect((await verify()).logEntries).toHaveLength(2);
    await verifyPublished(workshop.dir, workshop.keys.anchor);
  });

  test('trusts the root that it is given, and no other', async () => {
    const { keys } = await openWorkshop();
    const strange = verifyPublished(workshop.dir, keys.anchor);
    await expect(strange).rejects.toMatchObject({ code: 'foreign-root' });
  });

  test.each(['rules', 'policy', 'grades', 'hosts', 'freshHosts', 'hashes'] as const)(
    'finds a damaged part: %s',
    async (name) => {
      const path = partPath(manifest.parts[name].sha256);
      const bytes = readFileSync(path);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      writeFileSync(path, bytes);
      await expect(verify()).rejects.toMatchObject({ code: 'bad-part' });
    },
  );

  test('finds hosts in plain that the rules do not list', async () => {
    const { parts, policy, grades } = await readPublished(workshop.dir);
    const forged = updateHosts(undefined, { blocked: ['harmless.test'], cleared: [] });
    const made = await makeRuleset({
      compiled: { ...parts, ...forged, lists: [], report: { ruleCount: manifest.ruleCount } },
      ...{ policy, grades, keys: [workshop.keys.ruleset] },
      ...{ version: manifest.version + 1, now: NOW, lifetimeDays: 30 },
    });
    for (const name of HOST_PARTS) {
      writeFileSync(partPath(made.manifest.parts[name].sha256), made.parts[name]);
    }
    writeFileSync(join(workshop.dir, 'manifest.json'), made.manifestBytes);
    await expect(verify()).rejects.toMatchObject({ code: 'bad-hosts' });
  });

  test('finds a damaged delta, a missing one, and one whose rules are missing', async () => {
    const [delta] = manifest.deltas;
    const path = partPath(delta?.sha256);
    const bytes = readFileSync(path);
    writeFileSync(path, 'x'.repeat(bytes.length));
    await expect(verify()).rejects.toMatchObject({ code: 'bad-part' });
    rmSync(path);
    await expect(verify()).rejects.toMatchObject({ code: 'bad-part' });
    writeFileSync(path, bytes);
    await verify();
    rmSync(partPath(delta?.fromSha256));
    await expect(verify()).rejects.toMatchObject({ code: 'bad-delta' });
  });

  test('finds a log that does not lead to the manifest', async () => {
    const whole = readFileSync(logPath(workshop.dir), 'utf8');
    const [first = '', second = ''] = whole.split('\n');
    writeFileSync(logPath(workshop.dir), `${first}\n`);
    await expect(verify()).rejects.toMatchObject({ code: 'bad-log' });
    const other = second.replace('"ruleCount":3000', '"ruleCount":3001');
    writeFileSync(logPath(workshop.dir), `${first}\n${other}\n`);
    await expect(verify()).rejects.toMatchObject({ code: 'bad-log' });
    rmSync(logPath(workshop.dir));
    await expect(verify()).rejects.toMatchObject({ code: 'bad-log' });
    writeFileSync(logPath(workshop.dir), whole);
    appendFileSync(logPath(workshop.dir), first.slice(0, 50));
    await verify();
  });

  test.each<[string, (line: string) => string]>([
    ['number of rules', (line) => line.replace('"ruleCount":3000', '"ruleCount":2999')],
    [
      'hash of rules',
      (line) => line.replace(/"rules":"[0-9a-f]{64}/, `"rules":"${'0'.repeat(64)}`),
    ],
  ])('finds a former line with another %s', async (_, change) => {
    const [first = '', second = ''] = readFileSync(logPath(workshop.dir), 'utf8').split('\n');
    expect(change(first)).not.toBe(first);
    writeFileSync(logPath(workshop.dir), `${change(first)}\n${second}\n`);
    await expect(verify()).rejects.toMatchObject({ code: 'bad-log' });
  });

  test('finds nothing wrong where the older half of the log is gone', async () => {
    const [, second = ''] = readFileSync(logPath(workshop.dir), 'utf8').split('\n');
    writeFileSync(logPath(workshop.dir), `${second}\n`);
    expect(await verify()).toMatchObject({ isLogWhole: false });
  });

  test('finds a root that does not go on from the one before it', async () => {
    const other = await openWorkshop();
    const path = (dir: string, number: number) => join(dir, 'roots', `${number}.json`);
    writeFileSync(path(workshop.dir, 2), readFileSync(path(other.dir, 1)));
    await expect(verify()).rejects.toMatchObject({ code: 'unknown-key' });
    writeFileSync(path(workshop.dir, 2), readFileSync(path(workshop.dir, 1)));
    await expect(verify()).rejects.toMatchObject({ code: 'root-gap' });
    writeFileSync(path(workshop.dir, 2), '');
    await expect(verify()).rejects.toMatchObject({ code: 'bad-root' });
  });

  test('finds a revocation that nobody signed who may', async () => {
    writeFileSync(join(workshop.dir, 'revocation.json'), '{"payload":"","signatures":[]}');
    await expect(verify()).rejects.toMatchObject({ code: 'bad-revocation' });
  });
});
