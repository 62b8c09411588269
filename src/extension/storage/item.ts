/**
 * One stored value: declared once with its key, area, fallback and parser. What is missing or does
 * not parse is the fallback. What was read stays in memory until it changes: links are asked about
 * one by one, and each reading is a message to another process. Changes of one item are made one
 * after the other, so that two handlers never overwrite each other's change.
 */
import browser from 'webextension-polyfill';
import { CodedError, codeOf } from '../../policy/index.ts';
import { log, logError } from '../log.ts';
import { forgetAhead, valueAhead } from './ahead.ts';
import { clearProblem, reportProblem } from './problems.ts';

export interface Item<T> {
  readonly key: string;
  /** For `writeTogether`. */
  holding(value: T): Write;
  /** Never rejects. */
  get(): Promise<T>;
  /** Throws 'storage-full' when the browser refuses to keep it. */
  set(value: T): Promise<void>;
  /** Gives what is kept then; throws as `set` does, and 'storage-broken' where it cannot be read. */
  update(change: (value: T) => T): Promise<T>;
}

/** A value for an item, to be kept together with those of others. */
export interface Write {
  readonly area: ItemOptions<unknown>['area'];
  readonly key: string;
  readonly value: unknown;
  /** What is in memory of it does not hold any more. */
  readonly forget: () => void;
}

export interface ItemOptions<T> {
  /** `session` is in memory only, and gone when the browser closes. */
  readonly area: 'local' | 'session';
  readonly fallback: T;
  /** Undefined where the value is not of this item. */
  readonly parse: (value: unknown) => T | undefined;
}

/** What to forget when the browser says that a value is another now, by area and key. */
const memories = new Map<string, Set<() => void>>();

browser.storage.onChanged.addListener((changes, area) => {
  for (const key of Object.keys(changes)) {
    for (const forget of memories.get(`${area} ${key}`) ?? []) forget();
  }
});

function whenChanged(place: string, forget: () => void): void {
  const before = memories.get(place) ?? new Set();
  memories.set(place, before.add(forget));
}

/** All of them, or none: of one area, in one step. Throws 'storage-full'. */
export async function writeTogether(
  area: ItemOptions<unknown>['area'],
  writes: readonly Write[],
): Promise<void> {
  const wrong = writes.find((write) => write.area !== area);
  if (wrong !== undefined) throw new TypeError(`writeTogether: ${wrong.key} is kept elsewhere`);
  const values = Object.fromEntries(writes.map(({ key, value }) => [key, value]));
  try {
    await browser.storage[area].set(values);
  } catch (error) {
    await reportProblem('storage-full', 'settings');
    const keys = Object.keys(values).join(', ');
    throw new CodedError('storage-full', `storage: ${keys} cannot be kept`, { cause: error });
  } finally {
    for (const { forget } of writes) forget();
  }
  // The session has room of its own, and says nothing of the disk.
  if (area !== 'local') return;
  await clearProblem('storage-full', 'settings');
  await clearProblem('storage-broken', 'settings');
}

/** Every value of this area but these, whatever it is of. Throws 'storage-broken'. */
export async function removeAllBut(
  area: ItemOptions<unknown>['area'],
  kept: readonly string[],
): Promise<void> {
  try {
    const keys = Object.keys(await browser.storage[area].get(null));
    await browser.storage[area].remove(keys.filter((key) => !kept.includes(key)));
  } catch (cause) {
    throw new CodedError('storage-broken', `storage: ${area} cannot be emptied`, { cause });
  } finally {
    for (const [place, forgets] of memories) {
      if (place.startsWith(`${area} `)) for (const forget of forgets) forget();
    }
  }
}

export function defineItem<T>(key: string, { area, fallback, parse }: ItemOptions<T>): Item<T> {
  let memory: Promise<T> | undefined;
  const forget = () => {
    memory = undefined;
    forgetAhead(area, key);
  };
  whenChanged(`${area} ${key}`, forget);

  async function load(): Promise<T> {
    // One key at a time: one damaged key fails a read of several.
    const ahead = await valueAhead(area, key);
    const value = (ahead ?? (await browser.storage[area].get(key)))[key];
    if (value === undefined) return fallback;
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    log('storage: does not parse, fell back', { key });
    forget();
    await tellDamage();
    return fallback;
  }

  /** What was kept does not count any more, and the person should know. */
  async function tellDamage(): Promise<void> {
    if (area === 'local') await reportProblem('storage-broken', 'settings');
  }

  async function get(): Promise<T> {
    memory ??= load();
    const reading = memory;
    try {
      return await reading;
    } catch (error) {
      if (memory === reading) forget();
      logError(`storage: ${key} cannot be read, fell back`, error);
      await tellDamage();
      return fallback;
    }
  }

  const holding = (value: T): Write => ({ area, key, value, forget });
  const set = (value: T): Promise<void> => writeTogether(area, [holding(value)]);

  let last: Promise<unknown> = Promise.resolve();

  function update(change: (value: T) => T): Promise<T> {
    const next = last.then(async () => {
      // What cannot be read may be there again the next time: it is not written over.
      const before = await load().catch(async (cause: unknown) => {
        await tellDamage();
        throw new CodedError('storage-broken', `storage: ${key} cannot be read`, { cause });
      });
      const value = change(before);
      await set(value);
      return value;
    });
    last = next.catch((error: unknown) => codeOf(error));
    return next;
  }

  return { key, holding, get, set, update };
}
