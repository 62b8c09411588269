/// <reference lib="dom" />
/** Damage to what the extension has stored, done from a page of its own while the worker sleeps. */
import type { Page } from 'puppeteer-core';

const DATABASE = 'link-guard';

/** Changes the last byte of the rules in a slot; 'active' is the one that the pointer names. */
export function damageSlots(desk: Page, which: 'active' | 'both'): Promise<void> {
  return desk.evaluate(
    async (name, only) => {
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
      const writing = database.transaction(['slots', 'pointer'], 'readwrite');
      const pointer = await done(writing.objectStore('pointer').get('active'));
      const slots = writing.objectStore('slots');
      for (const slot of only === 'active' ? [pointer.slot] : ['A', 'B']) {
        const kept = await done(slots.get(slot));
        if (kept === undefined) continue;
        const rules = new Uint8Array(kept.rules);
        rules[rules.length - 1] = (rules[rules.length - 1] ?? 0) ^ 1;
        await done(slots.put({ ...kept, rules }, slot));
      }
      database.close();
    },
    DATABASE,
    which,
  );
}

/** Lets the pointer name a slot that there is none of. */
export function turnPointerNowhere(desk: Page): Promise<void> {
  return desk.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    await new Promise((resolve, reject) => {
      const writing = database.transaction('pointer', 'readwrite');
      writing.objectStore('pointer').put({ slot: 'C', version: 1 }, 'active');
      writing.oncomplete = resolve;
      writing.onabort = reject;
    });
    database.close();
  }, DATABASE);
}

export function deleteDatabase(desk: Page): Promise<void> {
  return desk.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
    DATABASE,
  );
}

/** Puts a database of the former version in the place of the one that is there. */
export function makeFormerDatabase(
  desk: Page,
  complaint: Readonly<Record<string, unknown>>,
): Promise<void> {
  return desk.evaluate(
    async (name, waiting) => {
      await new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = resolve;
        deleting.onerror = () => reject(deleting.error);
      });
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name, 1);
        opening.onupgradeneeded = () => {
          const made = opening.result;
          made.createObjectStore('slots').put({ manifest: new Uint8Array(9) }, 'A');
          made.createObjectStore('pointer').put({ slot: 'A', version: 1 }, 'active');
          made.createObjectStore('outbox', { keyPath: 'id' }).put(waiting);
          made.createObjectStore('complaints', { keyPath: 'id' });
        };
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      database.close();
    },
    DATABASE,
    complaint,
  );
}

/** Fills the outbox to its limit with complaints that wait, or empties it again. */
export function setOutbox(desk: Page, count: number, address: string): Promise<void> {
  return desk.evaluate(
    async (name, number, about) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      await new Promise((resolve, reject) => {
        const writing = database.transaction('outbox', 'readwrite');
        const outbox = writing.objectStore('outbox');
        outbox.clear();
        for (let index = 0; index < number; index += 1) {
          const complaint = {
            ...{ address: about, kind: 'fraud', context: 'direct', comment: '' },
            rulesetVersion: 1,
          };
          outbox.put({ id: `${index}`.padStart(43, '0'), complaint, filedAt: index + 1 });
        }
        writing.oncomplete = resolve;
        writing.onabort = reject;
      });
      database.close();
    },
    DATABASE,
    count,
    address,
  );
}

/** How many complaints wait. */
export function countOutbox(desk: Page): Promise<number> {
  return desk.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const count = await new Promise<number>((resolve, reject) => {
      const counting = database.transaction('outbox').objectStore('outbox').count();
      counting.onsuccess = () => resolve(counting.result);
      counting.onerror = () => reject(counting.error);
    });
    database.close();
    return count;
  }, DATABASE);
}

/** Changes the last byte of the hosts in plain of the slot that the pointer names. */
export function damageHosts(desk: Page): Promise<void> {
  return desk.evaluate(async (name) => {
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
    const writing = database.transaction(['hosts', 'pointer'], 'readwrite');
    const { slot } = await done(writing.objectStore('pointer').get('active'));
    const store = writing.objectStore('hosts');
    const kept = await done(store.get(slot));
    const hosts = new Uint8Array(kept.hosts);
    hosts[hosts.length - 1] = (hosts[hosts.length - 1] ?? 0) ^ 1;
    await done(store.put({ ...kept, hosts }, slot));
    database.close();
  }, DATABASE);
}

/** SHA-256, in hex, of the hosts in plain in the slot that the pointer names. */
export function keptHosts(desk: Page): Promise<{ hosts: string; freshHosts: string }> {
  return desk.evaluate(async (name) => {
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
    const reading = database.transaction(['hosts', 'pointer']);
    const { slot } = await done(reading.objectStore('pointer').get('active'));
    const kept = await done(reading.objectStore('hosts').get(slot));
    database.close();
    const hashOf = async (bytes: ArrayBuffer) =>
      [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
    return { hosts: await hashOf(kept.hosts), freshHosts: await hashOf(kept.freshHosts) };
  }, DATABASE);
}
