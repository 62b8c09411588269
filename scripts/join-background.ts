/**
 * Makes one classic script of the background's modules. It starts many times a day, and Chromium
 * starts a classic one in half the time (docs/decisions/0009). What pages of the extension import
 * too stays beside it for them.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { classicScript } from './classic-script.ts';

/** In a built extension. */
export async function joinBackground(extensionDir: string): Promise<void> {
  const manifestFile = join(extensionDir, 'manifest.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
  const { type: _, ...background } = manifest.background;
  const [loader] = [background.service_worker ?? background.scripts].flat();
  const file = join(extensionDir, loader);
  const [, script] = /^import\s*['"]([^'"]+)['"];?\s*$/.exec(await readFile(file, 'utf8')) ?? [];
  if (script === undefined) throw new Error(`${loader}: does not import one script alone`);
  await writeFile(file, await classicScript(file, { isBuilt: true }));
  await writeFile(manifestFile, `${JSON.stringify({ ...manifest, background }, undefined, 2)}\n`);
  // Nothing but the loader has imported it.
  await rm(join(dirname(file), script));
}
