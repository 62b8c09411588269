/**
 * Runs the end-to-end tests: sees to it that the browsers and the chat server are there, builds
 * the extension with a key made for the tests, once for each policy, and hands over to Vitest.
 * Arguments are passed on to it.
 */
import { spawnSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { PACKAGED_POLICIES, packagedPolicy } from '../src/policy/index.ts';
import { ensureKeys } from '../src/service/publish/index.ts';
import { TEST_GROUND_VARIABLE, type TestGround } from '../test/support/test-ground.ts';
import { BUILDS, buildExtensions, describeBuild, packSeed } from './build.ts';
import { freePort } from './ports.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';
import { findOrInstall, NEEDS } from './setup.ts';

const VITEST = pathInProject('node_modules/vitest/vitest.mjs');

/** Of this process alone: two runs at once must not build over each other. */
const DIR = pathInProject(`dist/e2e/${process.pid}`);

export async function prepareTestGround(): Promise<TestGround> {
  await rm(DIR, { recursive: true, force: true });
  const ground = { keyDir: join(DIR, 'key'), servicePort: await freePort(), extensionsDir: DIR };
  const [first = 'everyday', ...others] = PACKAGED_POLICIES;
  const built = await buildExtensions({
    browsers: BUILDS,
    dataDir: ground.keyDir,
    serviceAddress: `http://127.0.0.1:${ground.servicePort}`,
    policy: packagedPolicy(first),
    outDir: join(DIR, first),
  });
  for (const one of built) say(describeBuild(one));
  const { ruleset: key } = await ensureKeys(ground.keyDir);
  for (const name of others) {
    for (const browser of BUILDS) {
      const copy = join(DIR, name, browser);
      await cp(join(DIR, first, browser), copy, { recursive: true });
      await packSeed(copy, { key, policy: packagedPolicy(name), now: Date.now() });
    }
  }
  return ground;
}

export async function removeTestGround(): Promise<void> {
  await rm(DIR, { recursive: true, force: true });
}

function runTests(args: readonly string[], ground: TestGround): number {
  const { status } = spawnSync(process.execPath, [VITEST, 'run', '--project', 'e2e', ...args], {
    stdio: 'inherit',
    env: { ...process.env, [TEST_GROUND_VARIABLE]: JSON.stringify(ground) },
  });
  return status ?? 1;
}

if (import.meta.main) {
  await runScript(
    new Command('e2e')
      .argument('[vitest arguments...]')
      .allowUnknownOption()
      .action(async (args) => {
        findOrInstall(NEEDS);
        try {
          process.exitCode = runTests(args, await prepareTestGround());
        } finally {
          await removeTestGround();
        }
      }),
  );
}
