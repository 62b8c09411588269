/**
 * Puts a verified ruleset in force: written into one slot, with its rules in pieces beside it, and
 * only then pointed at. All that is kept of pieces is of that slot; whoever is stopped before the
 * pointer was turned has the former slot, whole and without pieces.
 */
import {
  type CutRules,
  cutRules,
  type HostParts,
  type SignedManifest,
  sha256Of,
} from '../../../policy/index.ts';
import { logError } from '../../log.ts';
import {
  committed,
  DURABLE,
  type Slot,
  type SlotName,
  writeDatabase,
} from '../../storage/database.ts';
import { clearProblem } from '../../storage/problems.ts';
import { forgetRuleset } from './ruleset.ts';
import { raiseFloor } from './version-floor.ts';

export async function keepRuleset(
  { manifest }: SignedManifest,
  set: Slot,
  hosts: HostParts,
  slot: SlotName,
): Promise<void> {
  const cut = await cutAsNamed(set.rules, manifest.contents);
  const { rules: _, ...documents } = set;
  await writeDatabase(async (database) => {
    const stores = ['slots', 'hosts', 'contents', 'pieces'] as const;
    const writing = database.transaction(stores, 'readwrite', DURABLE);
    const pieces = writing.objectStore('pieces');
    await committed(
      writing,
      writing.objectStore('slots').put(set, slot),
      writing.objectStore('hosts').put(hosts, slot),
      writing.objectStore('contents').clear(),
      pieces.clear(),
      ...(cut === undefined
        ? []
        : [
            writing
              .objectStore('contents')
              .put({ slot, ...documents, contents: cut.contents }, 'held'),
            ...cut.pieces.map((piece, number) => pieces.put(piece, number)),
          ]),
    );
    const turning = database.transaction('pointer', 'readwrite', DURABLE);
    await committed(turning, turning.store.put({ slot, version: manifest.version }, 'active'));
  });
  forgetRuleset();
  await clearProblem('storage-broken', 'database');
  await raiseFloor(manifest.version);
}

/** Undefined where the manifest names no contents, or others: then the rules are read as a whole. */
async function cutAsNamed(
  rules: Uint8Array,
  named: string | undefined,
): Promise<CutRules | undefined> {
  if (named === undefined) return undefined;
  const cut = await cutRules(rules);
  if ((await sha256Of(cut.contents)) === named) return cut;
  logError('ruleset: cut otherwise than its publisher did', undefined);
  return undefined;
}
