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

/** What a worker that is started now says before it has read all rules. */
async function atFirst(host = 'listed.example') {
  const address = `https://${host}/`;
  const worker = await world.startWorker();
  const ruleset = await worker.rulesetFor([address]);
  const atHand = await worker.rulesetAtHand();
  expect(atHand?.manifest).toEqual(ruleset?.manifest);
  return {
    version: ruleset?.manifest.version,
    isListed: ruleset?.rules.find(address) !== undefined,
  };
}

function keptPieces() {
  return world.disk.stores.get('pieces') as Map<number, Uint8Array>;
}

function keptContents() {
  return world.disk.stores.get('contents')?.get('held') as Record<string, Uint8Array>;
}

describe('rulesetFor', () => {
  const NEWEST = { version: SEED_VERSION + 2, isListed: true };
  const OLDER = { version: SEED_VERSION + 1, isListed: true };

  test('answers from the pieces, before the slot is read', async () => {
    damage('A');
    damage('B');
    expect(await atFirst()).toEqual(NEWEST);
    expect(await atFirst('other.example')).toEqual({ ...NEWEST, isListed: false });
    // Who reads all of it finds the damage, and then nobody uses the pieces any more.
    const worker = await world.startWorker();
    world.tabs.open.push({ id: 4 });
    expect((await worker.rulesetFor([]))?.manifest.version).toBe(SEED_VERSION + 2);
    expect((await worker.activeRuleset())?.manifest.version).toBe(SEED_VERSION);
    expect((await worker.rulesetFor([]))?.manifest.version).toBe(SEED_VERSION);
    await vi.waitFor(() => expect(world.tabs.sent).toHaveLength(1));
    expect(world.tabs.sent[0]?.message).toMatchObject({ name: 'decisions.changed' });
  });

  test('tells nobody to ask again where the whole is what its pieces were of', async () => {
    const worker = await world.startWorker();
    world.tabs.open.push({ id: 4 });
    const pieced = await worker.rulesetFor([]);
    expect((await worker.activeRuleset())?.manifest).toEqual(pieced?.manifest);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(world.tabs.sent).toEqual([]);
  });

  test('reads the whole where a piece is damaged or gone', async () => {
    const [piece = new Uint8Array()] = keptPieces().values();
    const changed = piece.slice();
    changed[piece.length - 1] = (piece.at(-1) ?? 0) ^ 1;
    keptPieces().set(0, changed);
    expect(await atFirst()).toEqual(NEWEST);
    damage('B');
    expect(await atFirst()).toEqual(OLDER);
    keptPieces().clear();
    expect(await atFirst()).toEqual(OLDER);
  });

  test.each(['manifest', 'policy', 'grades', 'contents'])(
    'reads the whole where of what is kept beside the pieces this is damaged: %s',
    async (name) => {
      damage('B');
      const kept = keptContents();
      const changed = kept[name]?.slice() ?? new Uint8Array();
      const middle = changed.length >> 1;
      changed[middle] = (changed[middle] ?? 0) ^ 1;
      world.disk.stores.get('contents')?.set('held', { ...kept, [name]: changed });
      expect(await atFirst()).toEqual(OLDER);
    },
  );

  test('leaves the pieces of a slot that the pointer does not name', async () => {
    world.disk.stores.get('pointer')?.set('active', { slot: 'A', version: SEED_VERSION + 1 });
    world.browser.storage.local.values.delete('version-floor');
    expect(await atFirst()).toEqual(OLDER);
  });

  test('leaves pieces of which an earlier version of the extension did not know', async () => {
    const former = keptContents();
    const pieces = new Map(keptPieces());
    const second = world.service.respond;
    for (const version of [SEED_VERSION + 3, SEED_VERSION + 4]) {
      const next = await rulesetOf(LISTED, { key: world.key, version, former: undefined });
      world.disk.stores.get('pointer')?.clear();
      world.disk.stores.get('slots')?.clear();
      world.service.respond = publishing(next);
      await update(world);
    }
    world.service.respond = second;
    world.disk.stores.get('contents')?.set('held', former);
    world.disk.stores.set('pieces', pieces);
    expect((await atFirst()).version).toBe(SEED_VERSION + 4);
  });

  test('is the packaged one where the package is newer', async () => {
    world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION + 3 }));
    expect(await atFirst()).toEqual({ version: SEED_VERSION + 3, isListed: false });
  });

  test('is stale when it is past its expiry, as the whole is', async () => {
    vi.setSystemTime(NOW + 31 * DAY);
    const worker = await world.startWorker();
    expect(await worker.rulesetFor([])).toBe(await worker.activeRuleset());
  });

  test('reads the whole for many addresses', async () => {
    const lists = Array.from({ length: 33_000 }, (_, index) => `many-${index}.example`).join('\n');
    const many = await rulesetOf([...LISTED, { line: lists, violation: 'fraud' }], {
      ...{ key: world.key, version: SEED_VERSION + 3, former: undefined },
    });
    world.disk.stores.clear();
    world.service.respond = publishing(many);
    await update(world);
    expect(keptPieces().size).toBe(128);
    const addresses = Array.from({ length: 1000 }, (_, index) => `https://many-${index}.example/`);
    const worker = await world.startWorker();
    const few = await worker.rulesetFor(addresses.slice(0, 2));
    expect(few?.rules.find('https://many-1.example/')?.violation).toBe('fraud');
    expect(() => few?.rules.find('https://many-999.example/')).toThrow();
    const whole = await worker.rulesetFor(addresses);
    expect(whole?.rules.find('https://many-999.example/')?.violation).toBe('fraud');
    expect(await worker.rulesetFor([])).toBe(whole);
  });
});

describe('a database of the former version', () => {
  const complaint = { id: 'x'.repeat(43), filedAt: NOW };

  beforeEach(() => {
    world.disk.version = 1;
    for (const store of ['roots', 'revocation', 'hosts', 'contents', 'pieces']) {
      world.disk.stores.delete(store);
    }
    world.disk.stores.set('outbox', new Map([[complaint.id, complaint]]));
    const slots = world.disk.stores.get('slots');
    for (const slot of ['A', 'B']) slots?.set(slot, { manifest: new Uint8Array(9) });
  });

  test('loses its rulesets, which nobody can read any more, and nothing else', async () => {
    expect(await inForce(world)).toMatchObject({
      ...{ ...SEED, stale: 'superseded', problems: ['ruleset-stale'] },
    });
    expect(world.disk.version).toBe(4);
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
