/**
 * The built pages of portal and desk, read into memory once: nothing that is asked for ever becomes
 * a path. What has its hash in its name is kept by browsers for ever, the documents for no time.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { CodedError, codeOf } from '../policy/index.ts';

export interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

export interface PageFiles {
  /** A document's name, `portal` or `desk`. */
  document(name: string): PageFile | undefined;
  asset(name: string): PageFile | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Throws `no-pages` when they were not built. */
export async function openPageFiles(dir: string): Promise<PageFiles> {
  const documents = await readAll(dir, ['.html']);
  const assets = await readAll(join(dir, 'assets'), ['.css', '.js', '.svg']);
  return {
    document: (name) => documents.get(`${name}.html`),
    asset: (name) => assets.get(name),
  };
}

async function readAll(dir: string, kinds: readonly string[]): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>();
  for (const name of await namesIn(dir)) {
    const type = TYPES[extname(name)];
    if (type === undefined || !kinds.includes(extname(name))) continue;
    const bytes = new Uint8Array(await readFile(join(dir, name)));
    const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
    files.set(name, { bytes, type, etag });
  }
  return files;
}

async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    throw new CodedError('no-pages', `${dir}: the pages are not built there`, { cause });
  }
}
