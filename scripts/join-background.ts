/**
 * Makes one classic script of the background's modules. It starts many times a day, and Chromium
 * starts a classic one in half the time (docs/decisions/0009). It is made of the sources, not of
 * what was built: there, what pages import too would come before the first statement.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { classicScript } from './classic-script.ts';
import { pathInProject } from './project.ts';

const BACKGROUND = 'src/extension/background/main.ts';

/** In a built extension; `source` is a module of the project. */
export async function joinBackground(extensionDir: string, source = BACKGROUND): Promise<void> {
  const manifestFile = join(extensionDir, 'manifest.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
  const { type: _, ...background } = manifest.background;
  const [loader] = [background.service_worker ?? background.scripts].flat();
  const file = join(extensionDir, loader);
  const [, script] = /^import\s*['"]([^'"]+)['"];?\s*$/.exec(await readFile(file, 'utf8')) ?? [];
  if (script === undefined) throw new Error(`${loader}: does not import one script alone`);
  await writeFile(file, await classicScript(pathInProject(source)));
  await writeFile(manifestFile, `${JSON.stringify({ ...manifest, background }, undefined, 2)}\n`);
  // Nothing but the loader has imported it.
  await rm(join(dirname(file), script));
}
