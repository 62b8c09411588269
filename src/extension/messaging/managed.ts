/** What the options say of an administrator’s settings. */
import type { Fault, ManagedKey, ManagedSettings } from '../../policy/index.ts';

/** What an administrator set; no keys where nothing is. */
export interface ManagedView {
  readonly settings: ManagedSettings;
  readonly keys: readonly ManagedKey[];
  /** What was left out because it cannot be read. */
  readonly faults: readonly Fault[];
  /** False where the key is missing that says that all of it has arrived. */
  readonly isComplete: boolean;
  /** False where it is known from before, and the browser has not told it yet. */
  readonly isConfirmed: boolean;
  /** Of all that is set, as `policy check` tells it; undefined where nothing is. */
  readonly digest: string | undefined;
}
