/**
 * Takes pictures of everything that a person sees, for looking at: the demo chat, the gate and the
 * popup, portal and desk, with the built extension and a real service. Each look differs from the others in browser,
 * language, colours and width, so that each of these is seen in both browsers, or in several languages.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { startInternet } from '../test/support/internet.ts';
import { startPolicyService } from '../test/support/service.ts';
import { TEST_GROUND_VARIABLE } from '../test/support/test-ground.ts';
import { serveDemo } from './demo.ts';
import { prepareTestGrounds, removeTestGround } from './e2e.ts';
import { takeGatePictures, takePagePictures } from './page-pictures.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { complain, reasonOf, say } from './say.ts';
import { type Look, openScenery } from './screenshot-scenery.ts';
import { SCENES } from './screenshot-scenes.ts';
import { findOrInstall } from './setup.ts';

const LOOKS: readonly Look[] = [
  { browser: 'chromium', lang: 'en-US', colours: 'light', width: 'wide' },
  { browser: 'chromium', lang: 'zh-CN', colours: 'dark', width: 'narrow' },
  { browser: 'chromium', lang: 'zh-TW', colours: 'light', width: 'wide' },
  { browser: 'firefox', lang: 'zh-CN', colours: 'light', width: 'wide' },
  { browser: 'firefox', lang: 'en-US', colours: 'dark', width: 'narrow' },
];

function nameOf({ browser, lang, colours, width }: Look): string {
  return `${browser}-${lang}-${colours}-${width}`;
}

async function takePictures(options: { out: string; look?: string }): Promise<void> {
  const looks = LOOKS.filter((look) => nameOf(look).includes(options.look ?? ''));
  if (looks.length === 0) throw new Error(`no look has ${options.look} in its name`);
  const dir = resolve(options.out);
  for (const name of new Set(looks.map(({ browser }) => browser))) findOrInstall([name]);
  try {
    process.env[TEST_GROUND_VARIABLE] = JSON.stringify(await prepareTestGrounds(1));
    for (const look of looks) {
      await rm(join(dir, nameOf(look)), { recursive: true, force: true });
      try {
        const own = join(dir, nameOf(look));
        const taken =
          (await takeLook(look, own)) +
          (await takeGatePictures(look, join(own, 'ruled'))) +
          (await takePagePictures(look, join(own, 'service')));
        say(`${nameOf(look)}: ${taken} pictures`);
      } catch (error) {
        // The other looks are worth having all the same.
        complain(`${nameOf(look)}: ${reasonOf(error)}`);
        process.exitCode = 1;
      }
    }
  } finally {
    await removeTestGround();
  }
  say(dir);
}

async function takeLook(look: Look, dir: string): Promise<number> {
  await mkdir(dir, { recursive: true });
  const closing = new AsyncDisposableStack();
  try {
    const internet = closing.adopt(await startInternet(), (one) => one.close());
    const service = closing.adopt(await startPolicyService(), (one) => one.close());
    const demo = closing.adopt(await serveDemo({ port: 0 }), (one) => one.close());
    const scenery = await openScenery({ look, dir, internet, service, demo });
    closing.defer(() => scenery.browser.close());
    for (const scene of SCENES) await scene(scenery);
    return scenery.taken();
  } finally {
    await closing.disposeAsync();
  }
}

if (import.meta.main) {
  await runScript(
    new Command('screenshots')
      .option('--out <dir>', 'where the pictures go', pathInProject('screenshots'))
      .option('--look <part>', 'only looks whose name has this in it, like firefox or zh')
      .action(takePictures),
  );
}
