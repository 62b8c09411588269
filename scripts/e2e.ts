/**
 * Runs the end-to-end tests: sees to it that the browsers and the chat server are there, builds
 * the extension with a key made for the tests, once for each policy, and hands over to Vitest.
 * Other arguments are passed on to it.
 */
import { spawnSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { PACKAGED_POLICIES, packagedPolicy } from '../src/policy/index.ts';
import { ensureKeys } from '../src/service/publish/index.ts';
import { TEST_GROUND_VARIABLE, type TestGround } from '../test/support/test-ground.ts';
import { WHOLE_RUN } from '../test/support/whole-run.ts';
import { BUILDS, buildExtensions, describeBuild, packSeed } from './build.ts';
import { freePort } from './ports.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';
import { findOrInstall, NEEDS } from './setup.ts';

const VITEST = pathInProject('node_modules/vitest/vitest.mjs');

/** Of this process alone: two runs at once must not build over each other. */
const DIR = pathInProject(`dist/e2e/${process.pid}`);

/** Files at a time. Much of a test is waiting for a browser: one more than there are processors. */
const WORKERS = Math.min(3, availableParallelism() + 1);

/** One for each worker: a build asks one service, and no two tests share theirs. */
export async function prepareTestGrounds(workers: number): Promise<readonly TestGround[]> {
  await rm(DIR, { recursive: true, force: true });
  const grounds: TestGround[] = [];
  for (let worker = 1; worker <= workers; worker += 1) {
    grounds.push(await prepareTestGround(join(DIR, String(worker))));
  }
  return grounds;
}

async function prepareTestGround(dir: string): Promise<TestGround> {
  const ground = { keyDir: join(dir, 'key'), servicePort: await freePort(), extensionsDir: dir };
  const [first = 'everyday', ...others] = PACKAGED_POLICIES;
  const built = await buildExtensions({
    browsers: BUILDS,
    dataDir: ground.keyDir,
    serviceAddress: `http://127.0.0.1:${ground.servicePort}`,
    policy: packagedPolicy(first),
    outDir: join(dir, first),
  });
  for (const one of built) say(describeBuild(one));
  const { ruleset: key } = await ensureKeys(ground.keyDir);
  for (const name of others) {
    for (const browser of BUILDS) {
      const copy = join(dir, name, browser);
      await cp(join(dir, first, browser), copy, { recursive: true });
      await packSeed(copy, { key, policy: packagedPolicy(name), now: Date.now() });
    }
  }
  return ground;
}

export async function removeTestGround(): Promise<void> {
  await rm(DIR, { recursive: true, force: true });
}

function runTests(args: readonly string[], grounds: readonly TestGround[]): number {
  const { status } = spawnSync(
    process.execPath,
    [VITEST, 'run', '--project', 'e2e', `--maxWorkers=${grounds.length}`, ...args],
    {
      stdio: 'inherit',
      env: { ...process.env, [TEST_GROUND_VARIABLE]: JSON.stringify(grounds) },
    },
  );
  return status ?? 1;
}

if (import.meta.main) {
  await runScript(
    new Command('e2e')
      .argument('[vitest arguments...]')
      .option('--whole', 'everything in both browsers, and the attack table in every mode')
      .allowUnknownOption()
      .action(async (args: readonly string[], { whole }: { whole?: true }) => {
        if (whole) process.env[WHOLE_RUN] = 'yes';
        findOrInstall(NEEDS);
        try {
          process.exitCode = runTests(args, await prepareTestGrounds(WORKERS));
        } finally {
          await removeTestGround();
        }
      }),
  );
}
