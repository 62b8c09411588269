/**
 * Bundles the command line for the package: plain JavaScript, because Node takes no types off what
 * lies under `node_modules`. The dependencies stay outside.
 */
import { Command } from 'commander';
import { build } from 'vite';
import { buildPages } from './build-pages.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';

const CLI_DIR = pathInProject('dist/cli');

export async function buildCli(outDir: string = CLI_DIR): Promise<void> {
  await build({
    root: pathInProject('.'),
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      ssr: true,
      target: 'node24',
      rollupOptions: {
        input: {
          main: pathInProject('src/cli/main.ts'),
          // A thread is started from a file of its own.
          'publish-thread': pathInProject('src/service/publish/publish-thread.ts'),
        },
        // Side by side, so that a file finds its thread wherever its code was put.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

if (import.meta.main) {
  await runScript(
    new Command('build-cli').action(async () => {
      await buildCli();
      await buildPages();
      say(`command line: ${CLI_DIR}`);
    }),
  );
}
