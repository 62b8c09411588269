/**
 * The ruleset in force: the one in the slot that the pointer names, else the one in the other
 * slot, else the packaged one; each verified again when it is read. One that is fresh goes before
 * one that is not: stale is a set that is past its expiry, or older than one that was in force
 * before. A stale set still lists what it lists, but its silence means nothing.
 */
import {
  codeOf,
  isExpired,
  type OpenedRuleset,
  openBundle,
  openManifest,
} from '../../policy/index.ts';
import { logError } from '../log.ts';
import { openDatabase, type Slot, type SlotName } from '../storage/database.ts';
import { reportProblem } from '../storage/problems.ts';
import { openPackagedRuleset } from './packaged-ruleset.ts';
import { seenFloor } from './version-floor.ts';

export interface ActiveRuleset extends OpenedRuleset {
  readonly origin: 'fetched' | 'packaged';
  /** Undefined for the packaged one. */
  readonly slot: SlotName | undefined;
  /** Older than one that was in force before. */
  readonly isSuperseded: boolean;
}

let active: Promise<ActiveRuleset | undefined> | undefined;

/** Undefined when there is none that verifies. Never rejects. */
export function activeRuleset(): Promise<ActiveRuleset | undefined> {
  active ??= findRuleset().then((found) => {
    // Perhaps the database answers the next time.
    if (found === undefined) active = undefined;
    return found;
  });
  return active;
}

export function forgetRuleset(): void {
  active = undefined;
}

export function isStale(ruleset: ActiveRuleset, now: number): boolean {
  return ruleset.isSuperseded || isExpired(ruleset.manifest, now);
}

async function findRuleset(): Promise<ActiveRuleset | undefined> {
  const now = Date.now();
  const floor = await seenFloor();
  let fallback: ActiveRuleset | undefined;
  for (const candidate of [...(await slotNames()), undefined]) {
    const opened = await openCandidate(candidate, floor);
    if (opened !== undefined && !isStale(opened, now)) return opened;
    fallback ??= opened;
  }
  // What was in force is not there any more, whoever took it.
  if (fallback?.isSuperseded === true) await reportProblem('storage-broken', 'database');
  return fallback;
}

async function openCandidate(
  slot: SlotName | undefined,
  floor: number,
): Promise<ActiveRuleset | undefined> {
  try {
    if (slot === undefined) {
      const opened = await openPackagedRuleset();
      const isSuperseded = opened.manifest.version < floor;
      return { ...opened, origin: 'packaged', slot, isSuperseded };
    }
    const kept = await readSlot(slot);
    if (kept === undefined) return undefined;
    const opened = await openSlot(kept);
    const isSuperseded = opened.manifest.version < floor;
    return { ...opened, origin: 'fetched', slot, isSuperseded };
  } catch (error) {
    logError(`ruleset: ${slot === undefined ? 'packaged' : `slot ${slot}`} refused`, error);
    // A key that is no longer trusted is no damage; anything else in a slot is.
    const isDamage = slot !== undefined && codeOf(error) !== 'unknown-key';
    if (isDamage) await reportProblem('storage-broken', 'database');
    return undefined;
  }
}

async function openSlot(slot: Slot): Promise<OpenedRuleset> {
  return openBundle(await openManifest(slot.manifest, LINK_GUARD_BUILD.rootKeys), slot);
}

/** The slot in force first; none when the database does not answer. */
async function slotNames(): Promise<readonly SlotName[]> {
  try {
    const pointer = await (await openDatabase()).get('pointer', 'active');
    return pointer?.slot === 'B' ? ['B', 'A'] : ['A', 'B'];
  } catch (error) {
    logError('ruleset: no pointer', error);
    return [];
  }
}

export async function readSlot(slot: SlotName): Promise<Slot | undefined> {
  return (await openDatabase()).get('slots', slot);
}
