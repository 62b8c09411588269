/** The dial: how much may be asked of the service, and what was. */
import { CodedError, type LookupMode } from '../../../policy/index.ts';
import type { PrivacyView } from '../../messaging/options.ts';
import { lookUpLog, lookupBackOff } from '../../storage/asking.ts';
import { managedNow } from '../../storage/managed.ts';
import { serviceInForce } from '../../storage/service.ts';
import * as settings from '../../storage/settings.ts';
import { broadcastChange } from '../broadcast.ts';
import { viewFleet } from '../fleet/fleet.ts';
import { lookupModeNow } from '../lookup/lookup-mode.ts';
import { viewSent } from '../service/sent-log.ts';
import { refreshToolbar } from '../toolbar.ts';

export async function viewPrivacy(): Promise<PrivacyView> {
  const { address = '' } = await serviceInForce();
  const [dial, isLogged, log, sent, fleet, { settings: managed }] = await Promise.all([
    lookupModeNow(),
    settings.logsLookUps.get(),
    lookUpLog.get(),
    viewSent(Date.now(), address),
    viewFleet(),
    managedNow(),
  ]);
  const organisation = managed.organisation?.name;
  return { ...dial, organisation, service: address, sent, isLogged, log, fleet };
}

/** Throws 'locked'. */
export async function setLookups({ mode }: { mode: LookupMode }): Promise<void> {
  if ((await lookupModeNow()).isLocked) {
    throw new CodedError('locked', 'look-ups: an administrator set how much is asked');
  }
  await settings.lookups.set(mode);
  // Whether it answers is no trouble any more of who does not ask it.
  if (mode === 'local-only') {
    await lookupBackOff.set({ failures: 0, notBefore: 0, succeededAt: 0 });
  }
  await refreshToolbar();
  void broadcastChange();
}
