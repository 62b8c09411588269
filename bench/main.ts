/**
 * Prints what the product costs, measured in one run on this machine: sizes against their limits,
 * times as ratios to something that runs here too, because milliseconds alone say nothing.
 *
 *     npm run bench                        all of it
 *     npm run bench -- matcher lifecycle   some of it
 *     npm run bench -- --json              one object a line
 */
import { prepareTestGrounds, removeTestGround } from '../scripts/e2e.ts';
import { TEST_GROUND_VARIABLE } from '../test/support/test-ground.ts';
import { benchBrowser } from './browser.ts';
import { benchCold } from './cold.ts';
import { benchDom } from './dom.ts';
import { benchEngine } from './engine.ts';
import type { Report } from './figures.ts';
import { benchLifecycle } from './lifecycle.ts';
import { benchMatcher } from './matcher.ts';
import { benchPage } from './page-figures.ts';
import { benchPopup } from './popup.ts';
import { benchPort } from './port.ts';
import { type Parts, runParts } from './run-parts.ts';
import { benchSizes } from './sizes.ts';
import { benchWorker } from './worker.ts';

const PARTS: Parts = {
  matcher: benchMatcher,
  lifecycle: benchLifecycle,
  browser: benchBrowser,
  engine: benchEngine,
  sizes: withExtension(benchSizes),
  page: withExtension(benchPage),
  dom: withExtension(benchDom),
  popup: withExtension(benchPopup),
  port: withExtension(benchPort),
  worker: withExtension(benchWorker),
  cold: withExtension(benchCold),
};

/** Some are measured on the built extension. */
function withExtension(work: (report: Report) => Promise<void>) {
  return async (report: Report): Promise<void> => {
    process.env[TEST_GROUND_VARIABLE] ??= JSON.stringify(await apart(() => prepareTestGrounds(1)));
    await work(report);
  };
}

/** What a build has to say is no figure. */
async function apart<T>(work: () => Promise<T>): Promise<T> {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  try {
    return await work();
  } finally {
    stdout.write = write;
  }
}

try {
  await runParts(PARTS);
} finally {
  await removeTestGround();
}
