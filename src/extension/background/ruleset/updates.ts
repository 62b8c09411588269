/**
 * Looks for a newer ruleset, after what vouches for one. What is fetched is verified in memory;
 * then it is written into the slot that is not in force, and last the pointer is turned. A failure
 * of any kind keeps what is there, and has a code on the screen.
 */
import {
  type ClientParts,
  CodedError,
  checkAdvance,
  codeOf,
  type HostParts,
  type Manifest,
  openBundle,
  openHosts,
  openManifest,
  type SignedManifest,
  type Trust,
} from '../../../policy/index.ts';
import { logError } from '../../log.ts';
import { managedNow } from '../../storage/managed.ts';
import { clearProblem, PROBLEMS, type Problem, reportProblem } from '../../storage/problems.ts';
import { updateCheck } from '../../storage/publisher.ts';
import { broadcastChange } from '../broadcast.ts';
import {
  fetchHosts,
  fetchLog,
  fetchManifest,
  fetchParts,
  type HeldParts,
} from './fetch-ruleset.ts';
import { renewTrust } from './fetch-trust.ts';
import { keepRuleset } from './keep-ruleset.ts';
import { heldHosts } from './listed-hosts.ts';
import { packagedVersion, readPackagedParts } from './packaged-ruleset.ts';
import {
  type ActiveRuleset,
  activeRuleset,
  forgetRuleset,
  keptManifest,
  readSlot,
} from './ruleset.ts';
import { isStale } from './staleness.ts';
import { currentTrust } from './trust.ts';
import { updateFloor } from './version-floor.ts';

const INTERVAL = 30 * 60_000;
/** Doubled with each further failure. */
const INTERVAL_AFTER_FAILURE = 5 * 60_000;
/** As long as nothing good is in force. */
const LONGEST_WHEN_WANTING = 15 * 60_000;
/** Held by whoever changes what is in force. */
export const RULESET_LOCK = 'ruleset-update';
/** A connection that fails is tried once more after this: at a start, networks are only waking up. */
const SECOND_TRY_AFTER = 1000;
/** Of one that fails later than this, the worker may not live to see a second try. */
const FAILED_AT_ONCE = 5000;

const UPDATE_PROBLEMS = PROBLEMS.filter((code) => code.startsWith('update-'));

const PROBLEM_OF: Readonly<Record<string, Problem>> = {
  'unknown-key': 'update-bad-signature',
  'bad-signature': 'update-bad-signature',
  'too-few-keys': 'update-bad-signature',
  'root-gap': 'update-bad-signature',
  revoked: 'update-bad-signature',
  'two-faced': 'update-two-faced',
  fork: 'update-fork',
  rollback: 'update-rollback',
  'fast-forward': 'update-fast-forward',
  expired: 'update-expired',
  'root-expired': 'update-expired',
  clock: 'update-clock',
  shrunk: 'update-shrunk',
  pinned: 'update-pinned',
  'not-a-ruleset': 'update-not-a-ruleset',
  'bad-root': 'update-not-a-ruleset',
  'bad-revocation': 'update-not-a-ruleset',
  'bad-log': 'update-not-a-ruleset',
  'bad-manifest': 'update-not-a-ruleset',
  'bad-part': 'update-not-a-ruleset',
  'bad-rules': 'update-not-a-ruleset',
  'bad-hosts': 'update-not-a-ruleset',
  'bad-policy': 'update-not-a-ruleset',
  'bad-grades': 'update-not-a-ruleset',
  'too-large': 'update-not-a-ruleset',
};

/** The code that is shown for an update that failed with this error. */
export function problemOf(error: unknown): Problem {
  return PROBLEM_OF[codeOf(error) ?? ''] ?? 'update-failed';
}

export interface LastLook {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly failures: number;
}

/** Whether it is time to look again; a last look in the future means that the clock was set back. */
export function isUpdateDue(last: LastLook, now: number, isWanting = false): boolean {
  const elapsed = now - last.at;
  return elapsed < 0 || elapsed >= waitAfter(last, isWanting);
}

/**
 * All who met one outage would come back together, again and again: each waits up to half as long
 * again, by the milliseconds of its last look, which are nobody else's.
 */
function waitAfter({ at, failures }: LastLook, isWanting: boolean): number {
  if (failures === 0) return isWanting ? INTERVAL_AFTER_FAILURE : INTERVAL;
  const longest = isWanting ? LONGEST_WHEN_WANTING : INTERVAL;
  const wait = Math.min(INTERVAL_AFTER_FAILURE * 2 ** Math.min(failures - 1, 10), longest);
  return wait * (1 + (at % 1000) / 2000);
}

export async function updateWhenDue(): Promise<void> {
  const ruleset = await activeRuleset();
  const isWanting = ruleset === undefined || isStale(ruleset, Date.now());
  const last = await updateCheck.get();
  if (isUpdateDue(last, Date.now(), isWanting)) await updateRuleset();
}

/** Never rejects. One at a time, in all of the extension. */
export async function updateRuleset(): Promise<void> {
  await navigator.locks.request(RULESET_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    try {
      await updateInTwoTries();
      await showProblem(undefined);
      await noteCheck(() => 0);
    } catch (error) {
      logError('ruleset: update failed', error);
      await showProblem(problemOf(error));
      await noteCheck((failures) => (codeOf(error) === 'pinned' ? 0 : failures + 1));
    }
  });
}

