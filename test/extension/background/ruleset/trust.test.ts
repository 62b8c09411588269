import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Root, type SigningKey, signRoot } from '../../../../src/policy/index.ts';
import {
  type Keys,
  makeKeys,
  type Published,
  revocationOf,
  rootOf,
  rootsAfter,
} from '../../../support/publisher.ts';
import {
  type Beside,
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
let first: Published;

const LISTED = [{ line: 'listed.example', violation: 'phishing' as const }];
const DAY = 86_400_000;

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
  first = await rulesetOf(LISTED, { key: world.key, version: SEED_VERSION + 1 });
  await look(first);
});

/** Publishes it with what is beside it, and lets the extension look. */
async function look(published: Published, beside: Beside = {}) {
  world.service.respond = publishing(published, beside);
  world.sent.length = 0;
  await update(world);
  return inForce(world);
}

const next = (keys: Keys) =>
  rulesetOf(LISTED, { key: keys.ruleset, version: SEED_VERSION + 2, former: first });

const rootsAsked = () => world.sent.filter(({ path }) => path.includes('/roots/'));

describe('a new root', () => {
  test('is taken when both sides signed it, and then its key counts and the old one does not', async () => {
    const keys = await makeKeys();
    const roots = await rootsAfter(world.keys, [keys], NOW);
    expect(await look(await next(keys), { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 2, problems: [] },
    });
    const later = { key: world.key, version: SEED_VERSION + 3, former: await next(keys) };
    expect(await look(await rulesetOf(LISTED, later), { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 2, problems: ['update-bad-signature'] },
    });
  });

  test('is found through three others by one who was away', async () => {
    const away = [await makeKeys(), await makeKeys(), await makeKeys()] as const;
    const roots = await rootsAfter(world.keys, away, NOW);
    expect(await look(await next(away[2]), { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 2, problems: [] },
    });
    expect(rootsAsked().map(({ path }) => path)).toEqual(
      [2, 3, 4, 5].map((number) => `/v1/ruleset/roots/${number}.json`),
    );
    await look(await next(away[2]), { roots });
    expect(rootsAsked()).toHaveLength(1);
  });

  test('leaves what was fetched before without a voucher, and the package in force', async () => {
    const roots = await rootsAfter(world.keys, [await makeKeys()], NOW);
    expect(await look(first, { roots })).toMatchObject({
      ...{ version: SEED_VERSION, origin: 'packaged', stale: 'superseded' },
      problems: ['ruleset-stale', 'update-bad-signature'],
    });
  });

  test.each<[string, (keys: Keys) => Promise<Uint8Array<ArrayBuffer>>]>([
    [
      'not signed by the one before',
      (keys) => signRoot(rootOf(keys, { number: 2, now: NOW }), keys.root),
    ],
    [
      'not signed by itself',
      (keys) => signRoot(rootOf(keys, { number: 2, now: NOW }), world.keys.root),
    ],
    [
      'not the very next',
      (keys) => signRoot(rootOf(keys, { number: 3, now: NOW }), world.keys.root, keys.root),
    ],
    [
      'short of its own threshold, by one key named twice',
      (keys) => {
        const root = rootOf(keys, { number: 2, now: NOW });
        const other = { keyIds: [keys.root.keyId, keys.ruleset.keyId], threshold: 2 };
        const wanting: Root = { ...root, roles: { ...root.roles, root: other } };
        return signRoot(wanting, world.keys.root, keys.root, keys.root);
      },
    ],
  ])('that is %s is refused, and what is there stays', async (_, make) => {
    const keys = await makeKeys();
    const roots = new Map([[2, await make(keys)]]);
    expect(await look(await next(keys), { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 1, isListed: true, problems: ['update-bad-signature'] },
    });
    expect(world.disk.stores.get('roots')?.size ?? 0).toBe(0);
  });

  test('that is one of too many is kept, and the rest waits for the next time', async () => {
    const same = Array.from({ length: 1030 }, () => world.keys);
    const roots = await rootsAfter(world.keys, same, NOW);
    expect(await look(await next(world.keys), { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 1, problems: ['update-failed'] },
    });
    expect(rootsAsked()).toHaveLength(1024);
    expect(await look(await next(world.keys), { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 2, problems: [] },
    });
    expect(rootsAsked()).toHaveLength(7);
  }, 60_000);

  test('that has expired is passed on the way to one that has not', async () => {
    const expired = rootOf(world.keys, { number: 2, now: NOW - 9 * DAY, lifetimeDays: 1 });
    const roots = new Map([[2, await signRoot(expired, world.keys.root)]]);
    expect(await look(await next(world.keys), { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 1, isListed: true, stale: 'keys' },
      problems: ['ruleset-stale', 'update-expired'],
    });
    const fresh = rootOf(world.keys, { number: 3, now: NOW });
    roots.set(3, await signRoot(fresh, world.keys.root));
    expect(await look(await next(world.keys), { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 2, stale: undefined, problems: [] },
    });
  });

  test('is fetched again where the kept one is damaged', async () => {
    const keys = await makeKeys();
    const roots = await rootsAfter(world.keys, [keys], NOW);
    await look(await next(keys), { roots });
    world.disk.stores.get('roots')?.set(2, new Uint8Array(40));
    expect(await inForce(world)).toMatchObject({ origin: 'packaged', stale: 'superseded' });
    expect(await look(await next(keys), { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 2, stale: undefined, problems: [] },
    });
  });
});

