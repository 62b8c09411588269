import { beforeEach, describe, expect, test, vi } from 'vitest';
import type * as Managed from '../../../src/extension/storage/managed.ts';
import { makeFakeBrowser } from '../background/fake-browser.ts';

const START = Date.UTC(2026, 10, 20, 12);
const ASK = { format: 1, contexts: { group: 'ask' } };
const BLOCK = { format: 1, contexts: { group: 'block' } };

let fake: ReturnType<typeof makeFakeBrowser>;

/** As after the worker was killed; a new browser has another session. */
async function startWorker(): Promise<typeof Managed> {
  vi.resetModules();
  vi.doMock('webextension-polyfill', () => ({ default: fake.browser }));
  return import('../../../src/extension/storage/managed.ts');
}

async function startBrowser(): Promise<typeof Managed> {
  fake.browser.storage.session.values.clear();
  return startWorker();
}

beforeEach(() => {
  fake = makeFakeBrowser();
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

/** A browser in which these settings held before. */
async function withCopyOf(document: Record<string, unknown>): Promise<typeof Managed> {
  fake.managed.set = document;
  await (await startWorker()).reconcileManaged();
  return startBrowser();
}

async function choiceForGroups(managed: typeof Managed) {
  return (await managed.managedNow()).settings.contexts.group;
}

describe('managedNow', () => {
  test('is nothing where nothing was ever set', async () => {
    const managed = await startBrowser();
    expect(await managed.managedNow()).toMatchObject({ keys: [], isConfirmed: false });
  });

  test('is what held last, before the browser has said anything', async () => {
    const managed = await withCopyOf(ASK);
    fake.managed.set = {};
    expect(await choiceForGroups(managed)).toBe('ask');
    expect((await managed.managedNow()).isConfirmed).toBe(false);
  });

  test('is the same object until something changes', async () => {
    const managed = await withCopyOf(ASK);
    expect(await managed.managedNow()).toBe(await managed.managedNow());
  });

  test('does without a copy that is damaged', async () => {
    const managed = await withCopyOf(ASK);
    fake.browser.storage.local.values.set('managed', '[7]');
    expect(await choiceForGroups(managed)).toBeUndefined();
    await managed.reconcileManaged();
    expect(await choiceForGroups(managed)).toBe('ask');
  });
});

describe('reconcileManaged', () => {
  test('takes what comes late, and keeps it for the next start', async () => {
    const managed = await startBrowser();
    expect(await managed.reconcileManaged()).toEqual({ isChanged: false, askAgainAt: undefined });
    fake.managed.set = ASK;
    expect(await managed.reconcileManaged()).toEqual({ isChanged: true, askAgainAt: undefined });
    expect(await choiceForGroups(managed)).toBe('ask');
    expect((await managed.managedNow()).isConfirmed).toBe(true);
    expect(await choiceForGroups(await startBrowser())).toBe('ask');
  });

  test('takes a change at once', async () => {
    const managed = await withCopyOf(ASK);
    fake.managed.set = BLOCK;
    expect(await managed.reconcileManaged()).toMatchObject({ isChanged: true });
    expect(await choiceForGroups(managed)).toBe('block');
  });

  test('says that nothing changed where the same comes again', async () => {
    const managed = await withCopyOf(ASK);
    expect(await managed.reconcileManaged()).toMatchObject({ isChanged: false });
    expect((await managed.managedNow()).isConfirmed).toBe(true);
  });

  test.each([
    ['nothing', {}],
    ['a part without the key that says that it is all', { contexts: { direct: 'open' } }],
  ])('does not believe %s for a minute', async (_, delivered) => {
    const managed = await withCopyOf(ASK);
    fake.managed.set = delivered;
    const first = await managed.reconcileManaged();
    expect(first).toEqual({ isChanged: false, askAgainAt: START + 60_000 });
    expect(await choiceForGroups(managed)).toBe('ask');
    vi.setSystemTime(START + 59_000);
    const sameSession = await startWorker();
    expect(await sameSession.reconcileManaged()).toEqual(first);
    expect(await choiceForGroups(sameSession)).toBe('ask');
    vi.setSystemTime(START + 60_000);
    expect(await sameSession.reconcileManaged()).toMatchObject({ isChanged: true });
    expect(await choiceForGroups(sameSession)).toBeUndefined();
  });

  test('waits for what was told without that key, too', async () => {
    const managed = await withCopyOf({ block: ['bad.example'], contexts: { group: 'ask' } });
    for (const delivered of [{}, { block: ['bad.example'] }]) {
      fake.managed.set = delivered;
      const told = await managed.reconcileManaged();
      expect(told).toEqual({ isChanged: false, askAgainAt: START + 60_000 });
      expect(await choiceForGroups(managed)).toBe('ask');
    }
    fake.managed.set = { block: [], contexts: { group: 'block' } };
    expect(await managed.reconcileManaged()).toMatchObject({ isChanged: true });
    expect(await choiceForGroups(managed)).toBe('block');
  });

  test('counts that minute anew in each session, and after a clock that was set back', async () => {
    const managed = await withCopyOf(ASK);
    fake.managed.set = {};
    await managed.reconcileManaged();
    vi.setSystemTime(START + 3_600_000);
    const next = await startBrowser();
    expect(await next.reconcileManaged()).toMatchObject({ isChanged: false });
    vi.setSystemTime(START - 3_600_000);
    expect(await next.reconcileManaged()).toEqual({
      isChanged: false,
      askAgainAt: START - 3_600_000 + 60_000,
    });
  });

  test('forgets that something was missing once all of it is there again', async () => {
    const managed = await withCopyOf(ASK);
    fake.managed.set = {};
    await managed.reconcileManaged();
    fake.managed.set = ASK;
    await managed.reconcileManaged();
    vi.setSystemTime(START + 90_000);
    fake.managed.set = {};
    expect(await managed.reconcileManaged()).toMatchObject({ isChanged: false });
  });

  test('believes at once that all of it was taken back, when the browser says so', async () => {
    const managed = await withCopyOf(ASK);
    fake.managed.set = {};
    expect(await managed.reconcileManaged({ isTakenBack: true })).toMatchObject({
      isChanged: true,
    });
    expect(await choiceForGroups(managed)).toBeUndefined();
  });

  test('takes what is left when the browser says that a part was taken back', async () => {
    const managed = await withCopyOf({ ...ASK, block: ['bad.example'] });
    fake.managed.set = { contexts: { group: 'block' } };
    expect(await managed.reconcileManaged({ isTakenBack: true })).toMatchObject({
      isChanged: true,
    });
    expect((await managed.managedNow()).settings).toMatchObject({
      ...{ contexts: { group: 'block' }, block: [] },
    });
  });

  test('believes a Firefox that has no policy at once', async () => {
    const managed = await withCopyOf(ASK);
    fake.managed.set = undefined;
    expect(await managed.reconcileManaged()).toMatchObject({ isChanged: true });
    expect(await choiceForGroups(await startBrowser())).toBeUndefined();
  });

  test('keeps what held as long as the browser cannot tell', async () => {
    const managed = await withCopyOf(ASK);
    fake.managed.isBroken = true;
    await managed.reconcileManaged();
    vi.setSystemTime(START + 3_600_000);
    expect(await managed.reconcileManaged()).toMatchObject({ isChanged: false });
    expect(await choiceForGroups(managed)).toBe('ask');
  });

  test('obeys what cannot be kept', async () => {
    const managed = await startBrowser();
    fake.managed.set = BLOCK;
    fake.browser.storage.local.state.isFull = true;
    await managed.reconcileManaged();
    expect(await choiceForGroups(managed)).toBe('block');
  });

  test('writes nothing but its own copy: what the person chose stays', async () => {
    const managed = await startBrowser();
    await fake.browser.storage.local.set({ personal: { contexts: { group: 'open' } } });
    const before = fake.browser.storage.local.values.get('personal');
    fake.managed.set = BLOCK;
    await managed.reconcileManaged();
    fake.managed.set = {};
    await managed.reconcileManaged({ isTakenBack: true });
    expect(fake.browser.storage.local.values.get('personal')).toBe(before);
    expect([...fake.browser.storage.local.values.keys()].sort()).toEqual(['managed', 'personal']);
  });

  test('makes changes one after the other', async () => {
    const managed = await startBrowser();
    fake.managed.set = ASK;
    const asked = managed.reconcileManaged();
    const removed = managed.reconcileManaged({ delivered: { kind: 'none' } });
    await Promise.all([asked, removed]);
    expect(await choiceForGroups(managed)).toBeUndefined();
    expect(await choiceForGroups(await startBrowser())).toBeUndefined();
  });
});
