import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { pathInProject } from '../../../scripts/project.ts';
import { makeWorld, type World } from './world.ts';

const CHAT = {
  url: 'http://localhost/chat',
  tabId: 1,
  frameId: 0,
  host: 'localhost',
  tabIndex: 2,
  isPrivate: false,
};
const QUESTION = {
  site: 'demo',
  context: 'group',
  hrefs: ['https://shop.example/'],
  texts: [null],
} as const;

let world: World;

beforeEach(async () => {
  world = await makeWorld();
  for (const locale of ['en', 'zh_CN', 'zh_TW']) {
    const path = `_locales/${locale}/messages.json`;
    world.packaged.set(path, new Uint8Array(await readFile(pathInProject(`public/${path}`))));
  }
});

async function start(settings?: Record<string, unknown>) {
  if (settings !== undefined) world.managed.set = { format: 1, ...settings };
  const worker = await world.startWorker();
  const language = await import('../../../src/extension/background/language.ts');
  const setup = await import('../../../src/extension/background/sites/page-setup.ts');
  const managed = await import('../../../src/extension/background/managed.ts');
  await managed.keepManaged();
  return { ...worker, ...language, ...setup, ...managed };
}

const namesSent = () => world.tabs.sent.map(({ message }) => (message as { name: string }).name);

describe('setLanguage', () => {
  test('is heard by pages, by the menu and by the toolbar', async () => {
    const worker = await start();
    world.tabs.open = [{ id: 7 }];
    await worker.setLanguage({ language: 'zh_CN' });
    expect(await worker.viewLanguage()).toEqual({
      language: 'zh_CN',
      isLocked: false,
      organisation: undefined,
    });
    expect(namesSent()).toEqual(['sites.changed', 'decisions.changed']);
    expect(world.menu.map(({ title }) => title)).toContain('用链接卫士检查这个链接');
    expect(world.toolbar.title).toMatch(/\p{Script=Han}/u);
    expect(JSON.parse(world.browser.storage.local.values.get('language-in-force') ?? '')).toBe(
      'zh_CN',
    );
  });

  test('is what marks and hints say, also after the worker was killed', async () => {
    await start();
    await (await start()).setLanguage({ language: 'zh_TW' });
    const worker = await start();
    await worker.setChoice('group', 'ask');
    const { orders } = await worker.orderLinks(QUESTION, CHAT);
    expect(orders[0]?.[1].says).toEqual(['先詢問', '無法檢查：還沒有規則集']);
    const setup = await worker.setUpPage({ host: 'localhost' });
    expect(setup.hints?.language).toBe('zh-TW');
    expect(setup.unreachable?.[1]).toMatch(/\p{Script=Han}/u);
    await worker.setLanguage({ language: 'browser' });
    expect((await worker.setUpPage({ host: 'localhost' })).unreachable).toBeUndefined();
  });
});

describe('keepLanguage', () => {
  test.each([
    ['an administrator locked it', { language: 'en' }, 'zh_TW', 'en', true],
    ['the person chose', { recommended: { language: 'en' } }, 'zh_TW', 'zh_TW', false],
    ['an administrator recommends it', { recommended: { language: 'en' } }, undefined, 'en', false],
    ['nobody chose', {}, undefined, 'browser', false],
  ] as const)('puts into force what holds where %s', async (_, settings, own, wanted, isLocked) => {
    if (own !== undefined) await (await start()).setLanguage({ language: own });
    const worker = await start(settings);
    expect(await worker.viewLanguage()).toMatchObject({ language: wanted, isLocked });
    const kept = world.browser.storage.local.values.get('language-in-force');
    expect(kept ?? '"browser"').toBe(JSON.stringify(wanted));
  });

  test('a locked language cannot be changed', async () => {
    const worker = await start({ language: 'zh_CN', organisation: { name: 'Works' } });
    await expect(worker.setLanguage({ language: 'en' })).rejects.toMatchObject({ code: 'locked' });
    expect(await worker.viewLanguage()).toEqual({
      language: 'zh_CN',
      isLocked: true,
      organisation: 'Works',
    });
  });

  test('nobody is told where nothing is otherwise', async () => {
    const worker = await start();
    world.tabs.open = [{ id: 7 }];
    await worker.keepLanguage();
    expect(world.tabs.sent).toEqual([]);
  });
});
