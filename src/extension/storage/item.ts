/**
 * One stored value: declared once with its key, area, fallback and parser. What is missing or does
 * not parse is the fallback. Changes of one item are made one after the other, so that two
 * handlers never overwrite each other's change.
 */
import browser from 'webextension-polyfill';
import { CodedError, codeOf } from '../../policy/index.ts';
import { log, logError } from '../log.ts';
import { clearProblem, reportProblem } from './problems.ts';

export interface Item<T> {
  readonly key: string;
  /** Never rejects. */
  get(): Promise<T>;
  /** Throws 'storage-full' when the browser refuses to keep it. */
  set(value: T): Promise<void>;
  /** Gives what is kept then; throws as `set` does. */
  update(change: (value: T) => T): Promise<T>;
  watch(listener: (value: T) => void, signal: AbortSignal): void;
}

export interface ItemOptions<T> {
  /** `session` is in memory only, and gone when the browser closes. */
  readonly area: 'local' | 'session';
  readonly fallback: T;
  /** Undefined where the value is not of this item. */
  readonly parse: (value: unknown) => T | undefined;
}

export function defineItem<T>(key: string, { area, fallback, parse }: ItemOptions<T>): Item<T> {
  const read = (value: unknown): T => {
    if (value === undefined) return fallback;
    const parsed = parse(value);
    if (parsed === undefined) log('storage: does not parse, fell back', { key });
    return parsed ?? fallback;
  };

  async function get(): Promise<T> {
    try {
      // One key at a time: one damaged key fails a read of several.
      return read((await browser.storage[area].get(key))[key]);
    } catch (error) {
      logError(`storage: ${key} cannot be read, fell back`, error);
      return fallback;
    }
  }

  async function set(value: T): Promise<void> {
    try {
      await browser.storage[area].set({ [key]: value });
    } catch (error) {
      await reportProblem('storage-full', 'settings');
      throw new CodedError('storage-full', `storage: ${key} cannot be kept`, { cause: error });
    }
    // The session has room of its own, and says nothing of the disk.
    if (area === 'local') await clearProblem('storage-full', 'settings');
  }

  let last: Promise<unknown> = Promise.resolve();

  function update(change: (value: T) => T): Promise<T> {
    const next = last.then(async () => {
      const value = change(await get());
      await set(value);
      return value;
    });
    last = next.catch((error: unknown) => codeOf(error));
    return next;
  }

  function watch(listener: (value: T) => void, signal: AbortSignal): void {
    const heard = (changes: Record<string, { newValue?: unknown }>, where: string) => {
      if (where === area && key in changes) listener(read(changes[key]?.newValue));
    };
    browser.storage.onChanged.addListener(heard);
    signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(heard));
  }

  return { key, get, set, update, watch };
}
