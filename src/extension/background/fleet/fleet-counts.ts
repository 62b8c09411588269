/**
 * Counts the different links that were judged: by action, category and kind of conversation where an
 * administrator turned that on, for the organisation's own service alone; by what would have been
 * done where it is only reported, to be read here. Nothing of a link is kept but that it was there.
 */

import { type ManagedSettings, wouldBe } from '../../../policy/index.ts';
import { type FleetCount, NO_CATEGORY } from '../../../wire/index.ts';
import { managedNow } from '../../storage/managed.ts';
import { fleetCounts, reportedCounts } from '../../storage/settings.ts';
import type { Judged } from '../verdict/judge.ts';

/** Links that are known to have been counted, in memory: one that is judged again is the same. */
const REMEMBERED = 20_000;
const LARGEST = 1_000_000;

const counted = new Set<string>();

/** Only where a service of the organisation's own is named. */
export function isFleetOn({ fleet, service }: ManagedSettings): boolean {
  return fleet === true && service?.address !== undefined;
}

/** Never rejects, and nobody waits for it. */
export async function countJudged(judged: readonly Judged[]): Promise<void> {
  const { settings } = await managedNow();
  const isReported = settings.reportOnly === true;
  if (!isFleetOn(settings) && !isReported) return;
  const met = judged.filter(isNew);
  if (isFleetOn(settings)) await add(fleetCounts, met.map(nameOf));
  if (isReported) {
    await add(
      reportedCounts,
      met.map(({ decision }) => wouldBe(decision)),
    );
  }
}

async function add(item: typeof fleetCounts, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const added = new Map<string, number>();
  for (const name of names) added.set(name, (added.get(name) ?? 0) + 1);
  const counting = item.update((before) => {
    const after = { ...before };
    for (const [name, count] of added) {
      after[name] = Math.min((after[name] ?? 0) + count, LARGEST);
    }
    return after;
  });
  // A number that is not kept stops nobody; that nothing is kept is told as 'storage-full'.
  await counting.then(undefined, () => undefined);
}

export function countsOf(kept: Readonly<Record<string, number>>): readonly FleetCount[] {
  return Object.entries(kept).map(([name, count]) => {
    const [action, category, context] = name.split(' ');
    return { action, category, context, count } as FleetCount;
  });
}

function isNew({ sighted: { site, context, href } }: Judged): boolean {
  const key = JSON.stringify([site, context, href]);
  if (counted.has(key)) return false;
  if (counted.size >= REMEMBERED) counted.clear();
  counted.add(key);
  return true;
}

function nameOf({ decision, link, sighted }: Judged): string {
  return `${wouldBe(decision)} ${link.provider?.category ?? NO_CATEGORY} ${sighted.context}`;
}
