/** Takes off this device what is the person's: piece by piece, or all of it. */
import { lookUpLog, outboxBackOff } from '../storage/asking.ts';
import { committed, writeDatabase } from '../storage/database.ts';
import { removeAllBut } from '../storage/item.ts';
import { complaintSubject, handedLink } from '../storage/links.ts';
import * as settings from '../storage/settings.ts';
import { cancelOutbox } from './alarms.ts';
import { broadcastChange, broadcastSites } from './broadcast.ts';
import { keepLanguage } from './language.ts';
import { turnOff } from './sites/site-access.ts';
import { refreshToolbar } from './toolbar.ts';

/**
 * What is nobody's choice: the administrator's settings, and what keeps old or withdrawn rules from
 * coming back. Everything else that is kept goes, also what a later version keeps.
 */
export const LASTING = [
  'managed',
  'version-floor',
  'voided-floor',
  'root-floor',
  'revocation',
  'net-listed',
  'publishers',
  'update-check',
  'fleet-counts',
  'fleet-due',
] as const;

/** Those that wait are never sent then; nobody can ask for the others any more. */
export async function forgetComplaints(): Promise<void> {
  await writeDatabase(async (database) => {
    const removing = database.transaction(['outbox', 'complaints'], 'readwrite');
    await committed(
      removing,
      removing.objectStore('outbox').clear(),
      removing.objectStore('complaints').clear(),
    );
  });
  await cancelOutbox();
  await outboxBackOff.set({ failures: 0, notBefore: 0, succeededAt: 0 });
}

export async function forgetGateCounts(): Promise<void> {
  await settings.gateCounts.set({ since: 0, asked: 0, answered: 0, warned: 0, wentOn: 0 });
}

export async function forgetLookUps(): Promise<void> {
  await lookUpLog.set([]);
}

/**
 * As after the installation, but for what is lasting. Sites that were turned on are given back to
 * the browser; links in open chats are judged anew. Throws where something of it is still there.
 */
export async function forgetEverything(): Promise<void> {
  try {
    for (const pattern of await settings.turnedOn.get()) await turnOff(pattern);
    await forgetComplaints();
    await settings.sessionExceptions.set([]);
    await settings.notifyWished.set(0);
    await handedLink.set(null);
    await complaintSubject.set(null);
    await forgetLookUps();
    await removeAllBut('local', LASTING);
  } finally {
    await keepLanguage();
    await refreshToolbar();
    void broadcastChange();
    void broadcastSites();
  }
}
