import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { HostParts } from '../../../../src/policy/index.ts';
import { type Listed, type Published, publish } from '../../../support/publisher.ts';
import {
  inForce,
  makeWorld,
  NOW,
  offline,
  publishing,
  rulesetOf,
  SEED_VERSION,
  update,
  type World,
} from '../world.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

let world: World;

const listed = (line: string): Listed => ({ line, violation: 'phishing' });
const SEED = [listed('seed.example')];
const FIRST = [listed('first.example'), listed('both.example'), listed('http://page.example/x')];
const SECOND = [listed('both.example'), listed('second.example')];

const next = (hosts: readonly Listed[], more: number, former?: Published) =>
  rulesetOf(hosts, { key: world.key, version: SEED_VERSION + more, former });

/** What a worker that is started now gives. */
async function blockedNow() {
  const hosts = await (await world.startWorker()).listedHosts();
  return hosts && [...hosts.blocked].sort();
}

async function idNow() {
  return (await world.startWorker()).listedHostsId();
}

async function take(published: Published) {
  world.service.respond = publishing(published);
  await update(world);
}

function damage(slot: string, name: keyof HostParts) {
  const store = world.disk.stores.get('hosts');
  const kept = store?.get(slot) as HostParts;
  const bytes = kept[name].slice();
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  store?.set(slot, { ...kept, [name]: bytes });
}

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf(SEED, { key: world.key, version: SEED_VERSION }));
});

describe('listedHosts', () => {
  test('gives those of the packaged ruleset before there is another', async () => {
    expect(await blockedNow()).toEqual(['seed.example']);
  });

  test('gives those of the ruleset that was taken last, with an id that is known before', async () => {
    await take(await next(FIRST, 1));
    expect(await blockedNow()).toEqual(['both.example', 'first.example']);
    const worker = await world.startWorker();
    const id = await worker.listedHostsId();
    expect(id).toMatch(/^[0-9a-f]{64}-[0-9a-f]{64}$/);
    expect((await worker.listedHosts())?.id).toBe(id);
  });

  test('puts what is fresh on the base that was there before', async () => {
    const many = Array.from({ length: 40 }, (_, index) => listed(`host-${index}.example`));
    const first = await next(many, 1);
    await take(first);
    const second = await next([...many.slice(1), listed('new.example')], 2, first);
    expect(second.manifest.parts.hosts).toEqual(first.manifest.parts.hosts);
    await take(second);
    const blocked = await blockedNow();
    expect(blocked).toHaveLength(40);
    expect(blocked).toContain('new.example');
    expect(blocked).not.toContain('host-0.example');
  });

  test('has the same id for the same hosts, and another one for others', async () => {
    const first = await next(FIRST, 1);
    await take(first);
    const before = await idNow();
    const same = await next(FIRST, 2, first);
    await take(same);
    expect(await idNow()).toBe(before);
    await take(await next(SECOND, 3, same));
    expect(await idNow()).not.toBe(before);
    expect(await blockedNow()).toEqual(['both.example', 'second.example']);
  });

  test('are not read when a worker starts', async () => {
    await take(await next(FIRST, 1));
    const read: string[] = [];
    const store = world.disk.stores.get('hosts');
    if (store === undefined) throw new Error('no hosts were kept');
    const get = store.get.bind(store);
    store.get = (key) => {
      read.push(String(key));
      return get(key);
    };
    expect(await inForce(world, 'https://first.example/')).toMatchObject({ isListed: true });
    await idNow();
    expect(read).toEqual([]);
    await blockedNow();
    expect(read).toEqual(['A']);
  });

  test('gives nothing without a ruleset', async () => {
    world.packaged.clear();
    expect(await blockedNow()).toBeUndefined();
    expect(await idNow()).toBeUndefined();
  });

  test('gives nothing where the package lacks them', async () => {
    const { parts } = (await next(SEED, 0)).manifest;
    world.packaged.delete(`ruleset/parts/${parts.hosts.sha256}`);
    expect(await blockedNow()).toBeUndefined();
  });

  test.each(['hosts', 'freshHosts'] as const)(
    'gives nothing where they are damaged (%s), says so, and the next update repairs it',
    async (name) => {
      const first = await next(FIRST, 1);
      await take(first);
      damage('A', name);
      expect(await blockedNow()).toBeUndefined();
      expect((await inForce(world)).problems).toEqual(['storage-broken']);
      world.sent.length = 0;
      await take(first);
      const asked = world.sent.filter(({ path }) => path.includes('/parts/'));
      expect(asked).toHaveLength(2);
      expect(await blockedNow()).toEqual(['both.example', 'first.example']);
      expect((await inForce(world)).problems).toEqual([]);
    },
  );

  test('gives those of the latest ruleset where its slot was written over meanwhile', async () => {
    await take(await next(FIRST, 1));
    const worker = await world.startWorker();
    await worker.activeRuleset();
    const other = await next(SECOND, 2);
    const kept = world.disk.stores.get('slots');
    kept?.set('A', { manifest: other.manifestBytes, ...other.parts });
    world.disk.stores.get('hosts')?.set('A', other.parts);
    const asked = worker.listedHosts();
    worker.forgetRuleset();
    expect([...((await asked)?.blocked ?? [])].sort()).toEqual(['both.example', 'second.example']);
    expect((await inForce(world)).problems).toEqual([]);
  });
});

