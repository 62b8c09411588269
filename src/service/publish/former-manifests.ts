/** The manifests of former versions: by them a version is made again, as long as its parts are kept. */
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, codeOf } from '../../policy/index.ts';
import { writeWhole } from './write-file.ts';

const NAME = /^([1-9]\d{0,14})\.json$/;

export async function keepManifest(dir: string, version: number, bytes: Uint8Array): Promise<void> {
  await mkdir(folderOf(dir), { recursive: true });
  await writeWhole(pathOf(dir, version), bytes);
}

/** Throws `no-such-version`. */
export async function readFormerManifest(
  dir: string,
  version: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readFile(pathOf(dir, version));
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    throw new CodedError('no-such-version', `ruleset ${version}: is not kept in ${dir}`, { cause });
  }
}

/** Removes what was written before an instant (in milliseconds), but for those of some versions. */
export async function removeManifests(
  dir: string,
  before: number,
  keeping: ReadonlySet<number>,
): Promise<void> {
  for (const name of await readdir(folderOf(dir))) {
    const version = Number(NAME.exec(name)?.[1] ?? 0);
    const path = join(folderOf(dir), name);
    if (keeping.has(version) || (await stat(path)).mtimeMs >= before) continue;
    await rm(path, { force: true });
  }
}

function folderOf(dir: string): string {
  return join(dir, 'manifests');
}

function pathOf(dir: string, version: number): string {
  return join(folderOf(dir), `${version}.json`);
}
