/** Reads a published ruleset back from its folder, and checks all of it. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CodedError,
  checkPart,
  codeOf,
  MANIFEST_LIMIT,
  type Manifest,
  type OpenedRuleset,
  openBundle,
  openFullHashes,
  openManifest,
  PART_NAMES,
  type PartName,
  type RootKey,
} from '../../policy/index.ts';

export interface ReadRuleset extends OpenedRuleset {
  readonly manifestBytes: Uint8Array<ArrayBuffer>;
  readonly parts: Readonly<Record<PartName, Uint8Array<ArrayBuffer>>>;
}

/**
 * Throws `no-ruleset` where nothing was published, `bad-part` where a part is missing or not the
 * one that the manifest names, and whatever opening a manifest and its parts throws.
 */
export async function readPublished(
  dir: string,
  rootKeys: readonly RootKey[],
): Promise<ReadRuleset> {
  const { manifest, manifestBytes } = await readManifest(dir, rootKeys);
  const parts = Object.fromEntries(
    await Promise.all(PART_NAMES.map(async (name) => [name, await readPart(dir, manifest, name)])),
  ) as Record<PartName, Uint8Array<ArrayBuffer>>;
  checkPart('remainders', manifest.parts.remainders, parts.remainders);
  const opened = await openBundle(manifest, parts);
  openFullHashes(parts.rules, parts.remainders);
  return { ...opened, manifestBytes, parts };
}

export async function readManifest(
  dir: string,
  rootKeys: readonly RootKey[],
): Promise<{ manifest: Manifest; manifestBytes: Uint8Array<ArrayBuffer> }> {
  const path = join(dir, 'manifest.json');
  let manifestBytes: Uint8Array<ArrayBuffer>;
  try {
    if ((await stat(path)).size > MANIFEST_LIMIT) {
      throw new CodedError('bad-manifest', `${path}: longer than ${MANIFEST_LIMIT} bytes`);
    }
    manifestBytes = await readFile(path);
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    throw new CodedError('no-ruleset', `${path}: no ruleset was published there`, { cause });
  }
  return { manifest: await openManifest(manifestBytes, rootKeys), manifestBytes };
}

async function readPart(
  dir: string,
  manifest: Manifest,
  name: PartName,
): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(dir, 'parts', manifest.parts[name].sha256);
  try {
    const { size } = await stat(path);
    if (size !== manifest.parts[name].size) {
      throw new CodedError('bad-part', `part ${name}: ${size} bytes, not as the manifest says`);
    }
    return await readFile(path);
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    throw new CodedError('bad-part', `part ${name}: missing`, { cause });
  }
}
