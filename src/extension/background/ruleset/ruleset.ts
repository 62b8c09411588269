/**
 * The ruleset in force: the one in the slot that the pointer names, else the one in the other
 * slot, else the packaged one; each verified again when it is read. One that is fresh goes before
 * one that is not, and of those that are not the newest goes first. A stale set still lists what it
 * lists, but its silence means nothing. What was revoked is not even that.
 */
import {
  codeOf,
  type OpenedRuleset,
  openBundle,
  openManifest,
  type SignedManifest,
  type Trust,
} from '../../../policy/index.ts';
import { logError } from '../../log.ts';
import { openDatabase, type Slot, type SlotName } from '../../storage/database.ts';
import { clearProblem, reportProblem } from '../../storage/problems.ts';
import { broadcastChange } from '../broadcast.ts';
import { openPackagedRuleset, packagedVersion } from './packaged-ruleset.ts';
import { openPieced, type PiecedRuleset } from './pieced-ruleset.ts';
import { type Dated, isStale } from './staleness.ts';
import { currentTrust } from './trust.ts';
import { seenFloor } from './version-floor.ts';

export interface ActiveRuleset extends OpenedRuleset, Dated {
  readonly origin: 'fetched' | 'packaged';
  /** Undefined for the packaged one. */
  readonly slot: SlotName | undefined;
}

/** The same, but for its rules. */
export type RulesetAtHand = Omit<ActiveRuleset, 'rules'>;

/** Of sets that nobody vouches for any longer: that is no damage; anything else in a slot is. */
const DISTRUSTED = new Set<string | undefined>(['unknown-key', 'too-few-keys', 'revoked']);

let active: Promise<ActiveRuleset | undefined> | undefined;
/** What `active` came to. */
let whole: ActiveRuleset | undefined;
/** The one in force while its rules are in pieces. */
let pieced: Promise<PiecedRuleset | undefined> | undefined;

/** Undefined when there is none that verifies. Never rejects. */
export function activeRuleset(): Promise<ActiveRuleset | undefined> {
  if (active === undefined) {
    const finding = findRuleset().then((found) => {
      if (active !== finding) return found;
      whole = found;
      // Perhaps the database answers the next time.
      if (found === undefined) active = undefined;
      // Nobody has to wait for it.
      void tellWhereOther(found);
      return found;
    });
    active = finding;
  }
  return active;
}

/**
 * As `activeRuleset`, for who asks nothing of its rules: a worker that has just started knows it
 * before these are read.
 */
export async function rulesetAtHand(): Promise<RulesetAtHand | undefined> {
  return whole ?? (await piecedRuleset()) ?? activeRuleset();
}

/**
 * As `activeRuleset`, for who asks about these addresses and no other: from the pieces that they
 * need, as long as not all rules are read.
 */
export async function rulesetFor(addresses: readonly string[]): Promise<ActiveRuleset | undefined> {
  if (whole !== undefined) return whole;
  const held = await piecedRuleset();
  const rules = await held?.rulesFor(addresses);
  return held === undefined || rules === undefined ? activeRuleset() : { ...held, rules };
}

/** Who was answered from the pieces of a set that is damaged elsewhere is to ask again. */
async function tellWhereOther(found: ActiveRuleset | undefined): Promise<void> {
  const answered = await pieced;
  const isOther = answered?.manifest.version !== found?.manifest.version;
  if (answered !== undefined && isOther) await broadcastChange();
}

function piecedRuleset(): Promise<PiecedRuleset | undefined> {
  pieced ??= openPieced();
  return pieced;
}

export function forgetRuleset(): void {
  active = undefined;
  whole = undefined;
  pieced = undefined;
}

/** The manifest of the newest set in the slots that this trust vouches for. Never rejects. */
export async function keptManifest(trust: Trust): Promise<SignedManifest | undefined> {
  const { slots } = await pointedSlots();
  const opened = await Promise.all(
    slots.map((slot) => openKeptManifest(slot, trust).catch(() => undefined)),
  );
  const versionOf = (signed: SignedManifest | undefined) => signed?.manifest.version ?? 0;
  return opened.sort((one, other) => versionOf(other) - versionOf(one))[0];
}

