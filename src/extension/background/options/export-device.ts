/** What is kept of the person on this device, as one document to read and to keep. */
import { lookUpLog, sentByDay } from '../../storage/asking.ts';
import * as settings from '../../storage/settings.ts';
import { exportComplaints } from '../complaints/complaint-case.ts';
import { exportSettings } from './settings-file.ts';

/** Its `settings` can be imported again. Throws 'storage-broken'. */
export async function exportDevice(): Promise<unknown> {
  return {
    settings: await exportSettings(),
    untilTheBrowserCloses: await settings.sessionExceptions.get(),
    complaints: await exportComplaints(),
    tellsOfRulings: await settings.notifyRulings.get(),
    gateCounts: await settings.gateCounts.get(),
    sentByDay: await sentByDay.get(),
    lookUps: await lookUpLog.get(),
  };
}
