/** The policy service as `npm run service` runs it: with its pages, which are built when missing. */
import { spawn } from 'node:child_process';
import { Command } from 'commander';
import { buildMissingPages, PAGES_DIR } from './build-pages.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { SERVICE_FLAGS, SERVICE_VARIABLES } from './service-process.ts';

await runScript(
  new Command('service')
    .argument('[arguments of serve...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (args: readonly string[]) => {
      await buildMissingPages();
      const child = spawn(
        process.execPath,
        [
          ...SERVICE_FLAGS,
          pathInProject('src/cli/main.ts'),
          'serve',
          '--pages',
          PAGES_DIR,
          ...args,
        ],
        { stdio: 'inherit', env: { ...SERVICE_VARIABLES, ...process.env } },
      );
      // A signal goes to the whole group from a terminal; from elsewhere it is handed on.
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.on(signal, () => child.kill(signal));
      }
      process.exitCode = await new Promise<number>((resolve) => {
        child.once('exit', (code) => resolve(code ?? 1));
      });
    }),
);
