import { beforeEach, describe, expect, test, vi } from 'vitest';
import { isUpdateDue, problemOf, timeLimitOf } from '../../../src/extension/background/updates.ts';
import { CodedError, generateSigningKey } from '../../../src/policy/index.ts';
import {
  json,
  makeWorld,
  NOW,
  offline,
  publishing,
  rulesetOf,
  SEED_VERSION,
  type World,
} from './world.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

let world: World;

const LISTED = [{ line: 'listed.example', violation: 'phishing' as const }];
const HOST = ['listed.example/'];
const DAY = 86_400_000;

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
});

const next = (version: number, options = {}) =>
  rulesetOf(LISTED, { key: world.key, version, ...options });

async function update() {
  const worker = await world.startWorker();
  await worker.updateRuleset();
  return worker;
}

/** What a worker that is started now finds in force. */
async function inForce() {
  const worker = await world.startWorker();
  const ruleset = await worker.activeRuleset();
  const { problems } = await worker.protectionNow();
  return {
    version: ruleset?.manifest.version,
    origin: ruleset?.origin,
    isListed: (ruleset?.rules.match(HOST).length ?? 0) > 0,
    problems,
  };
}

const SEED = { version: SEED_VERSION, origin: 'packaged', isListed: false };

describe('updateRuleset', () => {
  test('takes a newer ruleset, for this worker and the next', async () => {
    world.service.respond = publishing(await next(SEED_VERSION + 1));
    world.tabs.open.push({ id: 4 });
    const worker = await update();
    expect((await worker.activeRuleset())?.manifest.version).toBe(SEED_VERSION + 1);
    expect(await inForce()).toEqual({
      version: SEED_VERSION + 1,
      origin: 'fetched',
      isListed: true,
      problems: [],
    });
    expect(world.tabs.sent[0]).toMatchObject({ message: { name: 'decisions.changed' } });
  });

  test('writes nothing before all of it is verified, the pointer last, and slots in turn', async () => {
    world.service.respond = publishing(await next(SEED_VERSION + 1));
    await update();
    world.service.respond = publishing(await next(SEED_VERSION + 2), '"2"');
    await update();
    expect(world.disk.written).toEqual(['slots', 'pointer', 'slots', 'pointer']);
    expect([...(world.disk.stores.get('slots')?.keys() ?? [])]).toEqual(['A', 'B']);
  });

  test('asks for no parts when nothing changed', async () => {
    world.service.respond = publishing(await next(SEED_VERSION + 1));
    await update();
    world.sent.length = 0;
    await update();
    expect(world.sent.map(({ path }) => path)).toEqual(['/v1/ruleset/manifest.json']);
    expect((await inForce()).problems).toEqual([]);
  });

  test('does not fetch again the parts of a set that was only signed anew', async () => {
    world.service.respond = publishing(await next(SEED_VERSION + 1));
    await update();
    world.sent.length = 0;
    world.service.respond = publishing(await next(SEED_VERSION + 2), '"2"');
    await update();
    expect(world.sent).toHaveLength(1);
    expect(await inForce()).toMatchObject({ version: SEED_VERSION + 2, isListed: true });
  });

  test('sends nothing that tells people apart', async () => {
    world.service.respond = publishing(await next(SEED_VERSION + 1));
    await update();
    for (const { init } of world.sent) {
      expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
    }
  });

  const REFUSED: readonly [string, string, () => Promise<World['service']['respond']>][] = [
    [
      'another key',
      'update-bad-signature',
      async () => publishing(await next(SEED_VERSION + 1, { key: await generateSigningKey() })),
    ],
    [
      'a version from the future',
      'update-fast-forward',
      async () => publishing(await next(SEED_VERSION + 10 * 86_400)),
    ],
    [
      'an expired one',
      'update-expired',
      async () => publishing(await next(SEED_VERSION + 1, { now: NOW - 40 * DAY })),
    ],
    [
      'a page instead',
      'update-not-a-ruleset',
      async () => () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    ],
    ['JSON of another kind', 'update-not-a-ruleset', async () => () => json({ hello: 1 })],
    [
      'more than a manifest can be',
      'update-not-a-ruleset',
      async () => () => json({ x: 'x'.repeat(100_000) }),
    ],
    ['nothing', 'update-failed', async () => offline],
    ['an error', 'update-failed', async () => () => json({}, 503)],
    [
      'a part of another set',
      'update-not-a-ruleset',
      async () => {
        const other = await rulesetOf([], { key: world.key, version: SEED_VERSION + 2 });
        const set = await next(SEED_VERSION + 1);
        return publishing({ ...set, parts: { ...set.parts, rules: other.parts.rules } });
      },
    ],
    [
      'a truncated part',
      'update-not-a-ruleset',
      async () => {
        const set = await next(SEED_VERSION + 1);
        return publishing({ ...set, parts: { ...set.parts, rules: set.parts.rules.slice(0, 9) } });
      },
    ],
  ];

  test.each(REFUSED)(
    'keeps what is there when it is given %s, and says %s',
    async (_, code, make) => {
      world.service.respond = await make();
      await update();
      expect(await inForce()).toEqual({ ...SEED, problems: [code] });
      expect(world.disk.written).toEqual([]);
    },
  );

  test('calls what is older than the packaged one nothing newer, and asks for no parts', async () => {
    await update();
    expect((await inForce()).problems).toEqual(['update-failed']);
    world.sent.length = 0;
    world.service.respond = publishing(await next(SEED_VERSION - 1));
    await update();
    expect(await inForce()).toEqual({ ...SEED, problems: [] });
    expect(world.sent.map(({ path }) => path)).toEqual(['/v1/ruleset/manifest.json']);
    expect(world.disk.written).toEqual([]);
  });

  test('refuses another set under the version that is held, and is told', async () => {
    world.service.respond = publishing(await next(SEED_VERSION + 1));
    await update();
    const other = await rulesetOf([], { key: world.key, version: SEED_VERSION + 1 });
    world.service.respond = publishing(other, '"other"');
    await update();
    expect(await inForce()).toMatchObject({ isListed: true, problems: ['update-two-faced'] });
  });

  test('forgets a problem when the next try works', async () => {
    await update();
    expect((await inForce()).problems).toEqual(['update-failed']);
    world.service.respond = publishing(await next(SEED_VERSION + 1));
    await update();
    expect((await inForce()).problems).toEqual([]);
  });

  test('keeps what is there when there is no room', async () => {
    world.disk.isFull = true;
    world.service.respond = publishing(await next(SEED_VERSION + 1));
    await update();
    expect(await inForce()).toMatchObject({ ...SEED, problems: ['storage-full', 'update-failed'] });
  });
});

