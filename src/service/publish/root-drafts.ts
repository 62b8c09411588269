/** Drafts of roots as files, which go from one machine to the next until enough keys have signed. */
import { readFile, stat } from 'node:fs/promises';
import { CodedError, codeOf, cosignRoot, ROOT_LIMIT, type Root } from '../../policy/index.ts';
import { type KeyFile, signerOf } from './key-files.ts';
import { writeNew, writeWhole } from './write-file.ts';

/** Throws `bad-option` where something is there: it may hold signatures. */
export async function writeDraft(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeNew(path, bytes, 0o644);
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') throw cause;
    throw new CodedError('bad-option', `${path}: is there already`, { cause });
  }
}

/** Throws `bad-root` where it is too long to be one. */
export async function readDraft(path: string): Promise<Uint8Array<ArrayBuffer>> {
  if ((await stat(path)).size > ROOT_LIMIT) {
    throw new CodedError('bad-root', `${path}: longer than ${ROOT_LIMIT} bytes`);
  }
  return readFile(path);
}

/** Adds the signatures and gives what is there then. Throws as `cosignRoot` does. */
export async function cosignDraft(
  path: string,
  former: Root | undefined,
  keys: readonly KeyFile[],
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await cosignRoot(await readDraft(path), former, keys.map(signerOf));
  if (keys.length > 0) await writeWhole(path, bytes);
  return bytes;
}
