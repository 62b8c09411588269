/** The roots and the revocation in a published folder: what its ruleset is judged by. */
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CodedError,
  codeOf,
  openFirstRoot,
  openRevocation,
  REVOCATION_LIMIT,
  ROOT_LIMIT,
  type Root,
  type Trust,
  walkRoots,
} from '../../policy/index.ts';
import { writeNew } from './write-file.ts';

export interface ReadTrust {
  readonly trust: Trust;
  /** From the anchor to the newest one. */
  readonly roots: readonly Uint8Array<ArrayBuffer>[];
}

export function rootPath(dir: string, number: number): string {
  return join(dir, 'roots', `${number}.json`);
}

export function revocationPath(dir: string): string {
  return join(dir, 'revocation.json');
}

/**
 * From the anchor, or else from the first root of the folder itself. Throws `no-root` where there
 * is none, and what opening a root and a revocation throws.
 */
export async function readTrust(dir: string, anchor?: Uint8Array<ArrayBuffer>): Promise<ReadTrust> {
  const roots = [anchor ?? (await readFirstRoot(dir))];
  let root = await openFirstRoot(roots[0] ?? new Uint8Array());
  for (let isWhole = false; !isWhole; ) {
    const walk = await walkRoots(root, async (number) => {
      const bytes = await readIfThere(rootPath(dir, number), ROOT_LIMIT);
      if (bytes !== undefined) roots.push(bytes);
      return bytes;
    });
    ({ root, isWhole } = walk);
  }
  const bytes = await readRevocation(dir);
  const revocation = bytes === undefined ? undefined : await openRevocation(bytes, root);
  return { trust: { root, revocation }, roots };
}

export function readRevocation(dir: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return readIfThere(revocationPath(dir), REVOCATION_LIMIT);
}

/** Throws `root-exists`: who took the one that is there could follow no other. */
export async function writeRoot(dir: string, { number }: Root, bytes: Uint8Array): Promise<string> {
  await mkdir(join(dir, 'roots'), { recursive: true });
  const path = rootPath(dir, number);
  try {
    await writeNew(path, bytes, 0o644);
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') throw cause;
    throw new CodedError('root-exists', `${path}: is there already`, { cause });
  }
  return path;
}

async function readFirstRoot(dir: string): Promise<Uint8Array<ArrayBuffer>> {
  const names = await readdir(join(dir, 'roots')).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  const numbers = names.flatMap((name) => /^([1-9]\d{0,14})\.json$/.exec(name)?.[1] ?? []);
  const first = Math.min(...numbers.map(Number));
  const bytes = await readIfThere(rootPath(dir, first), ROOT_LIMIT);
  if (bytes === undefined) throw new CodedError('no-root', `${join(dir, 'roots')}: holds no root`);
  return bytes;
}

async function readIfThere(
  path: string,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const { size } = await stat(path);
    if (size > limit) throw new CodedError('bad-root', `${path}: longer than ${limit} bytes`);
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
