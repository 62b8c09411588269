import { readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  liftHold,
  publishLike,
  readHold,
  readPublished,
  revoke,
  verifyPublished,
} from '../../../src/service/publish/index.ts';
import { hosts, NOW, openWorkshop } from './workshop.ts';

const HOUR = 3_600_000;

/** Two versions, of which the second lists much more than it should. */
async function openMistake() {
  const workshop = await openWorkshop();
  const { dir, keys, list, publish } = workshop;
  const good = (await publish([list('mine', hosts(0, 120))])).manifest;
  const bad = (await publish([list('mine', hosts(0, 900))], { now: NOW + HOUR })).manifest;
  const undo = (version: number) =>
    publishLike({ dir, keys: [keys.ruleset], now: NOW + 2 * HOUR, version });
  return { ...workshop, good, bad, undo };
}

describe('publishLike', () => {
  test('brings the rules of a former version back under a new one', async () => {
    const { dir, good, bad, undo } = await openMistake();
    const manifest = await undo(good.version);
    expect(manifest.version).toBeGreaterThan(bad.version);
    expect(manifest.former?.version).toBe(bad.version);
    expect(manifest.parts).toEqual(good.parts);
    expect(manifest.shrinks).toBe(true);
    const { rules } = await readPublished(dir);
    expect(rules.find('http://host-1.test/')?.effect).toBe('listed');
    expect(rules.find('http://host-500.test/')).toBeUndefined();
    expect((await verifyPublished(dir)).logEntries).toHaveLength(3);
  });

  test('leaves word that the lists have no say, until somebody lifts it', async () => {
    const { dir, good, undo } = await openMistake();
    expect(await readHold(dir)).toBeUndefined();
    await undo(good.version);
    expect(await readHold(dir)).toEqual({
      like: good.version,
      since: new Date(NOW + 2 * HOUR).toISOString(),
    });
    await liftHold(dir);
    expect(await readHold(dir)).toBeUndefined();
  });

  test('refuses a version that is not kept, was revoked, or lost a part; nothing is written', async () => {
    const { dir, keys, good, bad, undo } = await openMistake();
    const before = readFileSync(join(dir, 'manifest.json'));
    await expect(undo(good.version - 1)).rejects.toMatchObject({ code: 'no-such-version' });
    await revoke({
      ...{ dir, keyIds: [], versions: [good.version], now: NOW },
      keys: [keys.revocation ?? keys.ruleset],
    });
    await expect(undo(good.version)).rejects.toMatchObject({ code: 'revoked' });
    rmSync(join(dir, 'parts', bad.parts.grades.sha256));
    await expect(undo(bad.version)).rejects.toMatchObject({ code: 'bad-part' });
    expect(readFileSync(join(dir, 'manifest.json'))).toEqual(before);
    expect(await readHold(dir)).toBeUndefined();
  });

  test('finds every version of the last week, and forgets older ones', async () => {
    const { dir, good, bad, list, publish } = await openMistake();
    const kept = () => readdirSync(join(dir, 'manifests')).sort();
    expect(kept()).toEqual([`${good.version}.json`, `${bad.version}.json`]);
    const old = Date.now() / 1000 - 8 * 86_400;
    utimesSync(join(dir, 'manifests', `${good.version}.json`), old, old);
    const { manifest } = await publish([list('mine', hosts(0, 901))], { now: NOW + 3 * HOUR });
    expect(kept()).toEqual([`${bad.version}.json`, `${manifest.version}.json`]);
  });
});
