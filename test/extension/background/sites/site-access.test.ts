import { beforeEach, describe, expect, test, vi } from 'vitest';
import { originsLike } from '../../../../src/extension/match-pattern.ts';
import { type FakeBrowser, makeFakeBrowser } from '../fake-browser.ts';

const CHAT = 'https://chat.example/*';
const FILE = 'content/main.js';

let fake: FakeBrowser;
let access: typeof import('../../../../src/extension/background/sites/site-access.ts');
let settings: typeof import('../../../../src/extension/storage/settings.ts');

beforeEach(async () => {
  fake = makeFakeBrowser();
  vi.resetModules();
  vi.doMock('webextension-polyfill', () => ({ default: fake.browser }));
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  access = await import('../../../../src/extension/background/sites/site-access.ts');
  settings = await import('../../../../src/extension/storage/settings.ts');
  fake.tabs.open = [
    { id: 1, url: 'https://chat.example/room' },
    { id: 2, url: 'http://localhost:8788/' },
    { id: 3, url: 'https://other.example/' },
    { id: 4 },
  ];
});

const ids = () => fake.scripts.registered.map(({ id }) => id);
const released = () =>
  fake.tabs.sent
    .filter(({ message }) => (message as { name: string }).name === 'page.release')
    .map(({ message }) => (message as { input: { origins: string } }).input.origins);

describe('turnOn', () => {
  test('keeps the host, registers the script as in the manifest, and starts it in open tabs', async () => {
    await access.turnOn(CHAT);
    expect(await settings.turnedOn.get()).toEqual([CHAT]);
    expect(fake.scripts.registered).toEqual([
      {
        id: CHAT,
        js: [FILE],
        matches: [CHAT],
        runAt: 'document_start',
        allFrames: true,
        matchOriginAsFallback: true,
        persistAcrossSessions: true,
      },
    ]);
    expect(fake.scripts.injected).toEqual([1]);
  });

  test('refuses a host that the browser has not granted', async () => {
    fake.permissions.withheld.add(CHAT);
    await expect(access.turnOn(CHAT)).rejects.toMatchObject({ code: 'no-permission' });
    expect(await settings.turnedOn.get()).toEqual([]);
  });

  test('registers once when the browser and the popup both tell of it', async () => {
    await Promise.all([access.turnOn(CHAT), access.onAccessAdded([CHAT]), access.turnOn(CHAT)]);
    expect(ids()).toEqual([CHAT]);
    expect(await settings.turnedOn.get()).toEqual([CHAT]);
  });
});

describe('onAccessAdded', () => {
  test.each(['https://*/*', '<all_urls>', 'https://*.example/*'])(
    'takes the wide grant %s for no wish to guard all of it',
    async (pattern) => {
      await access.onAccessAdded([pattern]);
      expect(await settings.turnedOn.get()).toEqual([]);
      expect(ids()).toEqual([]);
    },
  );

  test('takes what came with the installation for no choice of the person, but starts there', async () => {
    await access.onAccessAdded(['http://localhost/*', 'https://service.example/*']);
    expect(await settings.turnedOn.get()).toEqual([]);
    expect(fake.scripts.injected).toEqual([2]);
  });
});

describe('registerTurnedOn', () => {
  test('brings back what an update dropped, and drops what is not granted', async () => {
    await settings.turnedOn.set([CHAT, 'https://gone.example/*']);
    fake.permissions.withheld.add('https://gone.example/*');
    fake.scripts.registered = [{ id: 'https://gone.example/*', js: [FILE] }];
    await access.registerTurnedOn();
    expect(ids()).toEqual([CHAT]);
  });

  test('replaces a registration of a file of a former version', async () => {
    await settings.turnedOn.set([CHAT]);
    fake.scripts.registered = [{ id: CHAT, js: ['content/former.js'], matches: [CHAT] }];
    await access.registerTurnedOn();
    expect(fake.scripts.registered.map(({ js }) => js)).toEqual([[FILE]]);
  });
});

describe('a registration that the browser refuses', () => {
  test('is told as a problem, until it takes one', async () => {
    const { problemsNow } = await import('../../../../src/extension/storage/problems.ts');
    await settings.turnedOn.set([CHAT]);
    fake.scripts.isRefused = true;
    await expect(access.registerTurnedOn()).rejects.toThrow();
    expect(await problemsNow()).toContain('not-registered');
    fake.scripts.isRefused = false;
    await access.registerTurnedOn();
    expect(await problemsNow()).not.toContain('not-registered');
  });
});

describe('turnOff', () => {
  test('leaves nothing behind: choice, registration, pages, permission', async () => {
    await access.turnOn(CHAT);
    await access.turnOff(CHAT);
    expect(await settings.turnedOn.get()).toEqual([]);
    expect(ids()).toEqual([]);
    expect(released()).toEqual(Array(4).fill(originsLike([CHAT])));
    expect(fake.permissions.withheld).toEqual(new Set([CHAT]));
  });
});

describe('onAccessRemoved', () => {
  test('restores the pages, and keeps the wish so that the popup can say what is missing', async () => {
    await access.turnOn(CHAT);
    fake.permissions.withheld.add(CHAT);
    await access.onAccessRemoved();
    expect(ids()).toEqual([]);
    expect(released()[0]).toBe(originsLike([CHAT]));
    expect(await access.accessTo('https://chat.example/room')).toEqual({
      state: 'needs-permission',
      pattern: CHAT,
      needs: [CHAT],
    });
  });

  test('counts the hosts of the manifest, which Firefox lets a person take back', async () => {
    fake.permissions.withheld.add('http://localhost/*');
    await access.onAccessRemoved();
    expect(released()[0]).toBe(originsLike(['http://localhost/*']));
    expect(await access.accessTo('http://localhost:8788/')).toMatchObject({
      state: 'needs-permission',
      needs: ['http://localhost/*'],
    });
  });
});

describe('accessTo', () => {
  test('tells a host of the manifest, one turned on, and one that is neither', async () => {
    await access.turnOn(CHAT);
    expect((await access.accessTo('http://localhost:1/x'))?.state).toBe('always');
    expect((await access.accessTo('https://chat.example/'))?.state).toBe('turned-on');
    expect(await access.accessTo('https://other.example/x')).toEqual({
      state: 'not-guarded',
      pattern: 'https://other.example/*',
      needs: ['https://other.example/*'],
    });
  });

  test.each([undefined, 'chrome://extensions', 'about:blank', 'file:///x'])(
    'offers nothing on %s',
    async (url) => {
      expect(await access.accessTo(url)).toBeUndefined();
    },
  );
});
