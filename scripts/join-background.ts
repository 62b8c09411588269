/**
 * Makes one classic script of the background's modules. It starts many times a day, and Chromium
 * starts a classic one in half the time (docs/decisions/0009). What pages of the extension import
 * too stays beside it for them.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { pathInProject } from './project.ts';

/** In a built extension. */
export async function joinBackground(extensionDir: string): Promise<void> {
  const manifestFile = join(extensionDir, 'manifest.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
  const { type: _, ...background } = manifest.background;
  const [loader] = [background.service_worker ?? background.scripts].flat();
  const file = join(extensionDir, loader);
  const [, script] = /^import\s*['"]([^'"]+)['"];?\s*$/.exec(await readFile(file, 'utf8')) ?? [];
  if (script === undefined) throw new Error(`${loader}: does not import one script alone`);
  await writeFile(file, await joined(file));
  await writeFile(manifestFile, `${JSON.stringify({ ...manifest, background }, undefined, 2)}\n`);
  // Nothing but the loader has imported it.
  await rm(join(dirname(file), script));
}

async function joined(input: string): Promise<string> {
  const built = await build({
    root: pathInProject('.'),
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: {
        input,
        // The project's package.json says of its sources which of them do something by themselves,
        // and would be taken to say it of what was built of them too.
        treeshake: false,
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const chunks = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [chunk] = chunks;
  if (chunk?.type !== 'chunk' || chunks.length > 1) throw new Error('background: not one file');
  return chunk.code;
}
