/** Makes a ruleset from the seed and the operator's lists, or signs the published one again. */
import {
  type CompileReport,
  type Grades,
  type ImportedList,
  type Manifest,
  openBundle,
  openManifest,
  type Policy,
  type ReviewDecision,
} from '../../policy/index.ts';
import type { CategoryAudit } from '../../redress/index.ts';
import { auditLists } from './audit-lists.ts';
import { compileLists } from './compile-lists.ts';
import { readFormerManifest } from './former-manifests.ts';
import { setHold } from './hold.ts';
import type { KeyFile } from './key-files.ts';
import { withLock } from './lock.ts';
import { readParts, readPublished } from './read-published.ts';
import { seedLists } from './seed.ts';
import { type ListSource, readSource } from './sources.ts';
import { readStanding } from './standing.ts';
import { readTrust } from './trust-files.ts';
import { writeRuleset } from './write-ruleset.ts';

interface SignOptions {
  /** Has `roots/`; gets `manifest.json`, `parts/`, `log.ndjson`. */
  readonly dir: string;
  readonly keys: readonly KeyFile[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly lifetimeDays?: number | undefined;
}

export interface PublishOptions extends SignOptions {
  readonly policy: Policy;
  readonly grades: Grades;
  readonly sources: readonly ListSource[];
  /** Whether the seed's lists go in too; they do unless this says otherwise. */
  readonly withSeed?: boolean;
  /** Whether more than half of the rules may go. */
  readonly allowShrink?: boolean;
  /** What people decided of earlier reviews. */
  readonly decisions?: readonly ReviewDecision[];
  /** The list that rulings make, which goes in after all others. */
  readonly rulings?: ImportedList | undefined;
  /** The ends of hosts that the lists speak of; absent: of every address. */
  readonly zones?: readonly string[] | undefined;
  /** By provider, the rulings behind its grade; with them, equality is looked at. */
  readonly graded?: ReadonlyMap<string, readonly string[]> | undefined;
}

export interface Published {
  readonly manifest: Manifest;
  readonly report: CompileReport;
  /** Where it was asked for. */
  readonly equality: readonly CategoryAudit[] | undefined;
}

const LIFETIME_DAYS = 30;

/**
 * Throws `no-root`, `bad-source`, `bad-list`, `too-many-rules`, `shrunk`, `popular-host`,
 * `unknown-key` where the root does not name the keys; then nothing was written.
 */
export async function publishRuleset(options: PublishOptions): Promise<Published> {
  const { dir, sources, withSeed = true, lifetimeDays = LIFETIME_DAYS } = options;
  // Without a root there is nobody to sign for, and no list to fetch.
  await readTrust(dir);
  const lists = withSeed ? [...seedLists()] : [];
  for (const source of sources) lists.push(await readSource(source));
  if (options.rulings !== undefined) lists.push(options.rulings);
  return withLock(dir, async () => {
    // Again: the lists took their time, and so did whoever had the lock.
    const { trust } = await readTrust(dir);
    const standing = await readStanding(dir, trust);
    const former = standing.former?.parts;
    const { allowShrink = false, decisions = [], zones } = options;
    const compiled = compileLists(lists, { former, decisions, zones });
    const wanted = decisions.filter(({ decision }) => decision === 'list');
    const manifest = await writeRuleset({
      ...{ ...options, standing, compiled, lifetimeDays, allowShrink },
      decided: new Set(wanted.map(({ expression }) => expression)),
    });
    const { graded } = options;
    const equality = graded && auditLists(lists, { ...options, graded, decisions });
    return { manifest, report: compiled.report, equality };
  });
}

/** The same set under a new version and expiry; throws as reading and publishing do. */
export async function signAgain(options: SignOptions): Promise<Manifest> {
  const { dir, lifetimeDays = LIFETIME_DAYS } = options;
  return withLock(dir, async () => {
    const { manifest, parts, policy, grades, trust } = await readPublished(dir);
    const { ruleCount, lists } = manifest;
    const standing = await readStanding(dir, trust);
    const compiled = { ...parts, lists, report: { ruleCount } };
    return writeRuleset({
      ...{ ...options, standing, compiled, policy, grades, lifetimeDays },
      allowShrink: false,
      decided: new Set(),
    });
  });
}

/**
 * The rules, policy and grades of a former version under a new one: clients never go back, so what
 * was wrong is undone by going on. From then on the lists have no say until somebody publishes
 * anew. Throws `no-such-version`, `bad-part` where its parts are gone, `revoked`.
 */
export async function publishLike(
  options: SignOptions & { readonly version: number },
): Promise<Manifest> {
  const { dir, now, version, lifetimeDays = LIFETIME_DAYS } = options;
  return withLock(dir, async () => {
    const { trust } = await readTrust(dir);
    const signed = await openManifest(await readFormerManifest(dir, version), trust);
    const parts = await readParts(dir, signed);
    const { policy, grades } = await openBundle(signed, parts);
    const { ruleCount, lists } = signed.manifest;
    const manifest = await writeRuleset({
      ...{ ...options, policy, grades, lifetimeDays },
      standing: await readStanding(dir, trust),
      compiled: { ...parts, lists, report: { ruleCount } },
      allowShrink: true,
      decided: 'before',
    });
    await setHold(dir, { like: version, since: new Date(now).toISOString() });
    return manifest;
  });
}
