/**
 * What the first verdict of a worker waits for, asked of the browser in the first statement of its
 * script: it answers while the rest of the script is evaluated. Each answer is taken once, and no
 * more when what it tells has changed since. This knows nothing of what is kept, because whatever
 * it imported would be evaluated before it asks.
 */
import browser from 'webextension-polyfill';

type Area = 'local' | 'session';

const KEYS: Readonly<Record<Area, readonly string[]>> = {
  local: ['managed', 'personal', 'exceptions', 'share', 'lookups', 'version-floor', 'revocation'],
  session: ['session-exceptions'],
};
const DATABASE = 'link-guard';

const values = new Map<string, Promise<Readonly<Record<string, unknown>>>>();
let database: Promise<IDBDatabase | undefined> | undefined;

export function askAhead(): void {
  for (const area of ['local', 'session'] as const) {
    const asked = browser.storage[area].get([...KEYS[area]]);
    // Said by who asks for the value alone.
    asked.catch(() => undefined);
    for (const key of KEYS[area]) values.set(`${area} ${key}`, asked);
  }
  database = openAhead();
}

/** Undefined where it was not asked for ahead, cannot be read, was taken or has changed. */
export async function valueAhead(
  area: Area,
  key: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const asked = values.get(`${area} ${key}`);
  values.delete(`${area} ${key}`);
  // One damaged key fails a read of several.
  return asked?.catch(() => undefined);
}

export function forgetAhead(area: Area, key: string): void {
  values.delete(`${area} ${key}`);
}

/** Undefined where there is none of this name and version, or it was taken. Never rejects. */
export async function databaseAhead(
  name: string,
  version: number,
): Promise<IDBDatabase | undefined> {
  const opening = database;
  database = undefined;
  const opened = await opening;
  if (opened === undefined || (name === DATABASE && opened.version === version)) return opened;
  opened.close();
  return undefined;
}

function openAhead(): Promise<IDBDatabase | undefined> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(DATABASE);
    // There is none yet, and who makes it knows its stores.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onsuccess = () => resolve(opening.result);
    // Said by who opens it after this.
    opening.onerror = () => resolve(undefined);
  });
}
