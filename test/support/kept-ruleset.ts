/// <reference lib="dom" />
/**
 * What the extension has on its disk of rulesets, read from a page of its own without starting the
 * worker: what the pointer names, what is whole by its own manifest, and the two floors.
 */
import type { Page } from 'puppeteer-core';

export interface KeptRuleset {
  /** Version beside the pointer; 0 where there is none. */
  readonly pointed: number;
  /** Version in the slot that the pointer names; 0 where there is none. */
  readonly version: number;
  /** Version in the other slot; 0 where there is none. */
  readonly other: number;
  /** Whether each part of the slot that is pointed at has the hash that its manifest names. */
  readonly isWhole: boolean;
  /** The same of the other one; of one that is empty too. */
  readonly isOtherWhole: boolean;
  /** In the settings; 0 where it is not kept. */
  readonly floor: number;
}

declare const chrome: {
  readonly storage: {
    readonly local: { get(key: string): Promise<Record<string, unknown>> };
  };
};

/** Stands alone: it runs in the page. */
export function readKept(desk: Page): Promise<KeptRuleset> {
  return desk.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('link-guard');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const reading = database.transaction(['slots', 'hosts', 'pointer']);
    const get = (store: string, key: string) =>
      new Promise<Record<string, Uint8Array<ArrayBuffer>> | undefined>((resolve, reject) => {
        const asking = reading.objectStore(store).get(key);
        asking.onsuccess = () => resolve(asking.result);
        asking.onerror = () => reject(asking.error);
      });
    const [pointer, ...kept] = await Promise.all([
      get('pointer', 'active') as Promise<unknown> as Promise<
        { slot: string | null; version: number } | undefined
      >,
      get('slots', 'A'),
      get('slots', 'B'),
      get('hosts', 'A'),
      get('hosts', 'B'),
    ]);
    database.close();

    const hexOf = async (bytes: Uint8Array<ArrayBuffer> | undefined) =>
      [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes ?? new Uint8Array()))]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
    const look = async (parts: Record<string, Uint8Array<ArrayBuffer>> | undefined) => {
      if (parts?.manifest === undefined) return { version: 0, isWhole: true };
      const { payload } = JSON.parse(new TextDecoder().decode(parts.manifest));
      const manifest = JSON.parse(
        new TextDecoder().decode(Uint8Array.from(atob(payload), (c) => c.charCodeAt(0))),
      ) as { version: number; parts: Record<string, { sha256: string }> };
      const names = ['rules', 'policy', 'grades', 'hosts', 'freshHosts'];
      const same = await Promise.all(
        names.map(async (name) => manifest.parts[name]?.sha256 === (await hexOf(parts[name]))),
      );
      return { version: manifest.version, isWhole: same.every(Boolean) };
    };
    const [slotA, slotB, hostsA, hostsB] = kept;
    const a = await look(slotA && { ...slotA, ...hostsA });
    const b = await look(slotB && { ...slotB, ...hostsB });
    const [named, other] = pointer?.slot === 'B' ? [b, a] : [a, b];
    const floor = (await chrome.storage.local.get('version-floor'))['version-floor'];
    return {
      pointed: pointer?.version ?? 0,
      version: named.version,
      other: other.version,
      isWhole: named.isWhole,
      isOtherWhole: other.isWhole,
      floor: typeof floor === 'number' ? floor : 0,
    };
  });
}
