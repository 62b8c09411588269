import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeWorld, NOW, type World } from '../world.ts';

let world: World;
let notifications: typeof import('../../../../src/extension/background/complaints/notifications.ts');
let shown: unknown[];

beforeEach(async () => {
  world = await makeWorld();
  world.permissions.withheld.add('notifications');
  shown = [];
  await world.startWorker();
  notifications = await import('../../../../src/extension/background/complaints/notifications.ts');
});

/** As the browser tells it, in a worker that may be another one by now. */
async function grant(): Promise<void> {
  world.permissions.withheld.delete('notifications');
  await world.startWorker();
  notifications = await import('../../../../src/extension/background/complaints/notifications.ts');
  await notifications.notificationsGranted(['notifications']);
}

describe('notificationsGranted', () => {
  test('turns them on where the person had wished for it, though the page that asked is gone', async () => {
    await notifications.wishForNotifications();
    expect(await notifications.notifiesNow()).toBe(false);
    await grant();
    expect(await notifications.notifiesNow()).toBe(true);
  });

  test('turns nothing on for a grant that nobody had wished for, or after a refusal', async () => {
    await grant();
    expect(await notifications.notifiesNow()).toBe(false);
    await notifications.wishForNotifications();
    await notifications.setNotifications({ isOn: false });
    await grant();
    expect(await notifications.notifiesNow()).toBe(false);
  });

  test('holds a wish for as long as a question may stand, and takes another permission for none', async () => {
    await notifications.wishForNotifications();
    await notifications.notificationsGranted(['clipboardRead']);
    expect(await notifications.notifiesNow()).toBe(false);
    vi.setSystemTime(NOW + 11 * 60_000);
    await grant();
    expect(await notifications.notifiesNow()).toBe(false);
  });
});

describe('setNotifications', () => {
  test('keeps nothing that the browser does not grant', async () => {
    await expect(notifications.setNotifications({ isOn: true })).rejects.toMatchObject({
      code: 'no-permission',
    });
    expect(await notifications.notifiesNow()).toBe(false);
  });
});

describe('notifyOfRulings', () => {
  const addApi = () =>
    Object.assign(world.browser, {
      notifications: { create: async (...told: unknown[]) => shown.push(told) },
    });

  test('tells once they are on, and nothing of the link', async () => {
    addApi();
    await notifications.notifyOfRulings(1);
    expect(shown).toEqual([]);
    await notifications.wishForNotifications();
    await grant();
    await notifications.notifyOfRulings(0);
    await notifications.notifyOfRulings(2);
    expect(shown).toHaveLength(1);
    expect(JSON.stringify(shown)).not.toMatch(/https?:/);
  });

  test('is quiet in a worker that does not have the API yet', async () => {
    await notifications.wishForNotifications();
    await grant();
    await notifications.notifyOfRulings(1);
    addApi();
    await notifications.notifyOfRulings(1);
    expect(shown).toHaveLength(1);
  });
});
