/** What is wrong with a file of settings, and what comes of the rest. */
import {
  type EffectiveValue,
  effectivePolicy,
  type Fault,
  type ManagedSettings,
  NO_PERSONAL_SETTINGS,
  type Policy,
  readManaged,
} from '../../policy/index.ts';
import { faultsOfSites } from './check-sites.ts';
import { droppedByBrowser } from './dropped.ts';
import type { SettingsFile } from './read-settings.ts';

export interface SettingsCheck {
  readonly isComplete: boolean;
  readonly settings: ManagedSettings;
  readonly faults: readonly Fault[];
  /** What Chrome and Edge would drop, with the whole key, before the extension sees it. */
  readonly droppedByBrowser: readonly Fault[];
}

export interface Moment {
  readonly policy: Policy;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly version: string;
}

export function checkSettings({ form, settings }: Omit<SettingsFile, 'file'>): SettingsCheck {
  const { faults, isComplete, settings: read } = readManaged(settings);
  return {
    isComplete,
    settings: read,
    faults: [...faults, ...faultsOfSites(read)],
    droppedByBrowser: form === 'chromium' ? droppedByBrowser(settings) : [],
  };
}

/** For somebody who chose nothing. */
export function effectiveOf(
  managed: ManagedSettings,
  { policy, now, version }: Moment,
): readonly EffectiveValue[] {
  return effectivePolicy({
    ...{ managed, policy, now, version },
    personal: NO_PERSONAL_SETTINGS,
    // Of the users of a share, the first.
    share: 0,
    hints: null,
    lookups: null,
    language: null,
  });
}
