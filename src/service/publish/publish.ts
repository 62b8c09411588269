/**
 * Makes a ruleset from the seed and the operator's lists and puts it where it is served from. Parts
 * are named by their content and written first; the manifest, which alone makes them count, last.
 * Killed at any point, the folder holds the former ruleset or the new one, whole.
 */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CodedError,
  type CompileReport,
  codeOf,
  compileRules,
  type Grades,
  type Manifest,
  makeRuleset,
  nextVersion,
  openBundle,
  openManifest,
  PART_LIMIT,
  PART_NAMES,
  type Policy,
  rootKeyOf,
  type SigningKey,
} from '../../policy/index.ts';
import { readManifest } from './read-published.ts';
import { seedLists } from './seed.ts';
import { type ListSource, readSource } from './sources.ts';
import { writeWhole } from './write-file.ts';

export interface PublishOptions {
  /** Gets `manifest.json` and `parts/`. */
  readonly dir: string;
  readonly key: SigningKey;
  readonly policy: Policy;
  readonly grades: Grades;
  readonly sources: readonly ListSource[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly lifetimeDays?: number;
  /** Whether the seed's lists go in too; they do unless this says otherwise. */
  readonly withSeed?: boolean;
}

export interface Published {
  readonly manifest: Manifest;
  readonly report: CompileReport;
}

const LIFETIME_DAYS = 30;

/** Milliseconds for which a part that no manifest names any more is kept for slow clients. */
const KEEP_FORMER = 7 * 86_400_000;

/**
 * Throws `bad-source`, `bad-list`, `too-many-rules`; then nothing was written.
 */
export async function publishRuleset(options: PublishOptions): Promise<Published> {
  const { dir, key, policy, grades, sources, now, withSeed = true } = options;
  const lists = withSeed ? [...seedLists()] : [];
  for (const source of sources) lists.push(await readSource(source));
  const compiled = compileRules(lists);
  if (compiled.remainders.length > PART_LIMIT) {
    throw new CodedError('too-many-rules', `rules: more than ${PART_LIMIT} bytes of them`);
  }
  const former = await formerManifest(dir, key);
  const { manifest, manifestBytes, parts } = await makeRuleset({
    ...{ compiled, policy, grades, key, now },
    version: nextVersion(now, former?.version),
    lifetimeDays: options.lifetimeDays ?? LIFETIME_DAYS,
  });
  // What its readers would refuse is not published.
  await openBundle(await openManifest(manifestBytes, [rootKeyOf(key)]), parts);
  await mkdir(join(dir, 'parts'), { recursive: true });
  for (const name of PART_NAMES) {
    await writeWhole(join(dir, 'parts', manifest.parts[name].sha256), parts[name]);
  }
  await writeWhole(join(dir, 'manifest.json'), manifestBytes);
  await removeFormerParts(dir, [manifest, ...(former === undefined ? [] : [former])]);
  return { manifest, report: compiled.report };
}

/** A manifest that this key did not sign, or that is damaged, has no say in the next version. */
async function formerManifest(dir: string, key: SigningKey): Promise<Manifest | undefined> {
  try {
    return (await readManifest(dir, [rootKeyOf(key)])).manifest;
  } catch (error) {
    const ours = ['no-ruleset', 'bad-manifest', 'unknown-key', 'bad-signature'];
    if (ours.includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

async function removeFormerParts(dir: string, kept: readonly Manifest[]): Promise<void> {
  const named = new Set(kept.flatMap(({ parts }) => PART_NAMES.map((name) => parts[name].sha256)));
  const old = Date.now() - KEEP_FORMER;
  for (const name of await readdir(join(dir, 'parts'))) {
    if (named.has(name)) continue;
    const path = join(dir, 'parts', name);
    const found = await stat(path).catch(() => undefined); // Another publisher was first.
    if (found !== undefined && found.mtimeMs < old) await rm(path, { force: true });
  }
}
