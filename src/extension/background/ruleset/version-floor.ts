/**
 * The version below which no ruleset is taken any more. It is kept in two places, so that the
 * loss of one does not lower it; the packaged version is a third, see `ruleset.ts`. No version is
 * taken that is more than a day ahead of the clock, so a record of one is damage: it would lock
 * out every update, and does not count.
 */
import { openDatabase } from '../../storage/database.ts';
import { versionFloor, voidedFloor } from '../../storage/publisher.ts';

/** Seconds. */
const DAY = 86_400;

/** The version beside the pointer, in memory until a ruleset is taken: each link asks for it. */
let pointed: Promise<number> | undefined;

/** The highest version that was ever in force here; 0 for none. Never rejects. */
export async function seenFloor(): Promise<number> {
  const kept = possible(await versionFloor.get());
  const other = possible(await pointedVersion());
  if (other > kept) await raiseFloor(other).catch(() => undefined); // Told as 'storage-full'.
  return Math.max(kept, other);
}

/** What a new ruleset is held to; 0 where nobody vouches any longer for what was in force. */
export async function updateFloor(): Promise<number> {
  const seen = await seenFloor();
  return seen === (await voidedFloor.get()) ? 0 : seen;
}

export function forgetFloor(): void {
  pointed = undefined;
}

/** To the version of a ruleset that was taken. */
export async function raiseFloor(version: number): Promise<void> {
  pointed = undefined;
  const voided = await voidedFloor.get();
  await versionFloor.update((floor) =>
    floor === voided ? version : Math.max(possible(floor), version),
  );
}

/** A clock that was set back must not lower the floor by more than a build's age. */
function possible(version: number): number {
  const now = Math.max(Date.now(), LINK_GUARD_BUILD.builtAt) / 1000;
  return version <= now + DAY ? version : 0;
}

async function pointedVersion(): Promise<number> {
  pointed ??= readPointed();
  try {
    return await pointed;
  } catch {
    // A database that cannot be read is told by the one who opens it; the other copy counts.
    pointed = undefined;
    return 0;
  }
}

async function readPointed(): Promise<number> {
  const pointer = await (await openDatabase()).get('pointer', 'active');
  return Number.isSafeInteger(pointer?.version) ? (pointer?.version ?? 0) : 0;
}
