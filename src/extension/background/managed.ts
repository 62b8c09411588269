/** Keeps in force what an administrator set, and tells pages of it. */
import browser, { type Storage } from 'webextension-polyfill';
import { type EffectiveValue, effectivePolicy, managedDigest } from '../../policy/index.ts';
import type { ManagedView } from '../messaging/protocol.ts';
import { managedNow, reconcileManaged } from '../storage/managed.ts';
import * as settings from '../storage/settings.ts';
import { scheduleManaged } from './alarms.ts';
import { broadcastChange, broadcastSites } from './broadcast.ts';
import { keepFleet } from './fleet/fleet.ts';
import { keepLanguage } from './language.ts';
import { refreshMenu } from './link-menu.ts';
import { updateRuleset } from './ruleset/updates.ts';
import { turnWhereAdministratorSays } from './turn-to-service.ts';
import { circumstances } from './verdict/circumstances.ts';

/** At every start of the worker, and when the browser says that something is otherwise. */
export async function keepManaged(isTakenBack = false): Promise<void> {
  const { isChanged, askAgainAt } = await reconcileManaged({ isTakenBack });
  if (askAgainAt !== undefined) await scheduleManaged(askAgainAt);
  if (!isChanged) return;
  await keepLanguage();
  await refreshMenu();
  const isOtherService = await turnWhereAdministratorSays();
  await broadcastChange();
  await broadcastSites();
  if (isOtherService) await updateRuleset();
  await keepFleet();
}

/** A browser that had something and says that it is gone means it. */
export function isTakenBack(changes: Record<string, Storage.StorageChange>): boolean {
  return Object.values(changes).some(
    ({ oldValue, newValue }) => oldValue !== undefined && newValue === undefined,
  );
}

export async function viewManaged(): Promise<ManagedView> {
  const now = await managedNow();
  return { ...now, digest: now.keys.length === 0 ? undefined : managedDigest(now.settings) };
}

/** Every value that holds, and whose it is. */
export async function viewEffective(): Promise<readonly EffectiveValue[]> {
  const [{ grades: _, exceptions: __, ...around }, hints, lookups, language] = await Promise.all([
    circumstances(),
    settings.hints.get(),
    settings.lookups.get(),
    settings.language.get(),
  ]);
  return effectivePolicy({ ...around, hints, lookups, language });
}

/** Must be called when the worker starts. */
export function whenManagedChanges(listener: (isTakenBack: boolean) => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed') listener(isTakenBack(changes));
  });
}
