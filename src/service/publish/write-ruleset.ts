/**
 * Signs what was compiled and puts it where it is served from, behind the gates that a mistake must
 * not pass. Parts are named by their content and written first, then the line of the log; the
 * manifest, which alone makes them count, last. Killed at any point, the folder holds the former
 * ruleset or the new one, whole.
 */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CodedError,
  checkAdvance,
  checkHosts,
  findPopularHit,
  type Grades,
  isShrunk,
  type MadeRuleset,
  type MakeOptions,
  type Manifest,
  makeRuleset,
  nextVersion,
  openBundle,
  openFullHashes,
  openHosts,
  openManifest,
  PART_LIMIT,
  PART_NAMES,
  type Policy,
  type SignedManifest,
} from '../../policy/index.ts';
import { type MadeDelta, makeDeltas, recentRules } from './deltas.ts';
import { keepManifest, removeManifests } from './former-manifests.ts';
import { type KeyFile, signerOf } from './key-files.ts';
import { appendLog } from './log-file.ts';
import { logEntryOf, positionOf, type Standing, versionsOf } from './standing.ts';
import { writeWhole } from './write-file.ts';

export interface WriteOptions {
  readonly dir: string;
  readonly standing: Standing;
  readonly compiled: MakeOptions['compiled'];
  readonly policy: Policy;
  readonly grades: Grades;
  readonly keys: readonly KeyFile[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly lifetimeDays: number;
  /** Whether more than half of the rules may go. */
  readonly allowShrink: boolean;
  /** Expressions of popular hosts that somebody wants listed; `before`: as it was settled then. */
  readonly decided: ReadonlySet<string> | 'before';
}

/** Milliseconds for which a part that no manifest names any more is kept for slow clients. */
const KEEP_FORMER = 7 * 86_400_000;

/** Throws `too-many-rules`, `shrunk`, `popular-host`, and what its readers would; then nothing is written. */
export async function writeRuleset(options: WriteOptions): Promise<Manifest> {
  const { dir, standing, compiled, now } = options;
  checkSizes(compiled);
  checkShrinking(options);
  const { ruleCount } = compiled.report;
  const deltas = await makeDeltas(dir, standing, compiled.rules);
  const position = positionOf(standing);
  const made = await makeRuleset({
    ...options,
    keys: options.keys.map(signerOf),
    version: nextVersion(now, position?.version),
    former: position,
    deltas: deltas.map(({ delta }) => delta),
    // As long as a client may hold one of the larger ones.
    shrinks: versionsOf(standing).some((entry) => isShrunk(ruleCount, entry.ruleCount)),
  });
  const signed = await checkAsReader(made, options);
  await writeFiles(dir, made, deltas);
  await appendLog(dir, [...standing.missing, logEntryOf(signed)]);
  await keepManifest(dir, made.manifest.version, made.manifestBytes);
  await writeWhole(join(dir, 'manifest.json'), made.manifestBytes);
  await removeFormerParts(dir, signed, standing);
  return signed.manifest;
}

function checkSizes(compiled: WriteOptions['compiled']): void {
  const { rules, hosts, freshHosts, hashes, evidence } = compiled;
  for (const { length } of [rules, hosts, freshHosts, hashes, evidence]) {
    if (length > PART_LIMIT) {
      throw new CodedError('too-many-rules', `rules: more than ${PART_LIMIT} bytes of them`);
    }
  }
}

function checkShrinking({ standing, compiled, allowShrink }: WriteOptions): void {
  const { ruleCount } = compiled.report;
  const former = versionsOf(standing).at(-1)?.ruleCount ?? 0;
  if (!allowShrink && isShrunk(ruleCount, former)) {
    throw new CodedError(
      'shrunk',
      `rules: ${ruleCount} after ${former}: less than half, and it was not said that this is meant`,
    );
  }
}

/** What its readers would refuse is not published. */
async function checkAsReader(
  { manifestBytes, parts }: MadeRuleset,
  { standing: { trust, former }, now, decided }: WriteOptions,
): Promise<SignedManifest> {
  const signed = await openManifest(manifestBytes, trust);
  const { parts: named } = signed.manifest;
  checkAdvance(signed, { floor: 0, now, held: former });
  const { rules } = await openBundle(signed, parts);
  openFullHashes(parts);
  checkHosts(rules, await openHosts(signed.manifest, parts));
  const isAsBefore = named.rules.sha256 === former?.manifest.parts.rules.sha256;
  if (isAsBefore || decided === 'before') return signed;
  const hit = findPopularHit(rules, decided);
  if (hit !== undefined) {
    throw new CodedError('popular-host', `rules: ${hit}: listed, and everybody uses it`);
  }
  return signed;
}

async function writeFiles(
  dir: string,
  { manifest, parts }: MadeRuleset,
  deltas: readonly MadeDelta[],
): Promise<void> {
  await mkdir(join(dir, 'parts'), { recursive: true });
  for (const name of PART_NAMES) {
    await writeWhole(join(dir, 'parts', manifest.parts[name].sha256), parts[name]);
  }
  for (const { delta, bytes } of deltas) {
    await writeWhole(join(dir, 'parts', delta.sha256), bytes);
  }
}

async function removeFormerParts(
  dir: string,
  { manifest }: SignedManifest,
  standing: Standing,
): Promise<void> {
  const named = new Set(recentRules(versionsOf(standing)).map(({ rules }) => rules));
  const { former } = standing;
  for (const { parts, deltas } of [manifest, ...(former === undefined ? [] : [former.manifest])]) {
    for (const { sha256 } of [...Object.values(parts), ...deltas]) named.add(sha256);
  }
  const old = Date.now() - KEEP_FORMER;
  const versions = [manifest.version, former?.manifest.version ?? 0];
  await removeManifests(dir, old, new Set(versions));
  for (const name of await readdir(join(dir, 'parts'))) {
    if (named.has(name)) continue;
    const path = join(dir, 'parts', name);
    if ((await stat(path)).mtimeMs < old) await rm(path, { force: true });
  }
}
