/** What the extension has stored is damaged, gone, or has no room to grow. */
import { describe, expect, test } from 'vitest';
import { press, say, untilState } from '../support/bare-chat.ts';
import { fileFromGate } from '../support/fault-complaint.ts';
import {
  forgetBackOff,
  type Ground,
  keptFloor,
  LISTED,
  lookForUpdate,
  popupSays,
  untilVersion,
  viewOf,
} from '../support/fault-ground.ts';
import { forgeRuleset } from '../support/faulty-service.ts';
import { inBackground } from '../support/in-background.ts';
import {
  countOutbox,
  damageSlots,
  deleteDatabase,
  setOutbox,
  turnPointerNowhere,
} from '../support/stored-data.ts';
import { until } from '../support/until.ts';

const DAMAGED = 'The stored data is damaged';
/** Listed by the ruleset in the package, and by those of these tests in no other way. */
const IN_PACKAGE = 'phishing.link-guard.example';

declare const chrome: { readonly storage: { readonly local: { clear(): Promise<void> } } };

export function brokenStorage(ground: () => Ground): void {
  describe('when, while the worker sleeps,', () => {
    test('the slot in force is damaged, the other one serves, and the popup says so', async () => {
      const { chat, desk, service } = ground();
      const older = await take(ground(), [LISTED]);
      const version = await take(ground(), [LISTED, 'newest.faults.example']);
      await whileAsleep(ground(), () => damageSlots(desk, 'active'));
      await say(chat, 'listed', `https://${LISTED}/damaged`);
      await untilState(chat, 'listed', 'stopped');
      const { ruleset } = (await viewOf(desk)).protection;
      expect(ruleset).toMatchObject({ version: older, origin: 'fetched', stale: 'superseded' });
      await popupSays(ground(), DAMAGED);
      await refusesOlder(ground(), version);
      service.tellTheTruth();
      await isRepaired(ground(), version);
    });

    test('both slots are damaged, the packaged ruleset serves, and the floor stays', async () => {
      const { chat, desk, service } = ground();
      const version = await take(ground(), [LISTED]);
      await whileAsleep(ground(), () => damageSlots(desk, 'both'));
      await say(chat, 'packaged', `https://${IN_PACKAGE}/`);
      await untilState(chat, 'packaged', 'stopped');
      expect((await viewOf(desk)).protection.ruleset).toMatchObject({ origin: 'packaged' });
      await popupSays(ground(), DAMAGED);
      await refusesOlder(ground(), version);
      service.tellTheTruth();
      await isRepaired(ground(), version);
    });

    test('the pointer is turned to nowhere, the newest slot serves', async () => {
      const { desk } = ground();
      await take(ground(), [LISTED]);
      const version = await take(ground(), [LISTED]);
      await whileAsleep(ground(), () => turnPointerNowhere(desk));
      await untilVersion(desk, version);
      expect((await viewOf(desk)).protection.ruleset).not.toHaveProperty('stale');
      expect(await keptFloor(desk)).toBe(version);
    });

    test('the database is deleted, silence is no longer clean, and the floor stays', async () => {
      const { chat, desk, service } = ground();
      const version = await take(ground(), [LISTED]);
      await whileAsleep(ground(), () => deleteDatabase(desk));
      await service.front.setMode('down');
      await say(chat, 'packaged', `https://${IN_PACKAGE}/deleted`);
      await say(chat, 'unlisted', 'https://deleted.example/');
      await untilState(chat, 'packaged', 'stopped');
      await untilState(chat, 'unlisted', 'stopped');
      expect((await viewOf(desk)).protection).toMatchObject({
        state: 'not-protecting',
        ruleset: { origin: 'packaged', stale: 'superseded' },
      });
      expect(await keptFloor(desk)).toBe(version);
      await popupSays(ground(), DAMAGED);
      await service.front.setMode('up');
      await refusesOlder(ground(), version);
      service.tellTheTruth();
      await isRepaired(ground(), version);
    });
  });

  test('settings and database are both wiped, as by a repair: it begins anew with the package', async () => {
    const { chat, desk, service } = ground();
    const version = await take(ground(), [LISTED]);
    await service.front.setMode('down');
    await whileAsleep(ground(), async () => {
      await deleteDatabase(desk);
      await desk.evaluate(() => chrome.storage.local.clear());
    });
    await say(chat, 'packaged', `https://${IN_PACKAGE}/wiped`);
    await untilState(chat, 'packaged', 'stopped');
    expect((await viewOf(desk)).protection.ruleset).toMatchObject({ origin: 'packaged' });
    await service.front.setMode('up');
    await isRepaired(ground(), version);
  });

  describe('a complaint for which there is no room', () => {
    test('because too many wait, is not said to be kept, and none of the others is lost', async () => {
      const { chat, desk, service } = ground();
      const address = 'https://many.faults.example/';
      await take(ground(), [LISTED]);
      await service.front.setMode('down');
      await viewOf(desk);
      await setOutbox(desk, 500, address);
      await say(chat, 'reported', `https://${LISTED}/no-room`);
      await untilState(chat, 'reported', 'stopped');
      await press(chat, 'reported');
      expect(await fileFromGate(ground())).toContain('It could not be saved');
      expect(await countOutbox(desk)).toBe(500);
      await setOutbox(desk, 0, address);
    });

    test('because the disk is full, is not said to be kept, and what was there stays', async () => {
      const { browser, chat, desk, service } = ground();
      const version = await take(ground(), [LISTED]);
      const address = `https://${LISTED}/full`;
      await service.front.setMode('down');
      await say(chat, 'reported', address);
      await untilState(chat, 'reported', 'stopped');
      await press(chat, 'reported');
      await inBackground(ground(), (scope = globalThis) => {
        scope.IDBObjectStore.prototype.add = () => {
          throw new scope.DOMException('no room', 'QuotaExceededError');
        };
      });
      expect(await fileFromGate(ground())).toContain('It could not be saved');
      await popupSays(ground(), 'Storage is full');
      expect(await countOutbox(desk)).toBe(0);
      // The next worker finds room again.
      await browser.killWorker();
      expect((await viewOf(desk)).protection.ruleset?.version).toBe(version);
      await press(chat, 'reported');
      expect(await fileFromGate(ground())).toContain('Saved');
      expect((await viewOf(desk)).protection.problems).not.toContain('storage-full');
      await service.front.setMode('up');
      // The back-off of the time without a service would outlast the test.
      await forgetBackOff(desk);
      await until(
        async () => {
          await viewOf(desk);
          return service.complaintsAbout(address) === 1;
        },
        { what: 'the complaint' },
      );
    });
  });
}

