/** Whether somebody may file a complaint from where they ask. */
import type { Asker } from '../../messaging/handle.ts';
import type { Complaining } from '../../messaging/protocol.ts';
import { managedNow } from '../../storage/managed.ts';
import { isInPrivateWindow } from '../private-window.ts';

export async function complainingFor(
  asker: Pick<Asker, 'isPrivate' | 'tabId'>,
): Promise<Complaining> {
  if ((await managedNow()).settings.complaints === false) return 'off';
  return (await isInPrivateWindow(asker)) ? 'private-window' : 'possible';
}
