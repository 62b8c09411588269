/**
 * What an administrator decided, read from what the browser delivered: value by value, so that one
 * that is wrong costs nobody the others, and is told.
 */

import { CodedError } from '../coded-error.ts';
import { type Fault, faultText } from '../fault.ts';
import { MANAGED_KEYS, type ManagedKey } from './keys.ts';
import { fields, type Read } from './shape.ts';

const SHAPE = fields(MANAGED_KEYS);

type Given = NonNullable<Read<typeof SHAPE>>;

/** Lists and choices that nobody set are empty; anything else that nobody set is missing. */
export type ManagedSettings = Given & Required<Pick<Given, 'block' | 'allow' | 'contexts'>>;

export const NO_MANAGED_SETTINGS: ManagedSettings = { block: [], allow: [], contexts: {} };

export interface ManagedReading {
  readonly settings: ManagedSettings;
  /** The keys that something was set for, in the order of `MANAGED_KEYS`. */
  readonly keys: readonly ManagedKey[];
  /** What was left out, and why. */
  readonly faults: readonly Fault[];
  /** False where the key is missing that says that all of it has arrived. */
  readonly isComplete: boolean;
}

export const NOTHING_MANAGED: ManagedReading = {
  settings: NO_MANAGED_SETTINGS,
  keys: [],
  faults: [],
  isComplete: false,
};

/** Never throws. */
export function readManaged(raw: unknown): ManagedReading {
  const faults: Fault[] = [];
  const given = SHAPE.read(raw, '', faults) ?? {};
  const keys = (Object.keys(MANAGED_KEYS) as ManagedKey[]).filter((key) => key in given);
  return {
    settings: { ...NO_MANAGED_SETTINGS, ...given },
    keys,
    faults,
    isComplete: given.format !== undefined,
  };
}

/** For a file that somebody wrote: throws `bad-managed` naming the first place and its rule. */
export function parseManaged(raw: unknown): ManagedSettings {
  const { settings, faults } = readManaged(raw);
  const [fault] = faults;
  if (fault !== undefined) throw new CodedError('bad-managed', faultText(fault));
  return settings;
}