describe('the version floor', () => {
  beforeEach(async () => {
    world.service.respond = publishing(await next(SEED_VERSION + 5));
    await update();
    world.service.respond = publishing(await next(SEED_VERSION + 4), '"old"');
  });

  test('survives the loss of the database', async () => {
    world.disk.stores.clear();
    await update();
    expect(await inForce()).toMatchObject({
      ...SEED,
      problems: ['ruleset-stale', 'storage-broken', 'update-rollback'],
    });
  });

  test('survives the loss of the settings', async () => {
    world.browser.storage.local.values.clear();
    await update();
    expect(await inForce()).toMatchObject({
      version: SEED_VERSION + 5,
      problems: ['update-rollback'],
    });
  });

  test('does not keep out the version it stands at', async () => {
    world.disk.stores.clear();
    world.service.respond = publishing(await next(SEED_VERSION + 5));
    await update();
    expect(await inForce()).toMatchObject({ version: SEED_VERSION + 5, isListed: true });
  });
});

describe('activeRuleset', () => {
  function damage(slot: string) {
    const kept = world.disk.stores.get('slots')?.get(slot) as { rules: Uint8Array };
    const rules = kept.rules.slice();
    rules[rules.length - 1] = (rules.at(-1) ?? 0) ^ 1;
    world.disk.stores.get('slots')?.set(slot, { ...kept, rules });
  }

  beforeEach(async () => {
    for (const version of [SEED_VERSION + 1, SEED_VERSION + 2]) {
      world.service.respond = publishing(await next(version), `"${version}"`);
      await update();
    }
  });

  test('is the one that the pointer names', async () => {
    expect((await inForce()).version).toBe(SEED_VERSION + 2);
  });

  test('leaves a damaged slot, and does not call the older one fresh', async () => {
    damage('B');
    expect(await inForce()).toMatchObject({
      version: SEED_VERSION + 1,
      origin: 'fetched',
      isListed: true,
      problems: ['ruleset-stale', 'storage-broken'],
    });
  });

  test('is repaired by the next worker, without waiting for its time', async () => {
    damage('B');
    vi.setSystemTime(NOW + 6 * 60_000);
    await (await world.startWorker()).updateWhenDue();
    expect(await inForce()).toMatchObject({ version: SEED_VERSION + 2, problems: [] });
  });

  test('is the packaged one when both slots are damaged, and that is not called fresh', async () => {
    damage('A');
    damage('B');
    expect(await inForce()).toEqual({ ...SEED, problems: ['ruleset-stale', 'storage-broken'] });
  });

  test('is the packaged one when the database is gone, and that is told', async () => {
    world.disk.stores.clear();
    expect(await inForce()).toEqual({ ...SEED, problems: ['ruleset-stale', 'storage-broken'] });
  });

  test('is either set when the worker is killed before the pointer was turned', async () => {
    world.disk.stores.get('pointer')?.set('active', { slot: 'A', version: SEED_VERSION + 1 });
    world.browser.storage.local.values.delete('version-floor');
    expect(await inForce()).toMatchObject({ version: SEED_VERSION + 1, problems: [] });
  });

  test('is stale when it is past its expiry', async () => {
    vi.setSystemTime(NOW + 31 * DAY);
    expect(await inForce()).toMatchObject({
      version: SEED_VERSION + 2,
      problems: ['ruleset-stale'],
    });
  });
});

describe('isUpdateDue', () => {
  const MINUTE = 60_000;

  test.each([
    [{ at: NOW - 29 * MINUTE, failures: 0 }, false],
    [{ at: NOW - 30 * MINUTE, failures: 0 }, true],
    [{ at: NOW - 4 * MINUTE, failures: 1 }, false],
    [{ at: NOW - 5 * MINUTE, failures: 1 }, true],
    [{ at: 0, failures: 0 }, true],
    [{ at: NOW + 365 * DAY, failures: 0 }, true],
  ])('after %j says %s', (last, isDue) => {
    expect(isUpdateDue(last, NOW)).toBe(isDue);
  });
});

describe('problemOf', () => {
  test('calls what it does not know a failed update', () => {
    expect(problemOf(new TypeError('x'))).toBe('update-failed');
    expect(problemOf(new CodedError('surprise', 'x'))).toBe('update-failed');
  });
});

describe('timeLimitOf', () => {
  test.each([
    [0, 20_000],
    [1_000_000, 30_000],
    [64 * 1024 * 1024, 300_000],
  ])('gives a part of %i bytes %i ms', (size, limit) => {
    expect(timeLimitOf(size)).toBe(limit);
  });
});