/** One update has one problem at the most: that of its last try. */
async function showProblem(problem: Problem | undefined): Promise<void> {
  for (const code of UPDATE_PROBLEMS) if (code !== problem) await clearProblem(code);
  if (problem !== undefined) await reportProblem(problem);
}

/**
 * One that a person brings, where the service cannot be reached: held against the same rules as a
 * published one. Throws as they do, and 'busy' while an update is under way.
 */
export async function takeBrought(manifest: Uint8Array<ArrayBuffer>, parts: Parts): Promise<void> {
  await navigator.locks.request(RULESET_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) throw new CodedError('busy', 'ruleset: an update is under way');
    await take(manifest, await currentTrust(), parts);
  });
}

async function updateInTwoTries(): Promise<void> {
  const begun = performance.now();
  try {
    await update();
  } catch (error) {
    const failedAtOnce = performance.now() - begun < FAILED_AT_ONCE;
    const { failures } = await updateCheck.get();
    if (codeOf(error) !== 'unreachable' || !failedAtOnce || failures > 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, SECOND_TRY_AFTER * (1 + Math.random())));
    await update();
  }
}

async function update(): Promise<void> {
  const { builtAt } = LINK_GUARD_BUILD;
  if (Date.now() < builtAt) throw new CodedError('clock', 'clock: earlier than this was built');
  const trust = await renewedTrust();
  await take(await fetchManifest(), trust, { client: fetchParts, hosts: fetchHosts });
}

/** Where the parts of a manifest come from; what is held already may be used. */
export interface Parts {
  client(manifest: Manifest, held: HeldParts | undefined): Promise<ClientParts>;
  hosts(manifest: Manifest, held: HeldParts | undefined): Promise<HostParts>;
}

async function take(bytes: Uint8Array<ArrayBuffer>, trust: Trust, source: Parts): Promise<void> {
  const active = await activeRuleset();
  const signed = await openManifest(bytes, trust);
  await checkPosition(signed, active, trust);
  const { version } = signed.manifest;
  const isOfVersion =
    active?.origin === 'fetched' && active.manifest.version === version && !active.isSuperseded;
  // Its hosts are not read at each start, so it is here that damage to them is seen.
  const isInForce = isOfVersion && (await heldHosts(active)) !== undefined;
  // Where the package was made after what is published, there is nothing newer, and nothing wrong.
  if (isInForce || version < (await packagedVersion())) return;
  await checkPin(version);
  const held = active && (await heldParts(active));
  const parts = await source.client(signed.manifest, held);
  await openBundle(signed, parts);
  const hosts = await source.hosts(signed.manifest, held);
  await openHosts(signed.manifest, hosts);
  await keepRuleset(signed, { manifest: bytes, ...parts }, hosts, active?.slot === 'A' ? 'B' : 'A');
  // Not waited for: meanwhile a look that is asked for would find the lock taken, and not be made.
  void broadcastChange();
}

/** Throws 'pinned' where an administrator holds what is there. */
async function checkPin(version: number): Promise<void> {
  const { rulesetVersion: pin } = (await managedNow()).settings;
  if (pin !== undefined && version > pin) {
    throw new CodedError('pinned', `ruleset ${version}: the administrator takes none above ${pin}`);
  }
}

/** What is in force may not be vouched for any longer: then it is in force no longer, at once. */
async function renewedTrust(): Promise<Trust> {
  const before = await currentTrust();
  try {
    return await renewTrust();
  } finally {
    if ((await currentTrust()) !== before) {
      forgetRuleset();
      await broadcastChange();
    }
  }
}

/** Throws as `checkAdvance` does. */
async function checkPosition(
  signed: SignedManifest,
  active: ActiveRuleset | undefined,
  trust: Trust,
): Promise<void> {
  const kept = await keptManifest(trust);
  // The packaged one need not be one of the published ones, so only what was fetched is compared:
  // the newest, also where its parts are damaged or the disk does not answer any more.
  const isNewest =
    active?.origin === 'fetched' && active.manifest.version > (kept?.manifest.version ?? 0);
  const position = {
    floor: await updateFloor(),
    now: Date.now(),
    held: isNewest ? active : kept,
  };
  try {
    checkAdvance(signed, position);
  } catch (error) {
    if (codeOf(error) !== 'log-gap') throw error;
    checkAdvance(signed, { ...position, log: await fetchLog() });
  }
}

async function heldParts(active: ActiveRuleset): Promise<HeldParts | undefined> {
  const { manifest, slot } = active;
  const parts = slot === undefined ? await readPackagedParts(manifest) : await readSlot(slot);
  return parts && { manifest, parts, hosts: await heldHosts(active) };
}

function noteCheck(countFailures: (before: number) => number): Promise<void> {
  return updateCheck
    .update(({ failures }) => ({ at: Date.now(), failures: countFailures(failures) }))
    .then(
      () => undefined,
      (error: unknown) => logError('ruleset: check not noted', error),
    );
}
