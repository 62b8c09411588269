/** What a built extension weighs, as it is loaded: each entry with everything that it imports. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface BundleSizes {
  /** Bytes after gzip. */
  readonly contentScript: number;
  readonly background: number;
  readonly popup: number;
  readonly options: number;
}

export async function bundleSizes(extensionDir: string): Promise<BundleSizes> {
  const manifest = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'));
  const content: readonly { js?: readonly string[] }[] = manifest.content_scripts ?? [];
  const { service_worker: worker, scripts = [] } = manifest.background ?? {};
  return {
    contentScript: await gzippedSize(
      extensionDir,
      content.flatMap(({ js = [] }) => js),
    ),
    background: await gzippedSize(extensionDir, worker === undefined ? scripts : [worker]),
    popup: await pageSize(extensionDir, manifest.action?.default_popup),
    options: await pageSize(extensionDir, manifest.options_ui?.page),
  };
}

/** With its scripts and styles; 0 where there is no such page. */
export async function pageSize(extensionDir: string, page: string | undefined): Promise<number> {
  if (page === undefined) return 0;
  const html = await readFile(join(extensionDir, page), 'utf8');
  const loaded = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path = '']) =>
    path.startsWith('/') ? path.slice(1) : join(dirname(page), path),
  );
  return gzipSync(html).length + (await gzippedSize(extensionDir, loaded));
}

async function gzippedSize(extensionDir: string, entries: readonly string[]): Promise<number> {
  let size = 0;
  const waiting = [...entries];
  const seen = new Set(waiting);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = await readFile(join(extensionDir, path), 'utf8');
    size += gzipSync(text).length;
    for (const imported of importsOf(text)) {
      const target = imported.startsWith('/') ? imported.slice(1) : join(dirname(path), imported);
      if (seen.has(target)) continue;
      seen.add(target);
      waiting.push(target);
    }
  }
  return size;
}

/** The relative addresses that a built module imports statically. */
function importsOf(text: string): string[] {
  const statements =
    /(?:^|[;\n}])\s*(?:import|export)\s*(?:[\w*{][^'"();]*?from\s*)?['"]([./][^'"]+)['"]/g;
  return [...text.matchAll(statements)].flatMap(([, path]) => (path === undefined ? [] : [path]));
}
