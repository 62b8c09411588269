/** Reads a published ruleset back from its folder, and checks all of it. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CheckedBundle,
  CodedError,
  checkBundle,
  checkPart,
  checkRuleCount,
  codeOf,
  type FullHashes,
  type HostLists,
  MANIFEST_LIMIT,
  type OpenedRuleset,
  openFullHashes,
  openHosts,
  openManifest,
  openRules,
  PART_NAMES,
  type Part,
  type PartName,
  type SignedManifest,
  type Trust,
} from '../../policy/index.ts';
import { readTrust } from './trust-files.ts';

/** What a service answers from: rules and hosts in plain are handed on as they are. */
export interface ServedRuleset extends CheckedBundle {
  readonly manifestBytes: Uint8Array<ArrayBuffer>;
  readonly parts: Readonly<Record<PartName, Uint8Array<ArrayBuffer>>>;
  readonly fullHashes: FullHashes;
  readonly trust: Trust;
}

export interface ReadRuleset extends ServedRuleset, OpenedRuleset {
  readonly hostLists: HostLists;
}

export interface ReadManifest extends SignedManifest {
  readonly manifestBytes: Uint8Array<ArrayBuffer>;
}

/**
 * Trusting the anchor, or else the first root of the folder itself. Throws `no-ruleset` where
 * nothing was published, `bad-part` where a part is missing or not the one that the manifest names,
 * and whatever opening roots, revocation, manifest and parts throws.
 */
export async function readPublished(
  dir: string,
  anchor?: Uint8Array<ArrayBuffer>,
): Promise<ReadRuleset> {
  const served = await readServed(dir, anchor);
  const hostLists = await openHosts(served.manifest, served.parts);
  return { ...served, rules: openRules(served.parts.rules), hostLists };
}

/**
 * As `readPublished`, without opening the rules and the hosts in plain, which takes room and time:
 * their parts are the ones that the manifest names, and who uses them decodes them.
 */
export async function readServed(
  dir: string,
  anchor?: Uint8Array<ArrayBuffer>,
): Promise<ServedRuleset> {
  await checkThere(dir);
  const { trust } = await readTrust(dir, anchor);
  const { manifestBytes, ...signed } = await readManifest(dir, trust);
  const parts = await readParts(dir, signed);
  const checked = await checkBundle(signed, parts);
  const fullHashes = openFullHashes(parts);
  checkRuleCount(signed, fullHashes.ruleCount);
  return { ...checked, manifestBytes, parts, fullHashes, trust };
}

export async function readManifest(dir: string, trust: Trust): Promise<ReadManifest> {
  const path = await checkThere(dir);
  if ((await stat(path)).size > MANIFEST_LIMIT) {
    throw new CodedError('bad-manifest', `${path}: longer than ${MANIFEST_LIMIT} bytes`);
  }
  const manifestBytes = await readFile(path);
  return { ...(await openManifest(manifestBytes, trust)), manifestBytes };
}

/** Every part, as the manifest names it. */
export async function readParts(
  dir: string,
  { manifest }: SignedManifest,
): Promise<ReadRuleset['parts']> {
  const read = async (name: PartName) => readPart(dir, name, manifest.parts[name]);
  const entries = PART_NAMES.map(async (name) => [name, await read(name)] as const);
  return Object.fromEntries(await Promise.all(entries)) as ReadRuleset['parts'];
}

/** Throws `bad-part` where it is missing or not the one that is expected. */
export async function readPart(
  dir: string,
  name: string,
  expected: Part,
): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(dir, 'parts', expected.sha256);
  try {
    const { size } = await stat(path);
    if (size !== expected.size) {
      throw new CodedError('bad-part', `part ${name}: ${size} bytes, not as the manifest says`);
    }
    const bytes = await readFile(path);
    await checkPart(name, expected, bytes);
    return bytes;
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    throw new CodedError('bad-part', `part ${name}: missing`, { cause });
  }
}

async function checkThere(dir: string): Promise<string> {
  const path = join(dir, 'manifest.json');
  try {
    await stat(path);
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    throw new CodedError('no-ruleset', `${path}: no ruleset was published there`, { cause });
  }
  return path;
}
