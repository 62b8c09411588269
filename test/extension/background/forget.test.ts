import { beforeEach, describe, expect, test } from 'vitest';
import { NO_PERSONAL_SETTINGS } from '../../../src/policy/index.ts';
import { lookupOf, makeWorld, NOW, offline, rulesetOf, SEED_VERSION, type World } from './world.ts';

let world: World;
let worker: Awaited<ReturnType<World['startWorker']>>;
let forget: typeof import('../../../src/extension/background/forget.ts');
let settings: typeof import('../../../src/extension/storage/settings.ts');
let asking: typeof import('../../../src/extension/storage/asking.ts');

const PAGE = { isPrivate: false, tabId: 7 };
const DRAFT = {
  address: 'https://shop.example/',
  kind: 'fraud',
  context: 'group',
  comment: '',
} as const;
const MADE = { scope: 'site', madeIn: 'group', site: 'demo' } as const;

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
  world.service.respond = lookupOf();
  worker = await world.startWorker();
  forget = await import('../../../src/extension/background/forget.ts');
  settings = await import('../../../src/extension/storage/settings.ts');
  asking = await import('../../../src/extension/storage/asking.ts');
});

const rows = (store: string) => world.disk.stores.get(store)?.size ?? 0;

describe('forgetComplaints', () => {
  test('takes those that wait and those that were answered', async () => {
    world.service.respond = offline;
    await worker.fileComplaint(DRAFT, PAGE);
    expect(rows('outbox')).toBe(1);
    await forget.forgetComplaints();
    expect(rows('outbox') + rows('complaints')).toBe(0);
    expect(await worker.listComplaints()).toEqual([]);
  });
});

describe('exportDevice', () => {
  test('holds what the person chose, let pass, complained of and asked', async () => {
    const { exportDevice } = await import(
      '../../../src/extension/background/options/export-device.ts'
    );
    world.service.respond = offline;
    await worker.fileComplaint(DRAFT, PAGE);
    await worker.setChoice('group', 'block');
    await worker.addException({ ...MADE, value: 'session.example', lasts: 'session' });
    expect(await exportDevice()).toMatchObject({
      settings: { linkGuardSettings: 1, personal: { contexts: { group: 'block' } } },
      untilTheBrowserCloses: [{ value: 'session.example' }],
      complaints: [{ address: DRAFT.address, state: 'waiting' }],
      gateCounts: { asked: 0 },
      tellsOfRulings: false,
    });
  });
});

describe('forgetGateCounts, forgetLookUps', () => {
  test('take what they say and leave the rest', async () => {
    await settings.gateCounts.set({ since: NOW, asked: 3, answered: 2, warned: 1, wentOn: 1 });
    await asking.lookUpLog.set([{ at: NOW, to: '', prefixes: [], bytes: 1, isAnswered: true }]);
    await settings.hints.set(false);
    await forget.forgetGateCounts();
    await forget.forgetLookUps();
    expect(await settings.gateCounts.get()).toMatchObject({ since: 0, asked: 0, wentOn: 0 });
    expect(await asking.lookUpLog.get()).toEqual([]);
    expect(await settings.hints.get()).toBe(false);
  });
});

describe('forgetEverything', () => {
  test('leaves nothing of the person, whatever it is kept as', async () => {
    world.service.respond = offline;
    await worker.fileComplaint(DRAFT, PAGE);
    await worker.setChoice('group', 'block');
    await worker.addException({ ...MADE, value: 'kept.example', lasts: 'always' });
    await worker.addException({ ...MADE, value: 'session.example', lasts: 'session' });
    await settings.turnedOn.set(['https://chat.example/*']);
    await settings.hints.set(false);
    await world.browser.storage.local.set({ 'of-a-later-version': 'mine.example' });
    await forget.forgetEverything();
    expect(await settings.personal.get()).toEqual(NO_PERSONAL_SETTINGS);
    expect(await settings.hints.get()).toBeNull();
    expect(await worker.listExceptions()).toEqual([]);
    expect(await worker.listComplaints()).toEqual([]);
    expect(world.permissions.withheld).toContain('https://chat.example/*');
    const kept = JSON.stringify([
      ...[...world.browser.storage.local.values, ...world.browser.storage.session.values],
    ]);
    expect(kept).not.toMatch(/(?:kept|session|chat|shop|mine)\.example/);
  });

  test('leaves what an administrator set, and what keeps old rules out', async () => {
    const managed = { format: 1, contexts: { group: 'block' }, language: 'zh_TW' };
    await world.browser.storage.local.set({ managed, 'version-floor': SEED_VERSION });
    await forget.forgetEverything();
    const left = await world.browser.storage.local.get(null);
    expect(left).toMatchObject({ managed, 'version-floor': SEED_VERSION });
    // Told anew from what the administrator set.
    expect(await settings.languageInForce.get()).toBe('zh_TW');
    const lasting: readonly string[] = [...forget.LASTING, settings.languageInForce.key];
    expect(Object.keys(left).filter((key) => !lasting.includes(key))).toEqual([]);
  });
});
