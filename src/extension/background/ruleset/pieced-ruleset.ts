/**
 * The ruleset in force for a worker that has just started and is asked about few addresses: what
 * its pointer names, verified like any other by who signed it, but with no more of its rules than
 * these addresses need. Its manifest names the contents, and these name each piece. Whatever is
 * not as it should be is left to who reads the whole, and tells.
 */
import {
  checkPiece,
  openInPieces,
  openManifest,
  openPieces,
  piecesFor,
  type Ruleset,
  type RulesetInPieces,
} from '../../../policy/index.ts';
import { logError } from '../../log.ts';
import { type KeptContents, openDatabase } from '../../storage/database.ts';
import { packagedVersionAtMost } from './packaged-ruleset.ts';
import { isStale } from './staleness.ts';
import { currentTrust } from './trust.ts';
import { seenFloor } from './version-floor.ts';

/** Of more than these, reading the whole is as fast. */
const MOST_PIECES = 100;

export interface PiecedRuleset extends RulesetInPieces {
  readonly origin: 'fetched';
  readonly slot: KeptContents['slot'];
  readonly isSuperseded: false;
  readonly rootExpiresAt: string;
  /**
   * Rules that may be asked about these addresses and no other; undefined where they take too many
   * pieces, or one is damaged. Never rejects.
   */
  rulesFor(addresses: readonly string[]): Promise<Ruleset | undefined>;
}

/** Undefined where none is kept that is fresh and verifies. Never rejects. */
export async function openPieced(): Promise<PiecedRuleset | undefined> {
  try {
    const [kept, trust, seen, packaged] = await Promise.all([
      readContents(),
      currentTrust(),
      seenFloor(),
      packagedVersionAtMost(),
    ]);
    if (kept === undefined) return undefined;
    const opened = await openInPieces(await openManifest(kept.manifest, trust), kept);
    const { version } = opened.manifest;
    if (version !== kept.version || version < Math.max(seen, packaged)) return undefined;
    const ruleset: PiecedRuleset = {
      ...opened,
      origin: 'fetched',
      slot: kept.slot,
      isSuperseded: false,
      rootExpiresAt: trust.root.expiresAt,
      rulesFor: (addresses) => rulesFor(opened, addresses),
    };
    return isStale(ruleset, Date.now()) ? undefined : ruleset;
  } catch (error) {
    logError('ruleset: contents refused', error);
    return undefined;
  }
}

/** Those of the slot that is pointed at, with the version beside the pointer. */
async function readContents(): Promise<(KeptContents & { readonly version: number }) | undefined> {
  const reading = (await openDatabase()).transaction(['pointer', 'contents']);
  const [pointer, kept] = await Promise.all([
    reading.objectStore('pointer').get('active'),
    reading.objectStore('contents').get('held'),
  ]);
  if (pointer === undefined || kept?.slot !== pointer.slot) return undefined;
  return { ...kept, version: pointer.version };
}

async function rulesFor(
  { contents }: RulesetInPieces,
  addresses: readonly string[],
): Promise<Ruleset | undefined> {
  const numbers = piecesFor(contents, addresses);
  if (numbers.length > MOST_PIECES) return undefined;
  try {
    const store = (await openDatabase()).transaction('pieces').store;
    const read = await Promise.all(
      numbers.map(async (number) => {
        const piece = (await store.get(number)) ?? new Uint8Array();
        await checkPiece(contents, number, piece);
        return [number, piece] as const;
      }),
    );
    return openPieces(contents, new Map(read));
  } catch (error) {
    logError('ruleset: pieces refused', error);
    return undefined;
  }
}
