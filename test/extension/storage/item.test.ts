import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeFakeBrowser } from '../background/fake-browser.ts';

const fake = makeFakeBrowser();
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
const { defineItem } = await import('../../../src/extension/storage/item.ts');
const { problemsNow } = await import('../../../src/extension/storage/problems.ts');

const { local, session } = fake.browser.storage;

const parseCount = (value: unknown) => (typeof value === 'number' ? value : undefined);

function makeItem() {
  return defineItem('count', { area: 'local', fallback: 0, parse: parseCount });
}

const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);

beforeEach(() => {
  for (const area of [local, session]) {
    area.values.clear();
    Object.assign(area.state, { isFull: false, isBroken: false });
  }
  warned.mockClear();
});

describe('defineItem', () => {
  test('gives the fallback for what was never set, without a word', async () => {
    expect(await makeItem().get()).toBe(0);
    expect(warned).not.toHaveBeenCalled();
  });

  test('gives back what was set', async () => {
    await makeItem().set(7);
    expect(await makeItem().get()).toBe(7);
  });

  test('gives the fallback for what does not parse, with one line that does not tell it', async () => {
    await local.set({ count: 'https://secret.example/' });
    expect(await makeItem().get()).toBe(0);
    expect(warned).toHaveBeenCalledOnce();
    expect(JSON.stringify(warned.mock.calls)).not.toContain('secret');
  });

  test('gives the fallback when the storage is damaged', async () => {
    local.state.isBroken = true;
    expect(await makeItem().get()).toBe(0);
  });

  test('makes a set that is refused a problem, until one is not', async () => {
    local.state.isFull = true;
    await expect(makeItem().set(1)).rejects.toMatchObject({ code: 'storage-full' });
    expect(await problemsNow()).toEqual(['storage-full']);
    local.state.isFull = false;
    await makeItem().set(1);
    expect(await problemsNow()).toEqual([]);
  });

  test('loses no change that is made at the same time as another', async () => {
    const item = makeItem();
    await Promise.all(Array.from({ length: 20 }, () => item.update((count) => count + 1)));
    expect(await item.get()).toBe(20);
  });

  test('changes on after a change that failed', async () => {
    const item = makeItem();
    local.state.isFull = true;
    await expect(item.update((count) => count + 1)).rejects.toMatchObject({ code: 'storage-full' });
    local.state.isFull = false;
    expect(await item.update((count) => count + 1)).toBe(1);
  });

  test('tells the person when what was kept does not count any more, until it is set again', async () => {
    await local.set({ count: 'seven' });
    await makeItem().get();
    expect(await problemsNow()).toEqual(['storage-broken']);
    await makeItem().set(7);
    expect(await problemsNow()).toEqual([]);
  });

  test('is read once, and again when it has changed, whoever changed it', async () => {
    const item = makeItem();
    const reads = vi.spyOn(local, 'get');
    expect([await item.get(), await item.get()]).toEqual([0, 0]);
    expect(reads).toHaveBeenCalledOnce();
    await makeItem().set(7);
    expect([await item.get(), await item.get()]).toEqual([7, 7]);
    await item.set(8);
    expect(await item.get()).toBe(8);
    reads.mockRestore();
  });

  test('is read again after it could not be read', async () => {
    const item = makeItem();
    await item.set(7);
    local.state.isBroken = true;
    expect(await item.get()).toBe(0);
    local.state.isBroken = false;
    expect(await item.get()).toBe(7);
  });

  test('gives nobody for long what it was before a change that is under way', async () => {
    const item = makeItem();
    const setting = item.set(7);
    const meanwhile = item.get();
    await Promise.all([setting, meanwhile]);
    expect(await item.get()).toBe(7);
  });

  test('writes nothing over what cannot be read just now', async () => {
    const item = makeItem();
    await item.set(7);
    local.state.isBroken = true;
    await expect(item.update((count) => count + 1)).rejects.toMatchObject({
      code: 'storage-broken',
    });
    local.state.isBroken = false;
    expect(await item.update((count) => count + 1)).toBe(8);
  });
});
