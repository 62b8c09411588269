/** Files that are either there whole or not there, whenever the process is killed. */
import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** In the place of whatever is there. */
export async function writeWhole(path: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  await write(path, bytes, mode, rename);
}

/** Fails with `EEXIST` where something is there. */
export async function writeNew(
  path: string,
  content: string | Uint8Array,
  mode: number,
): Promise<void> {
  await write(path, content, mode, link);
}

/** Makes names in a folder outlive a power cut; a no-op where folders cannot be opened. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function write(
  path: string,
  content: string | Uint8Array,
  mode: number,
  name: (temporary: string, path: string) => Promise<void>,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await name(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(path));
}
