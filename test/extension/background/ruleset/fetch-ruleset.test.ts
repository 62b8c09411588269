import { beforeEach, describe, expect, test, vi } from 'vitest';
import { timeLimitOf } from '../../../../src/extension/background/ruleset/fetch-ruleset.ts';
import { partOf } from '../../../../src/policy/index.ts';
import { type Listed, type Published, publish } from '../../../support/publisher.ts';
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

vi.mock('webextension-polyfill', async () => {
  const { makeFakeBrowser } = await import('../fake-browser.ts');
  return { default: makeFakeBrowser().browser };
});

let world: World;
let first: Published;
let second: Published;

const listed = (name: string): Listed => ({ line: `${name}.example`, violation: 'phishing' });
const MANY = Array.from({ length: 400 }, (_, index) => listed(`listed-${index}`));

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
  first = await rulesetOf(MANY, { key: world.key, version: SEED_VERSION + 1 });
  second = await rulesetOf([...MANY.slice(1), listed('added')], {
    ...{ key: world.key, version: SEED_VERSION + 2, former: first, withDelta: true },
  });
  world.service.respond = publishing(first);
  await update(world);
});

/** Lets the extension look for this one; gives the names of the parts that it asked for. */
async function lookForAll(published: Published) {
  world.service.respond = publishing(published);
  world.sent.length = 0;
  await update(world);
  const { parts, deltas } = published.manifest;
  const names: Record<string, string> = {
    [parts.rules.sha256]: 'whole',
    [parts.hosts.sha256]: 'hosts',
    [parts.freshHosts.sha256]: 'fresh hosts',
  };
  for (const { sha256 } of deltas) names[sha256] = 'delta';
  return world.sent.flatMap(({ path }) => {
    const [, sha256 = ''] = path.split('/parts/');
    return sha256 === '' ? [] : [names[sha256] ?? 'other'];
  });
}

/** Of those, what has to do with the rules. */
async function look(published: Published) {
  return (await lookForAll(published)).filter((name) => !name.endsWith('hosts'));
}

const deltaOf = ({ deltaBytes }: Published) => {
  const [delta] = deltaBytes.values();
  if (delta === undefined) throw new Error('no delta was made');
  return delta;
};

/** The same set, whose manifest offers these bytes as its delta. */
async function withDelta(bytes: Uint8Array<ArrayBuffer>, fromSha256: string) {
  const part = await partOf(bytes);
  const offered = { from: SEED_VERSION + 1, fromSha256, ...part };
  const made = await publish([...MANY.slice(1), listed('added')], {
    ...{ key: world.key, version: SEED_VERSION + 2, former: first, now: NOW },
    deltas: [offered],
  });
  return { ...made, deltaBytes: new Map([[part.sha256, bytes]]) };
}

describe('the rules part', () => {
  test('is made with a delta where there is one from what is held', async () => {
    expect(await look(second)).toEqual(['delta']);
    const found = await inForce(world, 'https://added.example/');
    expect(found).toMatchObject({ version: SEED_VERSION + 2, isListed: true, problems: [] });
    expect(await inForce(world, 'https://listed-0.example/')).toMatchObject({ isListed: false });
  });

  test('is made with a delta from the packaged one too', async () => {
    world = await makeWorld();
    first = await rulesetOf(MANY, { key: world.key, version: SEED_VERSION + 1 });
    world.pack(first);
    second = await rulesetOf([...MANY.slice(1), listed('added')], {
      ...{ key: world.key, version: SEED_VERSION + 2, former: first, withDelta: true },
    });
    expect(await look(second)).toEqual(['delta']);
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 2, origin: 'fetched' });
  });

  const FOREIGN: readonly [string, () => Promise<Published>][] = [
    ['cut short', () => withDelta(deltaOf(second).slice(0, -3), first.manifest.parts.rules.sha256)],
    ['nothing like one', () => withDelta(new Uint8Array(64), first.manifest.parts.rules.sha256)],
    [
      'from another parent, under the name of the held one',
      async () => {
        const other = await rulesetOf(MANY.slice(9), { key: world.key, version: SEED_VERSION + 1 });
        const next = { key: world.key, version: SEED_VERSION + 2, former: other, withDelta: true };
        const foreign = await rulesetOf([...MANY.slice(10), listed('added')], next);
        return withDelta(deltaOf(foreign), first.manifest.parts.rules.sha256);
      },
    ],
    [
      'to another child',
      async () => {
        const next = { key: world.key, version: SEED_VERSION + 2, former: first, withDelta: true };
        const other = await rulesetOf([...MANY.slice(9), listed('other')], next);
        return withDelta(deltaOf(other), first.manifest.parts.rules.sha256);
      },
    ],
  ];

  test.each(FOREIGN)('is fetched whole, once, where the delta is %s', async (_, make) => {
    expect(await look(await make())).toEqual(['delta', 'whole']);
    expect(await inForce(world, 'https://added.example/')).toMatchObject({
      ...{ version: SEED_VERSION + 2, isListed: true, problems: [] },
    });
  });

  test('is fetched whole where the delta is not the one that was signed, or is not there', async () => {
    const [sha256 = ''] = second.deltaBytes.keys();
    const wrong = {
      ...second,
      deltaBytes: new Map([[sha256, deltaOf(second).slice().fill(0, 9)]]),
    };
    expect(await look(wrong)).toEqual(['delta', 'whole']);
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 2, problems: [] });
    const third = await rulesetOf(MANY, {
      ...{ key: world.key, version: SEED_VERSION + 3, former: second, withDelta: true },
    });
    world.service.respond = publishing({ ...third, deltaBytes: new Map() });
    await update(world);
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 3, problems: [] });
  });

  test('stays what it was where delta and whole are both wrong', async () => {
    const broken = await withDelta(new Uint8Array(64), first.manifest.parts.rules.sha256);
    const rules = broken.parts.rules.slice().fill(0, 20);
    expect(await look({ ...broken, parts: { ...broken.parts, rules } })).toEqual([
      'delta',
      'whole',
    ]);
    expect(await inForce(world, 'https://listed-0.example/')).toMatchObject({
      ...{ version: SEED_VERSION + 1, isListed: true, problems: ['update-not-a-ruleset'] },
    });
  });

  test('is fetched whole where no delta begins at what is held, or none is smaller', async () => {
    const elsewhere = await withDelta(deltaOf(second), 'f'.repeat(64));
    expect(await look(elsewhere)).toEqual(['whole']);
  });

  test('is not asked for where it is the held one', async () => {
    const same = { key: world.key, version: SEED_VERSION + 2, former: first };
    expect(await look(await rulesetOf(MANY, same))).toEqual([]);
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 2, problems: [] });
  });
});

describe('the hosts in plain', () => {
  test('are fetched as a few fresh ones, where the base is the one that is held', async () => {
    expect(await lookForAll(second)).toEqual(['delta', 'fresh hosts']);
    expect(second.manifest.parts.hosts).toEqual(first.manifest.parts.hosts);
  });

  test('are not fetched again where they are the same', async () => {
    const same = { key: world.key, version: SEED_VERSION + 2, former: first };
    expect(await lookForAll(await rulesetOf(MANY, same))).toEqual([]);
  });

  test('are fetched whole where most of them are others', async () => {
    const others = MANY.map(({ line, violation }) => ({ line: `other-${line}`, violation }));
    const next = { key: world.key, version: SEED_VERSION + 2, former: first };
    expect(await lookForAll(await rulesetOf(others, next))).toEqual([
      ...['whole', 'hosts', 'fresh hosts'],
    ]);
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
