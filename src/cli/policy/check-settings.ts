/** What is wrong with a file of settings, and what comes of the rest. */
import {
  type EffectiveValue,
  effectivePolicy,
  type Fault,
  MANAGED_FORMS,
  type ManagedSettings,
  NO_PERSONAL_SETTINGS,
  type Policy,
  readManaged,
} from '../../policy/index.ts';
import type { SettingsFile } from './read-settings.ts';

export interface SettingsCheck {
  readonly isComplete: boolean;
  readonly settings: ManagedSettings;
  readonly faults: readonly Fault[];
  /** Places whose values Chrome and Edge would drop before the extension sees them. */
  readonly droppedByBrowser: readonly string[];
}

export interface Moment {
  readonly policy: Policy;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly version: string;
}

export function checkSettings({ form, settings }: Omit<SettingsFile, 'file'>): SettingsCheck {
  const { faults, isComplete, settings: read } = readManaged(settings);
  const deep = Object.entries(settings).filter(
    ([key, value]) => MANAGED_FORMS[key]?.kind === 'documents' && typeof value !== 'string',
  );
  return {
    isComplete,
    settings: read,
    faults,
    droppedByBrowser: form === 'chromium' ? deep.map(([key]) => key) : [],
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
