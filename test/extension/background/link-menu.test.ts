import { beforeEach, describe, expect, test } from 'vitest';
import { makeWorld, rulesetOf, SEED_VERSION, type World } from './world.ts';

interface Entry {
  readonly id: string;
  readonly documentUrlPatterns?: readonly string[];
}

let world: World;
let menu: typeof import('../../../src/extension/background/link-menu.ts');
let trying: typeof import('../../../src/extension/background/options/try-link.ts');
let complaining: typeof import('../../../src/extension/background/complaints/complaint-page.ts');
let entries: Entry[];

const ASKER = { isPrivate: false, tabId: 9 };
const ELSEWHERE = { linkUrl: 'https://www.google.com/url?q=https%3A%2F%2Fend.example%2F' };

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
  entries = [];
  Object.assign(world.browser, {
    contextMenus: {
      removeAll: async () => void entries.splice(0),
      create: (entry: Entry) => entries.push(entry),
    },
  });
  await world.startWorker();
  menu = await import('../../../src/extension/background/link-menu.ts');
  trying = await import('../../../src/extension/background/options/try-link.ts');
  complaining = await import('../../../src/extension/background/complaints/complaint-page.ts');
});

const placesOf = (id: string) => entries.find((one) => one.id === id)?.documentUrlPatterns;

describe('refreshMenu', () => {
  test('offers to check and to complain on every page, and to copy on guarded ones', async () => {
    await menu.refreshMenu();
    expect(entries.map(({ id }) => id)).toEqual(['check', 'original', 'cleaned', 'complain']);
    expect([placesOf('check'), placesOf('complain')]).toEqual([undefined, undefined]);
    expect(placesOf('original')).toEqual(['http://localhost/*']);
    expect(placesOf('cleaned')).toEqual(['http://localhost/*']);
  });

  test('offers no complaint where the administrator takes none', async () => {
    await world.browser.storage.local.set({ managed: { format: 1, complaints: false } });
    await menu.refreshMenu();
    expect(entries.map(({ id }) => id)).not.toContain('complain');
  });
});

describe('pickFromMenu', () => {
  test('tries the link that the browser names, on a page that is not guarded', async () => {
    await menu.pickFromMenu({ menuItemId: 'check', ...ELSEWHERE, linkText: 'look' }, 1);
    expect(await trying.takeHanded()).toEqual({ href: ELSEWHERE.linkUrl, text: 'look', site: '' });
  });

  test('complains there of where it leads, in no known conversation', async () => {
    await menu.pickFromMenu({ menuItemId: 'complain', ...ELSEWHERE }, 1);
    expect(await complaining.takeComplaintSubject(ASKER)).toMatchObject({
      address: 'https://end.example/',
      context: 'unknown',
    });
  });

  test('takes what a guarded page says of its link before what stands in it', async () => {
    const link = { site: 'demo', href: 'https://seen.example/', text: 'a', context: 'group' };
    world.tabs.answer = () => ({ ok: true, value: link });
    await menu.pickFromMenu({ menuItemId: 'check', ...ELSEWHERE }, 1);
    expect(await trying.takeHanded()).toEqual({ href: link.href, text: 'a', site: 'demo' });
  });

  test('finds the link behind a sentinel that stands elsewhere', async () => {
    const kept = await import('../../../src/extension/background/gate/stopped-links.ts');
    const link = {
      site: 'demo',
      href: 'https://kept.example/',
      text: '',
      context: 'group',
    } as const;
    const [linkUrl] = kept.keepStopped([link]);
    await menu.pickFromMenu({ menuItemId: 'check', ...(linkUrl && { linkUrl }) }, 1);
    expect((await trying.takeHanded())?.href).toBe(link.href);
  });

  test('does nothing without a link, nor for an entry that is not ours', async () => {
    await menu.pickFromMenu({ menuItemId: 'check' }, 1);
    await menu.pickFromMenu({ menuItemId: 'other', ...ELSEWHERE }, 1);
    expect(world.tabs.created).toEqual([]);
  });
});
