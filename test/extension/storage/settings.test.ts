import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeFakeBrowser } from '../background/fake-browser.ts';

const fake = makeFakeBrowser();
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
const settings = await import('../../../src/extension/storage/settings.ts');

const EXCEPTION = {
  id: 'e1',
  scope: 'origin',
  value: 'https://example.com',
  madeAt: 1,
  expiresAt: null,
  madeIn: 'direct',
};

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('exceptions', () => {
  test('keeps the good ones when one is damaged', async () => {
    await fake.browser.storage.local.set({ exceptions: [EXCEPTION, { id: 'e2' }, null] });
    expect(await settings.exceptions.get()).toEqual([EXCEPTION]);
  });
});

describe('personal', () => {
  test.each([null, [], 'x', { contexts: { group: 'warn' } }, { contexts: 7 }])(
    'falls back to no choice for %j',
    async (kept) => {
      await fake.browser.storage.local.set({ personal: kept });
      expect((await settings.personal.get()).contexts).toEqual({});
    },
  );
});

test('personal: one choice that is not known does not cost the others', async () => {
  const personal = {
    contexts: { group: 'block', direct: 'later' },
    categories: { 'later-category': 'block', 'shopping/later': 'block', shopping: 'ask' },
    later: 1,
  };
  await fake.browser.storage.local.set({ personal });
  expect(await settings.personal.get()).toEqual({
    contexts: { group: 'block' },
    categories: { shopping: 'ask' },
    sites: {},
  });
});

describe('versionFloor', () => {
  test.each([-1, 1.5, '9', null])('does not take %j for a version', async (kept) => {
    await fake.browser.storage.local.set({ 'version-floor': kept });
    expect(await settings.versionFloor.get()).toBe(0);
  });
});
