/** As much of a database as the extension uses, in memory; it outlives a worker that is killed. */
type Key = string | number;

export interface FakeDisk {
  /** Of the database; 0 where there is none. */
  version: number;
  readonly stores: Map<string, Map<Key, unknown>>;
  isBroken: boolean;
  isFull: boolean;
  /** Names of the stores that a transaction wrote to, in order. */
  readonly written: string[];
  /** The databases of other publishers, by name. */
  readonly others: Map<string, FakeDisk>;
}

type Upgrade = (
  database: unknown,
  formerVersion: number,
  version: number,
  upgrading: unknown,
) => Promise<void>;

const KEY_PATHS: Readonly<Record<string, string>> = { outbox: 'id', complaints: 'id' };

export function makeFakeDisk(): FakeDisk {
  return {
    version: 0,
    stores: new Map(),
    isBroken: false,
    isFull: false,
    written: [],
    others: new Map(),
  };
}

export function fakeIdb(disk: FakeDisk) {
  return {
    wrap: (database: unknown) => database,
    openDB: (name: string, version: number, options: { upgrade: Upgrade }) => {
      const one = name === 'link-guard' ? disk : (disk.others.get(name) ?? makeFakeDisk());
      if (one !== disk) disk.others.set(name, one);
      return openOn(one, version, options);
    },
  };
}

async function openOn(disk: FakeDisk, version: number, { upgrade }: { upgrade: Upgrade }) {
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
      get: async (key: Key) => structuredClone(storeOf(name).get(key)),
      delete: async (key: Key) => storeOf(name).delete(key),
      clear: async () => storeOf(name).clear(),
      count: async () => storeOf(name).size,
    };
  };
  if (disk.isBroken) throw Object.assign(new Error('damaged'), { name: 'UnknownError' });
  const made = new Set(disk.version === 0 ? [] : disk.stores.keys());
  const database = {
    createObjectStore: (store: string) => {
      // As the real one does, so that an upgrade that makes one anew fails here too.
      if (made.has(store)) throw new Error(`${store} is there already`);
      made.add(store);
    },
  };
  if (disk.version < version) await upgrade(database, disk.version, version, { objectStore });
  disk.version = version;
  return {
    close: () => undefined,
    get: async (name: string, key: Key) => structuredClone(storeOf(name).get(key)),
    getAll: async (name: string) =>
      [...storeOf(name)]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, value]) => structuredClone(value)),
    transaction: (names: string | string[]) => ({
      store: objectStore([names].flat()[0] ?? ''),
      objectStore,
      done: Promise.resolve(),
    }),
  };
}
