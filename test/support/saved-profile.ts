/// <reference lib="dom" />
/**
 * All that the extension keeps of a person, as JSON: taken from a browser by
 * `scripts/save-profile.ts`, put into one by the tests of what survives an update.
 */
import type { Page } from 'puppeteer-core';

export interface SavedProfile {
  /** The commit whose build wrote it. */
  readonly commit: string;
  /** The area `local`, by key. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly database: {
    readonly version: number;
    readonly stores: readonly SavedStore[];
  };
}

interface SavedStore {
  readonly name: string;
  /** Null where the key is not part of the value. */
  readonly keyPath: string | null;
  /** Bytes are `{ "$bytes": "<base64>" }`. */
  readonly entries: readonly (readonly [key: string | number, value: unknown])[];
}

declare const chrome: {
  readonly storage: {
    readonly local: {
      get(keys: null): Promise<Record<string, unknown>>;
      set(items: object): Promise<void>;
      remove(keys: string[]): Promise<void>;
    };
  };
};

/** From a page of the extension. */
export async function saveProfile(desk: Page, commit: string): Promise<SavedProfile> {
  const text = await desk.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const stores = [];
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).objectStore(storeName);
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      const entries = keys.map((key, index) => [key, values[index]]);
      stores.push({ name: storeName, keyPath: store.keyPath, entries });
    }
    const { version } = database;
    database.close();
    const settings = await chrome.storage.local.get(null);
    const withBytes = (_: string, value: unknown) =>
      value instanceof Uint8Array
        ? { $bytes: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) }
        : value;
    return JSON.stringify({ settings, database: { version, stores } }, withBytes);
  }, 'link-guard');
  return { commit, ...(JSON.parse(text) as Omit<SavedProfile, 'commit'>) };
}

/** In the place of all that is there; the worker sleeps meanwhile. */
export async function restoreProfile(desk: Page, profile: SavedProfile): Promise<void> {
  await desk.evaluate(
    async (name, text) => {
      const { settings, database: saved } = JSON.parse(text, (_, value) =>
        typeof value?.$bytes === 'string'
          ? Uint8Array.from(atob(value.$bytes), (c) => c.charCodeAt(0))
          : value,
      ) as SavedProfile;
      await new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = resolve;
        deleting.onerror = () => reject(deleting.error);
      });
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name, saved.version);
        opening.onupgradeneeded = () => {
          for (const { name: storeName, keyPath, entries } of saved.stores) {
            const store = opening.result.createObjectStore(storeName, { keyPath });
            for (const [key, value] of entries)
              store.put(value, keyPath === null ? key : undefined);
          }
        };
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      database.close();
      // Last: Firefox starts the event page for it.
      const before = Object.keys(await chrome.storage.local.get(null));
      await chrome.storage.local.remove(before.filter((key) => !(key in settings)));
      await chrome.storage.local.set(settings);
    },
    'link-guard',
    JSON.stringify(profile),
  );
}
