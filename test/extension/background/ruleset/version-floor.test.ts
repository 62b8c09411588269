import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  inForce,
  makeWorld,
  publishing,
  rulesetOf,
  SEED_VERSION,
  update,
  type World,
} from '../world.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

let world: World;

const LISTED = [{ line: 'listed.example', violation: 'phishing' as const }];
const next = (version: number) => rulesetOf(LISTED, { key: world.key, version });

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
  world.service.respond = publishing(await next(SEED_VERSION + 5));
  await update(world);
  world.service.respond = publishing(await next(SEED_VERSION + 4));
});

describe('the version floor', () => {
  test('survives the loss of the database', async () => {
    world.disk.stores.clear();
    await update(world);
    expect(await inForce(world)).toMatchObject({
      ...{ version: SEED_VERSION, origin: 'packaged', isListed: false },
      problems: ['ruleset-stale', 'storage-broken', 'update-rollback'],
    });
  });

  test('survives the loss of the settings', async () => {
    world.browser.storage.local.values.clear();
    await update(world);
    expect(await inForce(world)).toMatchObject({
      version: SEED_VERSION + 5,
      problems: ['update-rollback'],
    });
  });

  test('does not keep out the version it stands at', async () => {
    world.disk.stores.clear();
    world.service.respond = publishing(await next(SEED_VERSION + 5));
    await update(world);
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 5, isListed: true });
  });

  test.each(['pointer', 'settings'])(
    'is not raised for ever by a %s that cannot be',
    async (place) => {
      const absurd = Number.MAX_SAFE_INTEGER;
      if (place === 'settings') {
        await world.browser.storage.local.set({ 'version-floor': absurd });
      } else {
        world.disk.stores.get('pointer')?.set('active', { slot: 'A', version: absurd });
      }
      expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 5, stale: undefined });
      await update(world);
      expect((await inForce(world)).problems).toEqual(['update-rollback']);
      const held = await next(SEED_VERSION + 5);
      const newer = await rulesetOf(LISTED, {
        ...{ key: world.key, version: SEED_VERSION + 6, former: held },
      });
      world.service.respond = publishing(newer);
      await update(world);
      expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 6, problems: [] });
      expect(world.browser.storage.local.values.get('version-floor')).toBe(`${SEED_VERSION + 6}`);
    },
  );
});