/**
 * The version that was taken last, where these keys do not vouch for it any longer, whatever became
 * of versions. Never rejects.
 */
export async function disownedVersion({ root, revocation }: Trust): Promise<number | undefined> {
  const keysOnly = { root, revocation: revocation && { ...revocation, versions: [] } };
  const { slots, version } = await pointedSlots();
  const [slot] = slots;
  if (slot === undefined) return undefined;
  return openKeptManifest(slot, keysOnly).then(
    () => undefined,
    (error: unknown) => (DISTRUSTED.has(codeOf(error)) ? version : undefined),
  );
}

async function openKeptManifest(slot: SlotName, trust: Trust): Promise<SignedManifest | undefined> {
  const kept = await readSlot(slot);
  return kept && openManifest(kept.manifest, trust);
}

async function findRuleset(): Promise<ActiveRuleset | undefined> {
  const now = Date.now();
  const [{ slots, wasDropped }, seen, packaged] = await Promise.all([
    pointedSlots(),
    seenFloor(),
    packagedVersion(),
  ]);
  const floor = Math.max(seen, packaged);
  let fallback: ActiveRuleset | undefined;
  const refused = new Set<string | undefined>();
  for (const candidate of [...slots, undefined]) {
    const opened = await openCandidate(candidate, floor, refused);
    if (opened === undefined) continue;
    if (!isStale(opened, now)) {
      // Nobody has to wait for it.
      void clearProblem('ruleset-revoked');
      return opened;
    }
    if (opened.manifest.version > (fallback?.manifest.version ?? 0)) fallback = opened;
  }
  if (refused.has('revoked') || refused.has('too-few-keys')) {
    await reportProblem('ruleset-revoked');
  }
  const isLost = fallback !== undefined && fallback.manifest.version < seen;
  // What was in force is not there any more, whoever took it.
  if (isLost && !wasDropped && refused.size === 0)
    await reportProblem('storage-broken', 'database');
  return fallback;
}

async function openCandidate(
  slot: SlotName | undefined,
  floor: number,
  refused: Set<string | undefined>,
): Promise<ActiveRuleset | undefined> {
  try {
    const opened = slot === undefined ? await openPackagedRuleset() : await openSlot(slot);
    if (opened === undefined) return undefined;
    return {
      ...opened,
      origin: slot === undefined ? 'packaged' : 'fetched',
      slot,
      isSuperseded: opened.manifest.version < floor,
      rootExpiresAt: (await currentTrust()).root.expiresAt,
    };
  } catch (error) {
    logError(`ruleset: ${slot === undefined ? 'packaged' : `slot ${slot}`} refused`, error);
    const code = codeOf(error);
    if (slot === undefined) return undefined;
    refused.add(code);
    if (!DISTRUSTED.has(code)) await reportProblem('storage-broken', 'database');
    return undefined;
  }
}

async function openSlot(slot: SlotName): Promise<OpenedRuleset | undefined> {
  const [kept, trust] = await Promise.all([readSlot(slot), currentTrust()]);
  return kept && openBundle(await openManifest(kept.manifest, trust), kept);
}

/** The slot that was written last first; none when the database does not answer. */
async function pointedSlots(): Promise<{
  readonly slots: readonly SlotName[];
  /** Of the first of them. */
  readonly version?: number | undefined;
  /** What they held was of a former form. */
  readonly wasDropped: boolean;
}> {
  try {
    const pointer = await (await openDatabase()).get('pointer', 'active');
    return {
      slots: pointer?.slot === 'B' ? ['B', 'A'] : ['A', 'B'],
      version: pointer?.version,
      wasDropped: pointer?.slot === null,
    };
  } catch (error) {
    logError('ruleset: no pointer', error);
    return { slots: [], wasDropped: false };
  }
}

export async function readSlot(slot: SlotName): Promise<Slot | undefined> {
  return (await openDatabase()).get('slots', slot);
}