test('a root that was held is not gone back behind, whoever hides it from whom has lost it', async () => {
  const keys = await makeKeys();
  const roots = await rootsAfter(world.keys, [keys], NOW);
  await look(await next(keys), { roots });
  world.disk.stores.clear();
  const former = await rulesetOf(LISTED, { key: world.key, version: SEED_VERSION + 3 });
  expect(await look(former)).toMatchObject({ origin: 'packaged', stale: 'superseded' });
  expect((await inForce(world)).problems).toContain('update-bad-signature');
  expect(await look(await next(keys), { roots })).toMatchObject({
    ...{ version: SEED_VERSION + 2, stale: undefined },
  });
});

test('a record of a root that cannot have been held keeps nothing out', async () => {
  await world.browser.storage.local.set({ 'root-floor': Number.MAX_SAFE_INTEGER });
  const second = await next(world.keys);
  expect(await look(second)).toMatchObject({ version: SEED_VERSION + 2, problems: [] });
  const roots = await rootsAfter(world.keys, [world.keys], NOW);
  await look(second, { roots });
  expect(world.browser.storage.local.values.get('root-floor')).toBe('2');
});

test('a package that names another key undoes the floor that a thief set, and no other', async () => {
  const thiefs = { key: world.key, version: SEED_VERSION + 80_000, former: first };
  await look(await rulesetOf([], thiefs));
  const keys = await makeKeys();
  const root = await signRoot(rootOf(keys, { number: 1, now: NOW }), keys.root);
  const build = { ...LINK_GUARD_BUILD, root: Buffer.from(root).toString('base64') };
  vi.stubGlobal('LINK_GUARD_BUILD', build);
  const of = (version: number) => rulesetOf(LISTED, { key: keys.ruleset, version });
  expect(await look(await of(SEED_VERSION + 9))).toMatchObject({
    ...{ version: SEED_VERSION + 9, isListed: true, stale: undefined, problems: [] },
  });
  expect(await look(await of(SEED_VERSION + 8))).toMatchObject({
    ...{ version: SEED_VERSION + 9, problems: ['update-rollback'] },
  });
});

describe('a threshold of two', () => {
  let keys: Keys;
  let other: Keys;
  let roots: Map<number, Uint8Array<ArrayBuffer>>;

  beforeEach(async () => {
    keys = world.keys;
    other = await makeKeys();
    const root = rootOf({ ...keys, revocation: other.ruleset }, { number: 2, now: NOW });
    const ruleset = { keyIds: [keys.ruleset.keyId, other.ruleset.keyId], threshold: 2 };
    const both: Root = { ...root, roles: { ...root.roles, ruleset } };
    roots = new Map([[2, await signRoot(both, keys.root)]]);
  });

  test.each<[string, () => readonly SigningKey[], number | undefined, readonly string[]]>([
    ['two keys', () => [keys.ruleset, other.ruleset], SEED_VERSION + 2, []],
    [
      'two keys and a stranger',
      () => [other.root, keys.ruleset, other.ruleset],
      SEED_VERSION + 2,
      [],
    ],
    [
      'one key twice',
      () => [keys.ruleset, keys.ruleset],
      SEED_VERSION,
      ['ruleset-revoked', 'ruleset-stale', 'update-bad-signature'],
    ],
  ])('is what a manifest with %s is held to', async (_, signers, version, problems) => {
    const key = signers();
    const made = await rulesetOf(LISTED, { key, version: SEED_VERSION + 2, former: first });
    expect(await look(made, { roots })).toMatchObject({ version, problems });
  });

  test('is reached beside a signature that is wrong', async () => {
    const key = [keys.ruleset, other.ruleset];
    const made = await rulesetOf(LISTED, { key, version: SEED_VERSION + 2, former: first });
    const envelope = JSON.parse(new TextDecoder().decode(made.manifestBytes));
    const [signature] = envelope.signatures;
    envelope.signatures.unshift({ ...signature, signature: 'A'.repeat(86).concat('==') });
    const manifestBytes = new TextEncoder().encode(JSON.stringify(envelope));
    expect(await look({ ...made, manifestBytes }, { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 2, problems: [] },
    });
  });
});

