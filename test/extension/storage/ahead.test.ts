import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeFakeBrowser } from '../background/fake-browser.ts';

const fake = makeFakeBrowser();
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
const { askAhead, databaseAhead, forgetAhead, valueAhead } = await import(
  '../../../src/extension/storage/ahead.ts'
);
const { defineItem } = await import('../../../src/extension/storage/item.ts');

const { local } = fake.browser.storage;

/** What `indexedDB.open` gives; the test says what becomes of it. */
interface Opening {
  result?: { readonly version: number; close(): void };
  readonly transaction: { abort(): void };
  onupgradeneeded?: () => void;
  onsuccess?: () => void;
  onerror?: () => void;
}

let opening: Opening;
let closed: number;

function opens(version: number): void {
  opening.result = { version, close: () => (closed += 1) };
  opening.onsuccess?.();
}

beforeEach(() => {
  closed = 0;
  local.values.clear();
  local.state.isBroken = false;
  opening = { transaction: { abort: () => opening.onerror?.() } };
  vi.stubGlobal('indexedDB', { open: () => opening });
});

describe('valueAhead', () => {
  const share = () =>
    defineItem('share', {
      ...{ area: 'local', fallback: -1 },
      parse: (value) => (typeof value === 'number' ? value : undefined),
    });

  test('is what was there when the script began, once', async () => {
    await local.set({ share: 0.5 });
    askAhead();
    expect(await valueAhead('local', 'share')).toMatchObject({ share: 0.5 });
    expect(await valueAhead('local', 'share')).toBeUndefined();
  });

  test('is of no item that has changed since', async () => {
    await local.set({ share: 0.5 });
    askAhead();
    const item = share();
    await local.set({ share: 0.25 });
    expect(await item.get()).toBe(0.25);
    askAhead();
    await item.set(0.75);
    expect(await item.get()).toBe(0.75);
    askAhead();
    forgetAhead('local', 'share');
    expect(await valueAhead('local', 'share')).toBeUndefined();
  });

  test('leaves an item to itself where something cannot be read', async () => {
    await local.set({ share: 0.5 });
    local.state.isBroken = true;
    askAhead();
    local.state.isBroken = false;
    expect(await share().get()).toBe(0.5);
  });
});

describe('databaseAhead', () => {
  test('is the one that is there, once', async () => {
    askAhead();
    opens(4);
    expect(await databaseAhead('link-guard', 4)).toMatchObject({ version: 4 });
    expect(await databaseAhead('link-guard', 4)).toBeUndefined();
    expect(closed).toBe(0);
  });

  test.each([
    ['of another publisher', 'link-guard-0123456789abcdef', 4],
    ['of another version', 'link-guard', 3],
  ])('closes it where the one that is wanted is %s', async (_, name, version) => {
    askAhead();
    opens(version);
    expect(await databaseAhead(name, 4)).toBeUndefined();
    expect(closed).toBe(1);
  });

  test('makes none where there is none', async () => {
    askAhead();
    opening.onupgradeneeded?.();
    expect(await databaseAhead('link-guard', 4)).toBeUndefined();
  });
});
