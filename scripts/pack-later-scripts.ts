/**
 * Builds the scripts that are put into pages later, each as one classic file. The plugin that builds
 * the extension would let every page ask for them by their addresses.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { LATER_SCRIPTS } from '../src/extension/later-scripts.ts';
import { pathInProject } from './project.ts';

/** Puts them into a built extension. */
export async function packLaterScripts(extensionDir: string): Promise<void> {
  for (const path of Object.values(LATER_SCRIPTS)) {
    const file = join(extensionDir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await codeOf(path));
  }
}

async function codeOf(path: string): Promise<string> {
  const built = await build({
    root: pathInProject('.'),
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: {
        input: pathInProject(path.replace(/\.js$/, '.ts')),
        output: { format: 'iife' },
      },
    },
  });
  const [chunk] = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (chunk?.type !== 'chunk') throw new Error(`${path}: nothing was built`);
  return chunk.code;
}