test('a document of another kind in the place of a manifest is refused', async () => {
  const revocation = await revocationOf({ ...world.keys, revocation: world.key }, {}, NOW);
  expect(await look({ ...first, manifestBytes: revocation })).toMatchObject({
    ...{ version: SEED_VERSION + 1, problems: ['update-bad-signature'] },
  });
});

describe('a revocation', () => {
  test('of the key takes its set out of force at once, and says so', async () => {
    const revocation = await revocationOf(world.keys, { keyIds: [world.key.keyId] }, NOW);
    world.tabs.open.push({ id: 4 });
    expect(await look(await next(world.keys), { revocation })).toMatchObject({
      ...{ version: undefined, isListed: false },
      problems: ['no-ruleset', 'ruleset-revoked', 'update-bad-signature'],
    });
    expect(world.tabs.sent[0]).toMatchObject({ message: { name: 'decisions.changed' } });
  });

  test('of the key is over for who takes a set of the new key', async () => {
    const keys = { ...world.keys, ruleset: (await makeKeys()).ruleset };
    const roots = await rootsAfter(world.keys, [keys], NOW);
    const revocation = await revocationOf(keys, { keyIds: [world.key.keyId] }, NOW);
    // What the thief published does not count, so nothing has to go on from it.
    const anew = await rulesetOf(LISTED, { key: keys.ruleset, version: SEED_VERSION + 2 });
    expect(await look(anew, { roots, revocation })).toMatchObject({
      ...{ version: SEED_VERSION + 2, isListed: true, problems: [] },
    });
  });

  test('undoes the floor that a thief set ahead of the publisher, and no other', async () => {
    const ahead = await rulesetOf([], {
      ...{ key: world.key, version: SEED_VERSION + 80_000, former: first },
    });
    expect(await look(ahead)).toMatchObject({ version: SEED_VERSION + 80_000 });
    const keys = { ...world.keys, ruleset: (await makeKeys()).ruleset };
    const roots = await rootsAfter(world.keys, [keys], NOW);
    const revocation = await revocationOf(keys, { keyIds: [world.key.keyId] }, NOW);
    world.service.respond = publishing(first, { roots, revocation });
    await update(world);
    // Older than what was in force: its silence means nothing.
    expect(await inForce(world)).toMatchObject({ version: undefined });
    const anew = await rulesetOf(LISTED, { key: keys.ruleset, version: SEED_VERSION + 9 });
    expect(await look(anew, { roots, revocation })).toMatchObject({
      ...{ version: SEED_VERSION + 9, isListed: true, stale: undefined, problems: [] },
    });
    // As if the worker had been killed before the pointer was turned.
    const thief = { slot: 'A', version: SEED_VERSION + 80_000 };
    world.disk.stores.get('pointer')?.set('active', thief);
    const floors = { 'version-floor': thief.version, 'voided-floor': thief.version };
    await world.browser.storage.local.set(floors);
    expect(await inForce(world)).toMatchObject({ stale: 'superseded' });
    expect(await look(anew, { roots, revocation })).toMatchObject({
      ...{ version: SEED_VERSION + 9, stale: undefined, problems: [] },
    });
    const old = await rulesetOf(LISTED, { key: keys.ruleset, version: SEED_VERSION + 8 });
    expect(await look(old, { roots, revocation })).toMatchObject({
      ...{ version: SEED_VERSION + 9, problems: ['update-rollback'] },
    });
  });

  test('of a version leaves the floor that it set', async () => {
    const second = await next(world.keys);
    await look(second);
    const revocation = await revocationOf(world.keys, { versions: [SEED_VERSION + 2] }, NOW);
    expect((await look(first, { revocation })).problems).toContain('update-rollback');
  });

  test('of a version leaves the one before it, which is not called fresh', async () => {
    const second = await next(world.keys);
    await look(second);
    const revocation = await revocationOf(world.keys, { versions: [SEED_VERSION + 2] }, NOW);
    expect(await look(second, { revocation })).toMatchObject({
      ...{ version: SEED_VERSION + 1, isListed: true, stale: 'superseded' },
      problems: ['ruleset-revoked', 'ruleset-stale', 'update-bad-signature'],
    });
    const third = { key: world.key, version: SEED_VERSION + 3, former: second };
    expect(await look(await rulesetOf([], third), { revocation })).toMatchObject({
      ...{ version: SEED_VERSION + 3, isListed: false, problems: [] },
    });
  });

  test.each(['database', 'settings'])('is not lost with the %s', async (lost) => {
    const versions = [SEED_VERSION + 1];
    await look(first, { revocation: await revocationOf(world.keys, { versions }, NOW) });
    if (lost === 'database') world.disk.stores.get('revocation')?.clear();
    else world.browser.storage.local.values.clear();
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION });
    expect(await look(first)).toMatchObject({ version: SEED_VERSION });
  });

  test('that takes something back is refused', async () => {
    const versions = [SEED_VERSION + 1];
    await look(first, {
      revocation: await revocationOf(world.keys, { number: 2, versions }, NOW),
    });
    for (const number of [1, 2, 3]) {
      const revocation = await revocationOf(world.keys, { number }, NOW);
      const found = await look(await next(world.keys), { revocation });
      expect(found).toMatchObject({ version: SEED_VERSION });
      expect(found.problems).toContain('update-rollback');
    }
  });

  test('by a stolen key is undone by a root that names another', async () => {
    const thief = { keyIds: [world.key.keyId], number: 1_000_000 };
    await look(first, { revocation: await revocationOf(world.keys, thief, NOW) });
    const keys = { ...world.keys, revocation: (await makeKeys()).revocation };
    const roots = await rootsAfter(world.keys, [keys], NOW);
    expect(await look(await next(keys), { roots })).toMatchObject({
      ...{ version: SEED_VERSION + 2, problems: [] },
    });
  });

  test('by a stolen key is undone by a package whose root names another', async () => {
    const thief = { keyIds: [world.key.keyId], number: 1_000_000 };
    await look(first, { revocation: await revocationOf(world.keys, thief, NOW) });
    const keys = { ...world.keys, revocation: (await makeKeys()).revocation };
    const root = await signRoot(rootOf(keys, { number: 2, now: NOW }), keys.root);
    const build = { ...LINK_GUARD_BUILD, root: Buffer.from(root).toString('base64') };
    vi.stubGlobal('LINK_GUARD_BUILD', build);
    const versions = [SEED_VERSION + 1];
    const revocation = await revocationOf(keys, { number: 1, versions }, NOW);
    expect(await look(await next(keys), { revocation })).toMatchObject({
      ...{ version: SEED_VERSION + 2, problems: [] },
    });
  });

  test('is kept again in the place that lost it', async () => {
    const versions = [SEED_VERSION + 1];
    await look(first, { revocation: await revocationOf(world.keys, { versions }, NOW) });
    world.disk.stores.get('revocation')?.clear();
    await inForce(world);
    await world.browser.storage.local.remove('revocation');
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION });
  });

  test('is kept in one place where there is no room in the other', async () => {
    const versions = [SEED_VERSION + 1];
    world.browser.storage.local.state.isFull = true;
    await look(first, { revocation: await revocationOf(world.keys, { versions }, NOW) });
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION });
  });

  test('that nobody signed who may is refused', async () => {
    const thief = await revocationOf(await makeKeys(), { keyIds: [world.key.keyId] }, NOW);
    expect(await look(await next(world.keys), { revocation: thief })).toMatchObject({
      ...{ version: SEED_VERSION + 1, problems: ['update-bad-signature'] },
    });
  });
});