describe('an update', () => {
  const good = () => next(FIRST, 1);

  /** The same ruleset, signed, with other bytes in the place of a part. */
  async function withPart(name: keyof HostParts, bytes: Uint8Array<ArrayBuffer>) {
    const compiled = (await good()).parts;
    return publish(FIRST, {
      ...{ key: world.key, version: SEED_VERSION + 1, now: NOW },
      hostParts: { hosts: compiled.hosts, freshHosts: compiled.freshHosts, [name]: bytes },
    });
  }

  const bent = (set: Published, name: keyof HostParts, bytes: Uint8Array<ArrayBuffer>) =>
    publishing({ ...set, parts: { ...set.parts, [name]: bytes } });

  const REFUSED: readonly [string, string, () => Promise<World['service']['respond']>][] = [
    ...(['hosts', 'freshHosts'] as const).flatMap(
      (name): [string, string, () => Promise<World['service']['respond']>][] => [
        [
          `${name} of another content`,
          'update-not-a-ruleset',
          async () => {
            const set = await good();
            const bytes = set.parts[name].slice();
            bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
            return bent(set, name, bytes);
          },
        ],
        [
          `${name} that are cut`,
          'update-not-a-ruleset',
          async () => {
            const set = await good();
            return bent(set, name, set.parts[name].slice(0, -1));
          },
        ],
        [
          `${name} that are too long`,
          'update-not-a-ruleset',
          async () => {
            const set = await good();
            return bent(set, name, new Uint8Array(set.parts[name].length + 1));
          },
        ],
        [
          `no ${name}`,
          'update-failed',
          async () => {
            const set = await good();
            const respond = publishing(set);
            const gone = `/v1/ruleset/parts/${set.manifest.parts[name].sha256}`;
            return (sent) => (sent.path === gone ? offline() : respond(sent));
          },
        ],
        [
          `signed ${name} that are none`,
          'update-not-a-ruleset',
          async () => publishing(await withPart(name, new TextEncoder().encode('LGRH, or so'))),
        ],
      ],
    ),
    [
      'signed fresh hosts of another base',
      'update-not-a-ruleset',
      async () =>
        publishing(await withPart('freshHosts', (await next(SECOND, 1)).parts.freshHosts)),
    ],
  ];

  test.each(REFUSED)(
    'keeps what is there when it is given %s, and says %s',
    async (_, code, make) => {
      world.service.respond = await make();
      await update(world);
      expect(await inForce(world)).toMatchObject({ version: SEED_VERSION, problems: [code] });
      expect(world.disk.written).toEqual([]);
      expect(await blockedNow()).toEqual(['seed.example']);
    },
  );

  test('that is killed before the pointer was turned leaves the former hosts', async () => {
    const first = await next(FIRST, 1);
    await take(first);
    await take(await next(SECOND, 2, first));
    world.disk.stores.get('pointer')?.set('active', { slot: 'A', version: SEED_VERSION + 1 });
    world.browser.storage.local.values.delete('version-floor');
    expect(await blockedNow()).toEqual(['both.example', 'first.example']);
  });
});
