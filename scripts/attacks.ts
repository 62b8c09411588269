/**
 * Carries out the attack table and writes `docs/attacks.md`. Arguments are passed on to Vitest, to
 * carry out some of it; then nothing is written, for it would not be the whole table.
 */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { ATTACKS } from '../test/attacks/index.ts';
import { type Results, resultsOf, rowsOf, tableOf } from '../test/attacks/results.ts';
import { installed } from '../test/support/installed.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';
import { WHOLE_RUN } from '../test/support/whole-run.ts';
import { BROWSERS, type BrowserName } from './browsers.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';

const TABLE = pathInProject('docs/attacks.md');

const NAMES: Readonly<Record<BrowserName, string>> = { chromium: 'Chromium', firefox: 'Firefox' };

async function carryOut(args: readonly string[], json: boolean) {
  const folder = await makeTemporaryFolder('attacks');
  const file = join(folder.path, 'report.json');
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        pathInProject('scripts/e2e.ts'),
        'test/e2e/attacks-',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args,
      ],
      // Standard output is for the results alone, where they are asked for.
      { stdio: ['ignore', json ? 2 : 1, 2], env: { ...process.env, [WHOLE_RUN]: 'yes' } },
    );
    process.exitCode = status ?? 1;
    return resultsOf(JSON.parse(await readFile(file, 'utf8')));
  } finally {
    await folder.remove();
  }
}

function versionOf(name: BrowserName): string {
  const { stdout } = spawnSync(installed(name), ['--version'], { encoding: 'utf8' });
  return `${NAMES[name]} ${/\d+/.exec(stdout)?.[0] ?? ''}`.trim();
}

async function writeTable(results: Results): Promise<void> {
  const [chromium, firefox] = BROWSERS.map(versionOf);
  const versions = { chromium: chromium ?? '', firefox: firefox ?? '' };
  await writeFile(TABLE, tableOf(ATTACKS, results, versions));
}

if (import.meta.main) {
  await runScript(
    new Command('e2e:attacks')
      .argument('[vitest arguments...]')
      .option('--json', 'one object for each attack and browser on standard output')
      .allowUnknownOption()
      .action(async (args: readonly string[], { json = false }: { json?: boolean }) => {
        const results = await carryOut(args, json);
        if (args.length === 0) await writeTable(results);
        if (json) for (const row of rowsOf(ATTACKS, results)) say(JSON.stringify(row));
        else if (args.length === 0) say(TABLE);
      }),
  );
}
