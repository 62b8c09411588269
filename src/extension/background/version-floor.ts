/**
 * The version below which no ruleset is taken any more. It is kept in two places, so that the
 * loss of one does not lower it; what is only packaged does not count.
 */
import { openDatabase } from '../storage/database.ts';
import * as settings from '../storage/settings.ts';

/** The highest version that was ever in force here; 0 for none. Never rejects. */
export async function seenFloor(): Promise<number> {
  const kept = await settings.versionFloor.get();
  const pointed = await pointedVersion();
  if (pointed > kept) await raiseFloor(pointed).catch(() => undefined); // Told as 'storage-full'.
  return Math.max(kept, pointed);
}

export async function raiseFloor(version: number): Promise<void> {
  await settings.versionFloor.update((floor) => Math.max(floor, version));
}

async function pointedVersion(): Promise<number> {
  try {
    const pointer = await (await openDatabase()).get('pointer', 'active');
    return Number.isSafeInteger(pointer?.version) ? (pointer?.version ?? 0) : 0;
  } catch {
    // A database that cannot be read is told by the one who opens it; the other copy counts.
    return 0;
  }
}
