/**
 * Prints what the product costs, measured in one run on this machine: sizes against their limits,
 * times as ratios to something that runs here too, because milliseconds alone say nothing.
 */
import { bundleSizes } from '../scripts/bundle-size.ts';
import { prepareTestGround, removeTestGround } from '../scripts/e2e.ts';
import { complain, reasonOf, say } from '../scripts/say.ts';
import { findOrInstall } from '../scripts/setup.ts';
import { builtExtension, TEST_GROUND_VARIABLE } from '../test/support/test-ground.ts';
import { measureEngine } from './engine.ts';
import { type Links, readLinks } from './links.ts';
import { measurePages } from './page.ts';

/** Bytes after gzip. */
const LIMITS = { contentScript: 25 * 1024, background: 80 * 1024 };

async function bench(): Promise<void> {
  process.env[TEST_GROUND_VARIABLE] = JSON.stringify(await prepareTestGround());
  const links = await readLinks();
  await reportSizes();
  await reportEngine(links);
  await reportPage(links);
}

async function reportSizes(): Promise<void> {
  const sizes = await bundleSizes(builtExtension('chromium'));
  const line = (what: string, size: number, limit: number) =>
    say(
      `size   ${what}: ${kilobytes(size)} gzipped, limit ${kilobytes(limit)}${size > limit ? ': OVER' : ''}`,
    );
  line('content script', sizes.contentScript, LIMITS.contentScript);
  line('background', sizes.background, LIMITS.background);
}

async function reportEngine(links: Links): Promise<void> {
  const { parse, understandAndAct, withRules, actions } = await measureEngine(links);
  const ratio = (time: number) => `${time.toFixed(1)} µs, ${(time / parse).toFixed(1)} × new URL()`;
  say(`engine on ${links.origin}; new URL() takes ${parse.toFixed(2)} µs`);
  say(`engine understand and act: ${ratio(understandAndAct)}`);
  say(`engine the same with the seed's rules: ${ratio(withRules)}`);
  say(`engine actions: ${JSON.stringify(actions)}`);
}

async function reportPage(links: Links): Promise<void> {
  findOrInstall(['chromium']);
  for (const figures of await measurePages(links)) {
    const { guarded, plain, afterLoad } = figures.longestTask;
    const line = (text: string) => say(`page   ${figures.kind} links: ${text}`);
    line(`${figures.handled} of ${figures.links} handled in ${figures.took} ms`);
    line(`messages to the worker: ${figures.messages}; look-ups sent: ${figures.lookups}`);
    line(
      `longest task: ${milliseconds(guarded)} with the guard, ${milliseconds(afterLoad)} once loaded, ${milliseconds(plain)} without the guard${plain > 0 && guarded > 0 ? `, ratio ${(guarded / plain).toFixed(2)}` : ''}`,
    );
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** The browser reports no task that is shorter. */
function milliseconds(duration: number): string {
  return duration === 0 ? 'under 50 ms' : `${Math.round(duration)} ms`;
}

try {
  await bench();
} catch (error) {
  complain(`bench: ${reasonOf(error)}`);
  process.exitCode = 1;
} finally {
  await removeTestGround();
}
