import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  inForce,
  makeWorld,
  NOW,
  publishing,
  rulesetOf,
  SEED_VERSION,
  update,
  type World,
} from '../world.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

let world: World;

const LISTED = [{ line: 'listed.example', violation: 'phishing' as const }];
const DAY = 86_400_000;
const SEED = { version: SEED_VERSION, origin: 'packaged', isListed: false };

function damage(slot: string) {
  const kept = world.disk.stores.get('slots')?.get(slot) as { rules: Uint8Array };
  const rules = kept.rules.slice();
  rules[rules.length - 1] = (rules.at(-1) ?? 0) ^ 1;
  world.disk.stores.get('slots')?.set(slot, { ...kept, rules });
}

beforeEach(async () => {
  world = await makeWorld();
  const { key } = world;
  world.pack(await rulesetOf([], { key, version: SEED_VERSION }));
  const first = await rulesetOf(LISTED, { key, version: SEED_VERSION + 1 });
  const second = await rulesetOf(LISTED, { key, version: SEED_VERSION + 2, former: first });
  for (const published of [first, second]) {
    world.service.respond = publishing(published);
    await update(world);
  }
});

describe('activeRuleset', () => {
  test('is the one that the pointer names', async () => {
    expect((await inForce(world)).version).toBe(SEED_VERSION + 2);
  });

  test('leaves a damaged slot, and does not call the older one fresh', async () => {
    damage('B');
    expect(await inForce(world)).toMatchObject({
      ...{ version: SEED_VERSION + 1, origin: 'fetched', isListed: true, stale: 'superseded' },
      problems: ['ruleset-stale', 'storage-broken'],
    });
  });

  test('does not let a damaged slot hide what its manifest says was taken', async () => {
    damage('B');
    const { key } = world;
    const first = await rulesetOf(LISTED, { key, version: SEED_VERSION + 1 });
    const other = await rulesetOf([], { key, version: SEED_VERSION + 2, former: first });
    world.service.respond = publishing(other);
    await update(world);
    expect((await inForce(world)).problems).toContain('update-two-faced');
  });

  test('is repaired by the next worker, without waiting for its time', async () => {
    damage('B');
    vi.setSystemTime(NOW + 6 * 60_000);
    await (await world.startWorker()).updateWhenDue();
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 2, problems: [] });
  });

  test('is the packaged one when both slots are damaged, and that is not called fresh', async () => {
    damage('A');
    damage('B');
    expect(await inForce(world)).toMatchObject({
      ...SEED,
      problems: ['ruleset-stale', 'storage-broken'],
    });
  });

  test('is the packaged one when the database is gone, and that is told', async () => {
    world.disk.stores.clear();
    expect(await inForce(world)).toMatchObject({
      ...SEED,
      problems: ['ruleset-stale', 'storage-broken'],
    });
  });

  test('is either set when the worker is killed before the pointer was turned', async () => {
    world.disk.stores.get('pointer')?.set('active', { slot: 'A', version: SEED_VERSION + 1 });
    world.browser.storage.local.values.delete('version-floor');
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 1, problems: [] });
  });

  test('is stale when it is past its expiry', async () => {
    vi.setSystemTime(NOW + 31 * DAY);
    expect(await inForce(world)).toMatchObject({
      version: SEED_VERSION + 2,
      stale: 'expired',
      problems: ['ruleset-stale'],
    });
  });

  test('is the packaged one where the package is newer than what was fetched', async () => {
    world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION + 3 }));
    expect(await inForce(world)).toMatchObject({
      ...{ version: SEED_VERSION + 3, origin: 'packaged', stale: undefined, problems: [] },
    });
  });

  test('is the newest of those that are stale', async () => {
    world.pack(
      await rulesetOf([], { key: world.key, version: SEED_VERSION + 3, now: NOW - 40 * DAY }),
    );
    expect(await inForce(world)).toMatchObject({
      ...{ version: SEED_VERSION + 3, origin: 'packaged', stale: 'expired' },
      problems: ['ruleset-stale'],
    });
  });
});

describe('a database of the former version', () => {
  const complaint = { id: 'x'.repeat(43), filedAt: NOW };

  beforeEach(() => {
    world.disk.version = 1;
    for (const store of ['roots', 'revocation', 'hosts']) world.disk.stores.delete(store);
    world.disk.stores.set('outbox', new Map([[complaint.id, complaint]]));
    const slots = world.disk.stores.get('slots');
    for (const slot of ['A', 'B']) slots?.set(slot, { manifest: new Uint8Array(9) });
  });

  test('loses its rulesets, which nobody can read any more, and nothing else', async () => {
    expect(await inForce(world)).toMatchObject({
      ...{ ...SEED, stale: 'superseded', problems: ['ruleset-stale'] },
    });
    expect(world.disk.version).toBe(3);
    expect(world.disk.stores.get('slots')?.size).toBe(0);
    expect(world.disk.stores.get('outbox')?.get(complaint.id)).toEqual(complaint);
  });

  test('keeps its floor, and is filled by the next update', async () => {
    const old = await rulesetOf(LISTED, { key: world.key, version: SEED_VERSION + 1 });
    const respond = world.service.respond;
    world.service.respond = publishing(old);
    await update(world);
    expect((await inForce(world)).problems).toContain('update-rollback');
    world.service.respond = respond;
    await update(world);
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 2, problems: [] });
  });
});
