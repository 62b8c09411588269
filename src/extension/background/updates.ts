/**
 * Looks for a newer ruleset. What is fetched is verified in memory; then it is written into the
 * slot that is not in force, and last the pointer is turned. A failure of any kind keeps what is
 * there, and has a code on the screen.
 */
import {
  type CLIENT_PARTS,
  type ClientParts,
  CodedError,
  checkAdvance,
  codeOf,
  MANIFEST_LIMIT,
  type Manifest,
  openBundle,
  openManifest,
  PART_LIMIT,
} from '../../policy/index.ts';
import { ENDPOINTS } from '../../wire/index.ts';
import { logError } from '../log.ts';
import {
  committed,
  DURABLE,
  type Slot,
  type SlotName,
  writeDatabase,
} from '../storage/database.ts';
import { clearProblem, PROBLEMS, type Problem, reportProblem } from '../storage/problems.ts';
import * as settings from '../storage/settings.ts';
import { broadcastChange } from './broadcast.ts';
import { fetchFromService, jsonOf } from './fetching.ts';
import { openPackagedRuleset } from './packaged-ruleset.ts';
import { type ActiveRuleset, activeRuleset, forgetRuleset, isStale, readSlot } from './ruleset.ts';
import { raiseFloor, seenFloor } from './version-floor.ts';

const TIME_LIMIT = 20_000;
const LONGEST_TIME_LIMIT = 5 * 60_000;
const INTERVAL = 30 * 60_000;
const INTERVAL_AFTER_FAILURE = 5 * 60_000;
const LOCK = 'ruleset-update';

const UPDATE_PROBLEMS = PROBLEMS.filter((code) => code.startsWith('update-'));

const PROBLEM_OF: Readonly<Record<string, Problem>> = {
  'unknown-key': 'update-bad-signature',
  'bad-signature': 'update-bad-signature',
  'two-faced': 'update-two-faced',
  rollback: 'update-rollback',
  'fast-forward': 'update-fast-forward',
  expired: 'update-expired',
  'not-a-ruleset': 'update-not-a-ruleset',
  'bad-manifest': 'update-not-a-ruleset',
  'bad-part': 'update-not-a-ruleset',
  'bad-rules': 'update-not-a-ruleset',
  'bad-policy': 'update-not-a-ruleset',
  'bad-grades': 'update-not-a-ruleset',
  'too-large': 'update-not-a-ruleset',
};

/** The code that is shown for an update that failed with this error. */
export function problemOf(error: unknown): Problem {
  return PROBLEM_OF[codeOf(error) ?? ''] ?? 'update-failed';
}

/** Whether it is time to look again; a last look in the future means that the clock was set back. */
export function isUpdateDue(last: { at: number; failures: number }, now: number): boolean {
  const elapsed = now - last.at;
  return elapsed < 0 || elapsed >= (last.failures > 0 ? INTERVAL_AFTER_FAILURE : INTERVAL);
}

export async function updateWhenDue(): Promise<void> {
  const ruleset = await activeRuleset();
  const isLost = ruleset !== undefined && ruleset.manifest.version < (await seenFloor());
  const isWanting = ruleset === undefined || isLost || isStale(ruleset, Date.now());
  const last = await settings.updateCheck.get();
  const isRecent = Math.abs(Date.now() - last.at) < INTERVAL_AFTER_FAILURE;
  if (isUpdateDue(last, Date.now()) || (isWanting && !isRecent)) await updateRuleset();
}

/** Never rejects. One at a time, in all of the extension. */
export async function updateRuleset(): Promise<void> {
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    try {
      await update();
      await showProblem(undefined);
    } catch (error) {
      logError('ruleset: update failed', error);
      await noteCheck((last) => ({ ...last, failures: last.failures + 1 }));
      await showProblem(problemOf(error));
    }
  });
}

/** One update has one problem at the most: that of its last try. */
async function showProblem(problem: Problem | undefined): Promise<void> {
  for (const code of UPDATE_PROBLEMS) if (code !== problem) await clearProblem(code);
  if (problem !== undefined) await reportProblem(problem);
}

