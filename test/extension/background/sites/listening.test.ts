import { beforeEach, describe, expect, test } from 'vitest';
import { makeWorld, rulesetOf, SEED_VERSION, type World } from '../world.ts';

const NOBODY = 'Could not establish connection. Receiving end does not exist.';
const HERE = { ok: true, value: true };

let world: World;
let listening: typeof import('../../../../src/extension/background/sites/listening.ts');

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
  await world.startWorker();
  listening = await import('../../../../src/extension/background/sites/listening.ts');
  world.tabs.open = [{ id: 1, url: 'http://localhost/chat', status: 'complete' }];
});

const unread = async () =>
  (await import('../../../../src/extension/storage/pages.ts')).unreadTabs.get();

function refuse(): never {
  throw new Error(NOBODY);
}

describe('keepListening', () => {
  test('leaves a page that answers alone, and one that is too busy to', async () => {
    world.tabs.answer = () => HERE;
    await listening.keepListening();
    world.tabs.answer = () => new Promise(() => undefined);
    await listening.keepListening();
    expect(world.scripts.injected).toEqual([]);
    expect(await unread()).toEqual([]);
  });

  test('puts the script into a page in which nobody answers', async () => {
    world.tabs.answer = () => (world.scripts.injected.length > 0 ? HERE : refuse());
    await listening.keepListening();
    expect(world.scripts.injected).toEqual([1]);
    expect(await unread()).toEqual([]);
  });

  test('says of a page that stays silent that it is not protected, until it has begun', async () => {
    world.tabs.answer = refuse;
    await listening.keepListening();
    expect(world.scripts.injected).toEqual([1]);
    expect(await unread()).toEqual([1]);
    expect(world.toolbar.ofTabs.get(1)).toBe(
      'state_not_protecting\nproblem_page_unread todo_page_unread',
    );
    await listening.forgetUnread(1);
    expect(world.toolbar.ofTabs.get(1)).not.toContain('page_unread');
  });

  test('does not keep on saying so of a page that answers by now', async () => {
    world.tabs.answer = refuse;
    await listening.keepListening();
    world.tabs.answer = () => HERE;
    await listening.keepListening();
    expect(await unread()).toEqual([]);
  });

  test.each([
    ['still loads', { status: 'loading' }],
    ['was put to sleep', { status: 'complete', discarded: true }],
    ['has not been loaded', { status: 'unloaded' }],
    ['does not run', { status: 'complete', frozen: true }],
    ['is of no guarded site', { status: 'complete', url: 'https://plain.example/' }],
  ])('says nothing of a page that %s', async (_, tab) => {
    world.tabs.open = [{ id: 1, url: 'http://localhost/chat', ...tab }];
    world.tabs.answer = refuse;
    await listening.keepListening();
    expect(await unread()).toEqual([]);
  });
});
