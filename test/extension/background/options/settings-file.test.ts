import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeWorld, NOW, type World } from '../world.ts';

let world: World;
let files: typeof import('../../../../src/extension/background/options/settings-file.ts');
let settings: typeof import('../../../../src/extension/storage/settings.ts');

const SITE = {
  id: 'works-chat',
  name: { en: 'Works chat', zh: '工作聊天' },
  hosts: ['chat.example'],
  fingerprint: '#works',
  list: '.talk',
  lastVerified: '2026-11-20',
};
const EXCEPTION = {
  id: 'one',
  scope: 'origin',
  value: 'https://shop.example',
  madeAt: NOW,
  expiresAt: null,
  madeIn: 'group',
} as const;

async function start() {
  world = await makeWorld();
  await world.startWorker();
  files = await import('../../../../src/extension/background/options/settings-file.ts');
  settings = await import('../../../../src/extension/storage/settings.ts');
}

beforeEach(start);

async function setEverything() {
  await settings.personal.set({
    contexts: { group: 'ask' },
    categories: { shopping: 'open', 'shopping/group': 'ask' },
    sites: { slack: 'block' },
  });
  await settings.lookups.set('local-only');
  await settings.logsLookUps.set(false);
  await settings.hints.set(false);
  await settings.language.set('zh_TW');
  await settings.exceptions.set([EXCEPTION]);
  await settings.turnedOn.set(['https://chat.example/*']);
  await settings.sitesOff.set(['discord']);
  await settings.customSites.set([SITE]);
}

describe('exportSettings', () => {
  test('what it writes sets another browser up the same, through JSON, and loses nothing', async () => {
    await setEverything();
    const document = JSON.parse(JSON.stringify(await files.exportSettings()));
    await start();
    await files.importSettings({ document });
    expect(await files.exportSettings()).toEqual(document);
    expect((await files.readSettings({ document })).changes).toEqual([]);
  });
});

describe('readSettings', () => {
  test('tells what would change, entry by entry, and changes nothing', async () => {
    await setEverything();
    const document = {
      linkGuardSettings: 1,
      personal: { contexts: { group: 'block', direct: 'open' } },
      lookups: 'local-only',
      sitesOff: ['slack'],
    };
    const { faults, changes } = await files.readSettings({ document });
    expect(faults).toEqual([]);
    expect(changes).toEqual([
      { setting: 'contexts', entry: 'group', before: 'ask', after: 'block' },
      { setting: 'contexts', entry: 'direct', before: undefined, after: 'open' },
      { setting: 'sitesOff', entry: 'slack', before: undefined, after: 'true' },
    ]);
    expect((await settings.personal.get()).contexts).toEqual({ group: 'ask' });
  });

  test.each([
    ['no document', 7, ''],
    ['another document', { rules: [] }, 'linkGuardSettings'],
    ['another format', { linkGuardSettings: 2 }, 'linkGuardSettings'],
    [
      'a choice that is none',
      file({ personal: { contexts: { group: 'warn' } } }),
      'personal.contexts.group',
    ],
    [
      'a context that is none',
      file({ personal: { contexts: { crowd: 'ask' } } }),
      'personal.contexts.crowd',
    ],
    ['a name that is not known', file({ lookup: 'local-only' }), 'lookup'],
    ['a broken exception', file({ exceptions: [EXCEPTION, {}] }), 'exceptions.1.id'],
    [
      'an exception that ends at no date',
      file({ exceptions: [{ ...EXCEPTION, expiresAt: 1e300 }] }),
      'exceptions.0.expiresAt',
    ],
    ['every host at once', file({ turnedOn: ['https://*/*'] }), 'turnedOn.0'],
    ['a site that is none', file({ customSites: [{ ...SITE, list: 7 }] }), 'customSites.0.list'],
  ])('tells the place of what is wrong: %s', async (_, document, place) => {
    const { faults, changes } = await files.readSettings({ document });
    expect(faults.map((fault) => fault.place)).toContain(place);
    expect(changes).toEqual([]);
  });
});

describe('docs/settings-file.md', () => {
  test('has an example that is taken as it stands', async () => {
    const page = readFileSync(
      new URL('../../../../docs/settings-file.md', import.meta.url),
      'utf8',
    );
    const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    const { faults, changes } = await files.readSettings({ document: JSON.parse(example) });
    expect(faults).toEqual([]);
    expect(changes.length).toBeGreaterThan(3);
  });
});

describe('importSettings', () => {
  test('takes nothing of a document in which something is wrong', async () => {
    const document = file({ hints: false, sitesOff: ['NOT AN ID'] });
    await expect(files.importSettings({ document })).rejects.toMatchObject({
      code: 'bad-settings',
    });
    expect(await settings.hints.get()).toBeNull();
  });

  test('takes nothing where the browser keeps not all of it', async () => {
    await setEverything();
    const before = await files.exportSettings();
    let writes = 0;
    const { set } = world.browser.storage.local;
    world.browser.storage.local.set = async (given) => {
      writes += 1;
      if (writes > 1) throw new Error('QUOTA_BYTES quota exceeded');
      if ('custom-sites' in given) throw new Error('QUOTA_BYTES quota exceeded');
      await set(given);
    };
    const document = file({ personal: { contexts: { group: 'block' } }, sitesOff: ['slack'] });
    await expect(files.importSettings({ document })).rejects.toMatchObject({
      code: 'storage-full',
    });
    world.browser.storage.local.set = set;
    expect(await files.exportSettings()).toEqual(before);
  });

  test('is kept, and told to pages, where the browser registers no script', async () => {
    world.browser.scripting.getRegisteredContentScripts = async () => {
      throw new Error('Internal error');
    };
    world.tabs.open = [{ id: 7 }];
    const document = file({ personal: { contexts: { group: 'block' } } });
    await files.importSettings({ document });
    expect((await settings.personal.get()).contexts).toEqual({ group: 'block' });
    await vi.waitFor(() => expect(JSON.stringify(world.tabs.sent)).toContain('sites.changed'));
  });

  test('adds to what is there, and replaces what is the same', async () => {
    await setEverything();
    const newer = { ...EXCEPTION, id: 'two', expiresAt: NOW + 1 };
    const other = { ...EXCEPTION, id: 'three', value: 'https://other.example' };
    await files.importSettings({ document: file({ exceptions: [newer, other] }) });
    expect((await settings.exceptions.get()).map(({ id }) => id)).toEqual(['two', 'three']);
    expect(await settings.customSites.get()).toEqual([SITE]);
    expect(await settings.lookups.get()).toBe('local-only');
  });
});

function file(content: object) {
  return { linkGuardSettings: 1, ...content };
}