async function update(): Promise<void> {
  const active = await activeRuleset();
  const last = await settings.updateCheck.get();
  const isKnown = active?.origin === 'fetched' && active.manifest.version === last.version;
  const fetched = await fetchManifest(isKnown ? last.etag : '');
  if (fetched === undefined) return noteCheck((before) => ({ ...before, failures: 0 }));
  const manifest = await openManifest(fetched.bytes, LINK_GUARD_BUILD.rootKeys);
  // The packaged one is made anew with each build, so only what was fetched is compared.
  const held = active?.origin === 'fetched' ? active.manifest : undefined;
  checkAdvance(manifest, { floor: await seenFloor(), now: Date.now(), held });
  const { version } = manifest;
  if (version < (await packagedVersion())) {
    // The package was made after what is published: nothing newer, and nothing wrong.
    return noteCheck((before) => ({ ...before, failures: 0 }));
  }
  if (active?.origin !== 'fetched' || active.manifest.version !== version) {
    const parts = await fetchParts(manifest, active);
    await openBundle(manifest, parts);
    await keep({ manifest: fetched.bytes, ...parts }, version, active?.slot === 'A' ? 'B' : 'A');
    forgetRuleset();
    await broadcastChange();
  }
  await noteCheck(() => ({ at: Date.now(), failures: 0, etag: fetched.etag, version }));
}

function noteCheck(
  change: (last: { at: number; failures: number; etag: string; version: number }) => {
    at: number;
    failures: number;
    etag: string;
    version: number;
  },
): Promise<void> {
  return settings.updateCheck
    .update((last) => ({ ...change(last), at: Date.now() }))
    .then(
      () => undefined,
      (error: unknown) => logError('ruleset: check not noted', error),
    );
}

function packagedVersion(): Promise<number> {
  return openPackagedRuleset().then(
    ({ manifest }) => manifest.version,
    () => 0, // A package without a ruleset is older than any.
  );
}

/** Milliseconds for a part of so many bytes: one second more for each 100 KB. */
export function timeLimitOf(size: number): number {
  return Math.min(TIME_LIMIT + size / 100, LONGEST_TIME_LIMIT);
}

/** Undefined when nothing changed since the one with this ETag. */
async function fetchManifest(
  etag: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; etag: string } | undefined> {
  const fetched = await fetchFromService({
    path: ENDPOINTS.rulesetManifest,
    ...(etag === '' ? {} : { headers: { 'if-none-match': etag } }),
    timeLimit: TIME_LIMIT,
    sizeLimit: MANIFEST_LIMIT,
  });
  if (fetched.status === 304 && etag !== '') return undefined;
  if (fetched.status !== 200) {
    throw new CodedError('unreachable', `ruleset: status ${fetched.status}`);
  }
  // A login page of some network answers 200 as well.
  if (jsonOf(fetched) === undefined) throw new CodedError('not-a-ruleset', 'ruleset: not JSON');
  return { bytes: fetched.bytes, etag: fetched.etag.slice(0, 256) };
}

async function fetchParts(
  manifest: Manifest,
  active: ActiveRuleset | undefined,
): Promise<ClientParts> {
  const atHand = active?.slot === undefined ? undefined : await readSlot(active.slot);
  const fetchPart = async (name: (typeof CLIENT_PARTS)[number]) => {
    const { sha256, size } = manifest.parts[name];
    // A set that is signed anew changes its manifest and no part.
    if (atHand !== undefined && active?.manifest.parts[name].sha256 === sha256) return atHand[name];
    const { status, bytes } = await fetchFromService({
      path: `${ENDPOINTS.rulesetParts}/${sha256}`,
      timeLimit: timeLimitOf(size),
      sizeLimit: Math.min(size, PART_LIMIT),
    });
    if (status !== 200) throw new CodedError('unreachable', `ruleset: part: status ${status}`);
    return bytes;
  };
  return {
    rules: await fetchPart('rules'),
    policy: await fetchPart('policy'),
    grades: await fetchPart('grades'),
  };
}

async function keep(set: Slot, version: number, slot: SlotName): Promise<void> {
  await writeDatabase(async (database) => {
    const writing = database.transaction('slots', 'readwrite', DURABLE);
    await committed(writing, writing.store.put(set, slot));
    const turning = database.transaction('pointer', 'readwrite', DURABLE);
    await committed(turning, turning.store.put({ slot, version }, 'active'));
  });
  await clearProblem('storage-broken', 'database');
  await raiseFloor(version);
}
