/**
 * Builds the scripts that are put into pages later, each as one classic file. The plugin that builds
 * the extension would let every page ask for them by their addresses.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LATER_SCRIPTS } from '../src/extension/later-scripts.ts';
import { classicScript } from './classic-script.ts';
import { pathInProject } from './project.ts';

/** Puts them into a built extension. */
export async function packLaterScripts(extensionDir: string): Promise<void> {
  for (const path of Object.values(LATER_SCRIPTS)) {
    const file = join(extensionDir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await classicScript(pathInProject(path.replace(/\.js$/, '.ts'))));
  }
}
