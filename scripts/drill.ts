/**
 * Breaks the service and the extension on purpose and looks at what is left of them. The tests do
 * some of this with every run; here it goes on for as long as is asked for.
 *
 *     npm run drill -- intake --loops 1000                   on SQLite
 *     npm run drill -- intake --loops 1000 --store postgres  on a PostgreSQL of its own
 *     npm run drill -- migration --store postgres            after each statement of the migrations
 *     npm run drill -- full-disk                             of a PostgreSQL; as root, on Linux
 *     npm run drill -- updates --loops 500                   of the ruleset, in Chromium
 *     npm run drill -- updates --loops 100 --browser firefox --kill-browser-every 2
 *     npm run drill -- starts --starts 100                   of a managed browser; as root
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { packagedPolicy } from '../src/policy/index.ts';
import { ensureKeys, publishRuleset } from '../src/service/index.ts';
import { drillFullDisk } from '../test/support/full-disk-drill.ts';
import { drillIntake } from '../test/support/intake-drill.ts';
import { drillMigration } from '../test/support/migration-drill.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { TEST_GROUND_VARIABLE } from '../test/support/test-ground.ts';
import { drillUpdates } from '../test/support/update-drill.ts';
import { BROWSERS, type BrowserName } from './browsers.ts';
import { prepareTestGrounds, removeTestGround } from './e2e.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';
import { findOrInstall } from './setup.ts';

interface IntakeOptions {
  readonly loops: string;
  readonly store: 'sqlite' | 'postgres';
}

const SAY_EVERY = 100;

async function intake({ loops, store }: IntakeOptions): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'link-guard-drill-'));
  const server = store === 'postgres' ? await startPostgres() : undefined;
  try {
    const { ruleset } = await ensureKeys(dataDir);
    await publishRuleset({
      dir: join(dataDir, 'ruleset'),
      keys: [ruleset],
      policy: packagedPolicy('everyday'),
      grades: {},
      sources: [],
      now: Date.now(),
      withSeed: false,
    });
    const started = Date.now();
    const report = await drillIntake({
      loops: Number(loops),
      dataDir,
      database: (await server?.newDatabase()) ?? join(dataDir, 'link-guard.sqlite'),
      onLoop(loop) {
        if (loop % SAY_EVERY === 0) say(`${loop} loops`);
      },
    });
    const minutes = Math.round((Date.now() - started) / 6_000) / 10;
    say(
      `${store}: killed ${report.loops} times in ${minutes} minutes; ${report.filed} complaints, ${report.repeated} sent more than once, each acknowledged one there exactly once`,
    );
  } finally {
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function migration({ store }: Pick<IntakeOptions, 'store'>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'link-guard-drill-'));
  const server = store === 'postgres' ? await startPostgres() : undefined;
  let places = 0;
  const newPlace = async (): Promise<string> => {
    places += 1;
    return server === undefined ? join(dataDir, `${places}.sqlite`) : server.newDatabase();
  };
  try {
    const killed = await drillMigration({ newPlace, isAsked: () => true });
    say(
      `${store}: killed after each of ${killed} statements; completed by the next start each time`,
    );
  } finally {
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function fullDisk(): Promise<void> {
  const { acknowledged, refused } = await drillFullDisk();
  say(
    `postgres: ${acknowledged} complaints acknowledged, then ${refused} refused for want of room; once there was some, all of them are there, each once`,
  );
}

interface UpdatesOptions {
  readonly loops: string;
  readonly browser: BrowserName;
  readonly killBrowserEvery: string;
}

async function updates({ loops, browser, killBrowserEvery }: UpdatesOptions): Promise<void> {
  findOrInstall([browser]);
  process.env[TEST_GROUND_VARIABLE] = JSON.stringify(await prepareTestGrounds(1));
  try {
    const started = Date.now();
    const { browsersKilled, reached } = await drillUpdates({
      name: browser,
      loops: Number(loops),
      browserEvery: Number(killBrowserEvery),
      onLoop(loop) {
        if (loop % SAY_EVERY === 0) say(`${loop} loops`);
      },
    });
    const minutes = Math.round((Date.now() - started) / 6_000) / 10;
    say(
      `${browser}: killed during ${loops} updates in ${minutes} minutes, ${browsersKilled} times the whole browser; the old ruleset was in force ${reached.nothing + reached.slot} times, ${reached.slot} of them with the new one written beside it, the new one ${reached.pointer + reached.all} times, ${reached.pointer} of them before its floor was kept twice; never anything else, and no floor was lowered`,
    );
  } finally {
    await removeTestGround();
  }
}

interface StartsOptions {
  readonly starts: string;
  readonly browser: BrowserName;
}

/** Of the tests of managed settings those that lead to the later starts, and these. */
const LATER = '(without a policy|settings that come late|the first judgement)';

function starts({ starts: count, browser }: StartsOptions): void {
  const { status, stdout } = spawnSync(
    process.execPath,
    [pathInProject('scripts/e2e.ts'), 'test/e2e/managed.test.ts', '-t', `in ${browser}.*${LATER}`],
    {
      stdio: ['inherit', 'pipe', 'inherit'],
      encoding: 'utf8',
      env: { ...process.env, LINK_GUARD_STARTS: count, NO_COLOR: '1' },
    },
  );
  process.stdout.write(stdout);
  // Where none has the name that is looked for, all are skipped, and nothing fails.
  process.exitCode = status === 0 && !/^ *Tests +3 passed /m.test(stdout) ? 1 : (status ?? 1);
}

const browserOption = () =>
  new Option('--browser <name>', 'which browser').choices(BROWSERS).default('chromium');

const storeOption = () =>
  new Option('--store <kind>', 'where they are kept')
    .choices(['sqlite', 'postgres'])
    .default('sqlite');

const program = new Command('drill');
program
  .command('intake')
  .description('kill the service while complaints come in, and count what it acknowledged')
  .option('--loops <number>', 'how many times', '1000')
  .addOption(storeOption())
  .action(intake);
program
  .command('migration')
  .description('kill a process while it brings the tables up to date, after each statement')
  .addOption(storeOption())
  .action(migration);
program
  .command('full-disk')
  .description('fill the disk of a PostgreSQL while complaints come in')
  .action(fullDisk);
program
  .command('updates')
  .description('kill the worker, or the browser, while rulesets come in, and look what is in force')
  .option('--loops <number>', 'how many updates', '500')
  .addOption(browserOption())
  .option('--kill-browser-every <number>', 'in which loops it is the whole browser', '10')
  .action(updates);
program
  .command('starts')
  .description('start a managed browser again and again: its first judgement obeys each time')
  .option('--starts <number>', 'how often', '100')
  .addOption(browserOption())
  .action(starts);

await runScript(program);
