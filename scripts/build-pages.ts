/** Builds the service's own pages, portal and desk. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { build } from 'vite';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';

export const PAGES_DIR = pathInProject('dist/pages');

export async function buildPages(outDir: string = PAGES_DIR): Promise<void> {
  await build({
    configFile: pathInProject('vite.pages.config.ts'),
    logLevel: 'warn',
    build: { outDir },
  });
}

/** For whoever starts the service on a fresh clone. */
export async function buildMissingPages(): Promise<void> {
  try {
    await access(join(PAGES_DIR, 'portal.html'));
  } catch {
    await buildPages();
  }
}

if (import.meta.main) {
  await runScript(
    new Command('build-pages').action(async () => {
      await buildPages();
      say(`pages: ${PAGES_DIR}`);
    }),
  );
}
