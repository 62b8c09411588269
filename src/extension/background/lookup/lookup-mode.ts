/** How much the service may be asked about links: as an administrator or the person has it. */
import { effectivePreference, type LookupMode } from '../../../policy/index.ts';
import { managedNow } from '../../storage/managed.ts';
import { lookups } from '../../storage/settings.ts';

export interface LookupModeNow {
  readonly mode: LookupMode;
  /** An administrator set it: the person's choice does not count. */
  readonly isLocked: boolean;
}

/** Never rejects. */
export async function lookupModeNow(): Promise<LookupModeNow> {
  const [{ settings: managed }, own] = await Promise.all([managedNow(), lookups.get()]);
  const { value, source } = effectivePreference('lookups', { managed, own });
  return { mode: value, isLocked: source === 'managed' };
}
