/** As much of a database as the extension uses, in memory; it outlives a worker that is killed. */
type Key = string;

export interface FakeDisk {
  readonly stores: Map<string, Map<Key, unknown>>;
  isBroken: boolean;
  isFull: boolean;
  /** Names of the stores that a transaction wrote to, in order. */
  readonly written: string[];
}

const KEY_PATHS: Readonly<Record<string, string>> = { outbox: 'id', complaints: 'id' };

export function makeFakeDisk(): FakeDisk {
  return { stores: new Map(), isBroken: false, isFull: false, written: [] };
}

export function fakeIdb(disk: FakeDisk) {
  const storeOf = (name: string) => {
    const store = disk.stores.get(name) ?? new Map<Key, unknown>();
    disk.stores.set(name, store);
    return store;
  };
  const objectStore = (name: string) => {
    const keyOf = (value: unknown, key?: Key) =>
      key ?? String((value as Record<string, unknown>)[KEY_PATHS[name] ?? '']);
    const put = async (value: unknown, key?: Key) => {
      if (disk.isFull) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
      disk.written.push(name);
      storeOf(name).set(keyOf(value, key), structuredClone(value));
    };
    return {
      put,
      add: async (value: unknown, key?: Key) => {
        if (storeOf(name).has(keyOf(value, key))) throw new Error('constraint');
        await put(value, key);
      },
      delete: async (key: Key) => storeOf(name).delete(key),
      count: async () => storeOf(name).size,
    };
  };
  return {
    openDB: async () => {
      if (disk.isBroken) throw Object.assign(new Error('damaged'), { name: 'UnknownError' });
      return {
        get: async (name: string, key: Key) => structuredClone(storeOf(name).get(key)),
        getAll: async (name: string) =>
          [...storeOf(name).values()].map((one) => structuredClone(one)),
        transaction: (names: string | string[]) => ({
          store: objectStore([names].flat()[0] ?? ''),
          objectStore,
          done: Promise.resolve(),
        }),
      };
    },
  };
}
