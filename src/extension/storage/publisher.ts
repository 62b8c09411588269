/**
 * What is kept of the publisher whose rulesets count here. Each has its own, and gets it back when
 * an administrator goes away from it and returns: no change of service lowers a floor.
 */
import type { Item } from './item.ts';
import { serviceInForce } from './service.ts';
import * as settings from './settings.ts';

const NEW: settings.PublisherRecord = {
  versionFloor: 0,
  voidedFloor: 0,
  rootFloor: 0,
  revocation: undefined,
  updateCheck: { at: 0, failures: 0 },
};

export const versionFloor = ofPublisher('versionFloor', settings.versionFloor);
export const voidedFloor = ofPublisher('voidedFloor', settings.voidedFloor);
export const rootFloor = ofPublisher('rootFloor', settings.rootFloor);
export const revocation = ofPublisher('revocation', settings.revocation);
export const updateCheck = ofPublisher('updateCheck', settings.updateCheck);

/** `packaged` is that of the publisher of the package. */
function ofPublisher<K extends keyof settings.PublisherRecord>(
  name: K,
  packaged: Item<settings.PublisherRecord[K]>,
): Omit<Item<settings.PublisherRecord[K]>, 'key' | 'holding'> {
  type Value = settings.PublisherRecord[K];

  async function get(): Promise<Value> {
    const { publisher } = await serviceInForce();
    if (publisher === '') return packaged.get();
    return ((await settings.publishers.get())[publisher] ?? NEW)[name];
  }

  async function update(change: (value: Value) => Value): Promise<Value> {
    const { publisher } = await serviceInForce();
    if (publisher === '') return packaged.update(change);
    const all = await settings.publishers.update((before) => {
      const record = before[publisher] ?? NEW;
      return { ...before, [publisher]: { ...record, [name]: change(record[name]) } };
    });
    return (all[publisher] ?? NEW)[name];
  }

  async function set(value: Value): Promise<void> {
    await update(() => value);
  }

  return { get, set, update };
}