/** Whoever was started meanwhile, by a page whose line was cut, has read what was there before. */
async function whileAsleep({ browser }: Ground, work: () => Promise<void>): Promise<void> {
  await browser.killWorker();
  await work();
  await browser.killWorker();
}

async function take({ desk, service }: Ground, hosts: string[]): Promise<number> {
  const version = await service.publish(hosts);
  await lookForUpdate(desk);
  await untilVersion(desk, version);
  return version;
}

/** The hole that a damaged store would open: a set that was signed long ago is offered again. */
async function refusesOlder(ground: Ground, version: number): Promise<void> {
  const { desk, service } = ground;
  const { manifestBytes } = await forgeRuleset({
    ...{ key: service.keys.ruleset, version: version - 1, hosts: [] },
  });
  service.lie('/v1/ruleset/manifest.json', { type: 'application/json', body: manifestBytes });
  await lookForUpdate(desk);
  await popupSays(ground, 'older than the rules in use');
  expect(await keptFloor(desk)).toBe(version);
}

async function isRepaired({ desk }: Ground, version: number): Promise<void> {
  await lookForUpdate(desk);
  await untilVersion(desk, version);
  expect(await keptFloor(desk)).toBe(version);
  const { problems, ruleset } = (await viewOf(desk)).protection;
  expect(ruleset?.stale).toBeUndefined();
  expect(problems.filter((code) => code !== 'service-unreachable')).toEqual([]);
}
