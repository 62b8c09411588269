/**
 * Sends what was counted here to the organisation's own service, about once a day and at no fixed
 * hour, where an administrator turned it on. What is sent can be read on the page of privacy first.
 */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { codeOf } from '../../../policy/index.ts';
import { ENDPOINTS, FleetAnswerSchema, type FleetReport } from '../../../wire/index.ts';
import { log } from '../../log.ts';
import type { FleetView } from '../../messaging/options.ts';
import { managedNow } from '../../storage/managed.ts';
import { fleetCounts, fleetDue, reportedCounts } from '../../storage/settings.ts';
import { cancelFleet, scheduleFleet } from '../alarms.ts';
import { protectionNow } from '../protection.ts';
import { fetchFromService, jsonOf } from '../service/fetching.ts';
import { countsOf, isFleetOn } from './fleet-counts.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const TIME_LIMIT = 10_000;
const SIZE_LIMIT = 64 * 1024;
const LOCK = 'fleet';

/**
 * At each start of the worker, when it is due, and when the administrator's settings change; one at
 * a time, so that nothing is sent twice.
 */
export async function keepFleet(): Promise<void> {
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await keep();
  });
}

async function keep(): Promise<void> {
  const { settings } = await managedNow();
  if (settings.reportOnly !== true) await forgetReported();
  if (!isFleetOn(settings)) return forget();
  const now = Date.now();
  const due = await fleetDue.get();
  // More than two days ahead, the clock was set back.
  if (due === 0 || due > now + 2 * DAY) return wait(now + DAY * Math.random());
  if (due > now) return scheduleFleet(due);
  // First of all: should the worker die in the middle, the next one does not send at once.
  await wait(now + HOUR * (1 + Math.random()));
  if (await send()) await wait(now + DAY * (0.75 + Math.random() / 2));
}

/** What would be sent now; undefined where nothing ever is. */
export async function viewFleet(): Promise<FleetView | undefined> {
  if (!isFleetOn((await managedNow()).settings)) return undefined;
  return { report: await reportNow(), due: await fleetDue.get() };
}

async function wait(due: number): Promise<void> {
  await fleetDue.set(due);
  await scheduleFleet(due);
}

/** What was counted for one organisation is nothing to another, or to nobody. */
async function forget(): Promise<void> {
  if ((await fleetDue.get()) === 0) return;
  await fleetCounts.set({});
  await fleetDue.set(0);
  await cancelFleet();
}

/** What would have been is of that time alone. */
async function forgetReported(): Promise<void> {
  if (Object.keys(await reportedCounts.get()).length > 0) await reportedCounts.set({});
}

/** Whether it arrived; what did not is counted on. */
async function send(): Promise<boolean> {
  const kept = await fleetCounts.get();
  const body = JSON.stringify(await reportNow());
  try {
    const fetched = await fetchFromService({
      path: ENDPOINTS.fleet,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      timeLimit: TIME_LIMIT,
      sizeLimit: SIZE_LIMIT,
    });
    const isAdded = fetched.status === 200 && v.is(FleetAnswerSchema, jsonOf(fetched));
    if (isAdded) await fleetCounts.update((now) => without(kept, now));
    else log('fleet: not added', { status: fetched.status });
    return isAdded;
  } catch (error) {
    log('fleet: not sent', { code: codeOf(error) ?? 'unexpected' });
    return false;
  }
}

async function reportNow(): Promise<FleetReport> {
  const [{ state, problems, ruleset }, kept] = await Promise.all([
    protectionNow(),
    fleetCounts.get(),
  ]);
  return {
    format: 1,
    version: browser.runtime.getManifest().version,
    rulesetVersion: ruleset?.version ?? 0,
    state,
    problems: [...problems],
    counts: [...countsOf(kept)],
  };
}

/** What was counted while it was on its way stays. */
function without(
  sent: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number>>,
): Record<string, number> {
  const left = Object.entries(now).map(
    ([name, count]) => [name, count - (sent[name] ?? 0)] as const,
  );
  return Object.fromEntries(left.filter(([, count]) => count > 0));
}
