/**
 * The worker's only clock: alarms wake it up, timers die with it. A browser may lose alarms, so
 * those that are missing are made again at each start.
 */
import browser from 'webextension-polyfill';

export const ALARMS = {
  ruleset: 'ruleset',
  outbox: 'outbox',
  complaintStates: 'complaint-states',
  managed: 'managed',
  fleet: 'fleet',
  decisions: 'decisions',
} as const;

const RULESET_MINUTES = 30;
const STATES_MINUTES = 180;
/** What the browsers allow at the least, in minutes. */
const SHORTEST = 0.5;

export async function ensureAlarms(): Promise<void> {
  await ensure(ALARMS.ruleset, RULESET_MINUTES);
  await ensure(ALARMS.complaintStates, STATES_MINUTES);
}

/** Wakes the worker for the outbox at an instant, in milliseconds since the epoch, or soon. */
export async function scheduleOutbox(notBefore: number): Promise<void> {
  const delayInMinutes = Math.max(SHORTEST, (notBefore - Date.now()) / 60_000);
  await browser.alarms.create(ALARMS.outbox, { delayInMinutes, periodInMinutes: 15 });
}

export async function cancelOutbox(): Promise<void> {
  await browser.alarms.clear(ALARMS.outbox);
}

/** Wakes the worker to ask once more what the administrator set. */
export async function scheduleManaged(at: number): Promise<void> {
  const delayInMinutes = Math.max(SHORTEST, (at - Date.now()) / 60_000);
  await browser.alarms.create(ALARMS.managed, { delayInMinutes });
}

/** Wakes the worker for the report to the organisation. */
export async function scheduleFleet(at: number): Promise<void> {
  const delayInMinutes = Math.max(SHORTEST, (at - Date.now()) / 60_000);
  await browser.alarms.create(ALARMS.fleet, { delayInMinutes });
}

export async function cancelFleet(): Promise<void> {
  await browser.alarms.clear(ALARMS.fleet);
}

/** Wakes the worker when an exception expires or a stage begins; the browser may be a little late. */
export async function scheduleDecisions(when: number): Promise<void> {
  await browser.alarms.create(ALARMS.decisions, { when });
}

export async function cancelDecisions(): Promise<void> {
  await browser.alarms.clear(ALARMS.decisions);
}

async function ensure(name: string, periodInMinutes: number): Promise<void> {
  if ((await browser.alarms.get(name)) !== undefined) return;
  // Not all at the same minute, after an outage that everybody saw.
  const delayInMinutes = periodInMinutes * (0.5 + Math.random() / 2);
  await browser.alarms.create(name, { delayInMinutes, periodInMinutes });
}
