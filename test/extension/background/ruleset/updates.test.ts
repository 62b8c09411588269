import { beforeEach, describe, expect, test, vi } from 'vitest';
import { isUpdateDue, problemOf } from '../../../../src/extension/background/ruleset/updates.ts';
import { CodedError, generateSigningKey } from '../../../../src/policy/index.ts';
import { logOf, type Published } from '../../../support/publisher.ts';
import {
  BUILT_AT,
  inForce,
  json,
  makeWorld,
  NOW,
  offline,
  publishing,
  rulesetOf,
  SEED_VERSION,
  update,
  type World,
} from '../world.ts';

vi.mock('webextension-polyfill', async () => {
  const { makeFakeBrowser } = await import('../fake-browser.ts');
  return { default: makeFakeBrowser().browser };
});

let world: World;

const LISTED = [{ line: 'listed.example', violation: 'phishing' as const }];
const DAY = 86_400_000;

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
});

const next = (version: number, options = {}) =>
  rulesetOf(LISTED, { key: world.key, version, ...options });

/** Publishes it, and lets the extension look. */
async function take(published: Published, beside = {}) {
  world.service.respond = publishing(published, beside);
  world.sent.length = 0;
  return update(world);
}

const SEED = {
  ...{ version: SEED_VERSION, origin: 'packaged', isListed: false },
  stale: undefined,
};

const partsAsked = () =>
  world.sent.map(({ path }) => path).filter((path) => path.includes('/parts/'));

