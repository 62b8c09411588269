/**
 * Visits: where somebody went on to from a gate. The net lets that tab reach that host until the
 * tab shows a page of another host, or is closed. No clock ends a visit: a page may take as long as
 * it likes to come, and as long as it does not come there is nothing that the rule lets through.
 */
import { type Visit, visits } from '../../storage/net.ts';
import { hostOf } from './host-set.ts';

const LIMIT = 200;

/** One for each tab. Throws 'storage-full'. */
export async function beginVisit(tabId: number, destination: string): Promise<void> {
  const host = hostOf(destination);
  if (host === undefined) return;
  await visits.update((before) =>
    [...before.filter((visit) => visit.tabId !== tabId), { tabId, host }].slice(-LIMIT),
  );
}

export async function isVisited(tabId: number, address: string): Promise<boolean> {
  const visit = (await visits.get()).find((one) => one.tabId === tabId);
  return visit !== undefined && isWithin(visit, address);
}

/** Gives whether a visit ended with this page, or with the tab where there is none. */
export async function endVisit(tabId: number, page?: string): Promise<boolean> {
  const visit = (await visits.get()).find((one) => one.tabId === tabId);
  if (visit === undefined || (page !== undefined && isWithin(visit, page))) return false;
  await visits.update((before) => before.filter((one) => one.tabId !== tabId));
  return true;
}

function isWithin({ host }: Visit, address: string): boolean {
  const at = hostOf(address);
  return at === host || (at?.endsWith(`.${host}`) ?? false);
}