describe('updateRuleset', () => {
  test('takes a newer ruleset, for this worker and the next', async () => {
    world.tabs.open.push({ id: 4 });
    const worker = await take(await next(SEED_VERSION + 1));
    expect((await worker.activeRuleset())?.manifest.version).toBe(SEED_VERSION + 1);
    expect(await inForce(world)).toEqual({
      ...{ version: SEED_VERSION + 1, origin: 'fetched', isListed: true },
      ...{ stale: undefined, problems: [] },
    });
    expect(world.tabs.sent[0]).toMatchObject({ message: { name: 'decisions.changed' } });
  });

  test('writes nothing before all of it is verified, the pointer last, and slots in turn', async () => {
    const first = await next(SEED_VERSION + 1);
    await take(first);
    await take(await next(SEED_VERSION + 2, { former: first }));
    expect(world.disk.written).toEqual([
      ...['slots', 'hosts', 'contents', 'pieces', 'pointer'],
      ...['slots', 'hosts', 'contents', 'pieces', 'pointer'],
    ]);
    expect([...(world.disk.stores.get('slots')?.keys() ?? [])]).toEqual(['A', 'B']);
  });

  test('asks for roots and what was revoked each time, for parts when something changed', async () => {
    const published = await next(SEED_VERSION + 1);
    await take(published);
    await take(published);
    expect(world.sent.map(({ path }) => path)).toEqual([
      '/v1/ruleset/roots/2.json',
      '/v1/ruleset/revocation.json',
      '/v1/ruleset/manifest.json',
    ]);
    expect((await inForce(world)).problems).toEqual([]);
  });

  test('does not fetch again the parts of a set that was only signed anew', async () => {
    const first = await next(SEED_VERSION + 1);
    await take(first);
    await take(await next(SEED_VERSION + 2, { former: first }));
    expect(partsAsked()).toEqual([]);
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 2, isListed: true });
  });

  test('sends nothing that tells people apart', async () => {
    for (let times = 0; times < 2; times += 1) {
      await take(await next(SEED_VERSION + 1));
      for (const { init } of world.sent) {
        expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
        expect([...new Headers(init.headers)]).toEqual([]);
      }
    }
  });

  test('tries once more when the network was not there yet', async () => {
    const there = publishing(await next(SEED_VERSION + 1));
    let tries = 0;
    world.service.respond = (sent) => {
      tries += 1;
      return tries === 1 ? offline() : there(sent);
    };
    await update(world);
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 1, problems: [] });
  });

  test('does not try twice when the last look failed as well', async () => {
    world.service.respond = offline;
    await update(world);
    const tries = world.sent.length;
    expect(tries).toBe(2);
    await update(world);
    expect(world.sent).toHaveLength(tries + 1);
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
      async () =>
        ({ path }) =>
          path.endsWith('manifest.json') ? json({ x: 'x'.repeat(1 << 20) }) : json({}, 404),
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
      await update(world);
      expect(await inForce(world)).toEqual({ ...SEED, problems: [code] });
      expect(world.disk.written).toEqual([]);
    },
  );

  test('calls what is older than the packaged one nothing newer, and asks for no parts', async () => {
    await update(world);
    expect((await inForce(world)).problems).toEqual(['update-failed']);
    await take(await next(SEED_VERSION - 1));
    expect(await inForce(world)).toEqual({ ...SEED, problems: [] });
    expect(partsAsked()).toEqual([]);
    expect(world.disk.written).toEqual([]);
  });

  test('refuses another set under the version that is held, and is told', async () => {
    await take(await next(SEED_VERSION + 1));
    const other = await rulesetOf([], { key: world.key, version: SEED_VERSION + 1 });
    await take(other);
    expect(await inForce(world)).toMatchObject({ isListed: true, problems: ['update-two-faced'] });
  });

  test('refuses a set that does not go on from the one that is held', async () => {
    await take(await next(SEED_VERSION + 1));
    const other = await rulesetOf([], { key: world.key, version: SEED_VERSION + 1 });
    await take(await next(SEED_VERSION + 2, { former: other }));
    expect(await inForce(world)).toMatchObject({
      version: SEED_VERSION + 1,
      problems: ['update-fork'],
    });
    await take(await next(SEED_VERSION + 3));
    expect(await inForce(world)).toMatchObject({ problems: ['update-fork'] });
  });

  test('is told of a fork even when the package has a newer ruleset than what is held', async () => {
    await take(await next(SEED_VERSION + 1));
    world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION + 2 }));
    await take(await next(SEED_VERSION + 3));
    expect(await inForce(world)).toMatchObject({
      ...{ version: SEED_VERSION + 2, origin: 'packaged', problems: ['update-fork'] },
    });
  });

  test('reads the log where it was away for longer than the history tells', async () => {
    let latest = await next(SEED_VERSION + 1);
    const all = [latest];
    await take(latest);
    for (let version = SEED_VERSION + 2; version < SEED_VERSION + 40; version += 1) {
      latest = await next(version, { former: latest });
      all.push(latest);
    }
    await take(latest);
    expect(await inForce(world)).toMatchObject({
      version: SEED_VERSION + 1,
      problems: ['update-failed'],
    });
    const forked = [await next(SEED_VERSION), ...all.slice(2)];
    await take(latest, { log: logOf(forked) });
    expect((await inForce(world)).problems).toEqual(['update-not-a-ruleset']);
    await take(latest, { log: logOf(all.slice(5)) });
    expect((await inForce(world)).problems).toEqual(['update-fork']);
    await take(latest, { log: logOf(all) });
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 39, problems: [] });
  });

  test('refuses a set that lost most of its rules, unless it says that this is meant', async () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      line: `listed-${index}.example`,
      violation: 'phishing' as const,
    }));
    const first = await rulesetOf(many, { key: world.key, version: SEED_VERSION + 1 });
    await take(first);
    const shrunk = { key: world.key, former: first };
    await take(await rulesetOf(LISTED, { ...shrunk, version: SEED_VERSION + 2 }));
    expect(await inForce(world, 'https://listed-7.example/')).toMatchObject({
      ...{ version: SEED_VERSION + 1, isListed: true, problems: ['update-shrunk'] },
    });
    await take(await rulesetOf(LISTED, { ...shrunk, version: SEED_VERSION + 2, shrinks: true }));
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 2, problems: [] });
  });

  test('takes nothing while the clock is wrong, and calls what is there stale', async () => {
    vi.setSystemTime(BUILT_AT - 1);
    await take(await next(SEED_VERSION + 1));
    expect(await inForce(world)).toEqual({
      ...{ ...SEED, stale: 'clock', problems: ['ruleset-stale', 'update-clock'] },
    });
    expect(world.sent).toEqual([]);
  });

  test('forgets a problem when the next try works', async () => {
    await update(world);
    expect((await inForce(world)).problems).toEqual(['update-failed']);
    await take(await next(SEED_VERSION + 1));
    expect((await inForce(world)).problems).toEqual([]);
  });

  test('uses what it took at once, also where the floor cannot be kept twice', async () => {
    const worker = await world.startWorker();
    expect((await worker.activeRuleset())?.origin).toBe('packaged');
    world.service.respond = publishing(await next(SEED_VERSION + 1));
    world.browser.storage.local.state.isFull = true;
    await worker.updateRuleset();
    expect((await worker.activeRuleset())?.manifest.version).toBe(SEED_VERSION + 1);
  });

  test('keeps what is there when there is no room', async () => {
    world.disk.isFull = true;
    await take(await next(SEED_VERSION + 1));
    expect(await inForce(world)).toMatchObject({
      ...{ ...SEED, problems: ['storage-full', 'update-failed'] },
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
    [{ at: NOW - 9 * MINUTE, failures: 2 }, false],
    [{ at: NOW - 10 * MINUTE, failures: 2 }, true],
    [{ at: NOW - 29 * MINUTE, failures: 9 }, false],
    [{ at: NOW - 30 * MINUTE, failures: 9 }, true],
    [{ at: NOW - 30 * MINUTE, failures: 2000 }, true],
  ])('after %j says %s', (last, isDue) => {
    expect(isUpdateDue(last, NOW)).toBe(isDue);
  });

  test.each([
    [{ at: NOW - 4 * MINUTE, failures: 0 }, false],
    [{ at: NOW - 5 * MINUTE, failures: 0 }, true],
    [{ at: NOW - 14 * MINUTE, failures: 9 }, false],
    [{ at: NOW - 15 * MINUTE, failures: 9 }, true],
  ])('after %j says %s where nothing good is in force', (last, isDue) => {
    expect(isUpdateDue(last, NOW, true)).toBe(isDue);
  });

  test('spreads those who met one outage over half the time again', () => {
    const waits = Array.from({ length: 1000 }, (_, index) => {
      const at = NOW + index;
      let minutes = 0;
      while (!isUpdateDue({ at, failures: 3 }, at + minutes * MINUTE)) minutes += 0.5;
      return minutes;
    });
    const within = (from: number, to: number) =>
      waits.filter((minutes) => minutes > from && minutes <= to).length;
    expect(Math.min(...waits)).toBe(20);
    expect(Math.max(...waits)).toBe(30);
    for (let from = 20; from < 30; from += 1) expect(within(from, from + 1)).toBeLessThan(150);
  });
});

describe('problemOf', () => {
  test('calls what it does not know a failed update', () => {
    expect(problemOf(new TypeError('x'))).toBe('update-failed');
    expect(problemOf(new CodedError('surprise', 'x'))).toBe('update-failed');
  });
});
