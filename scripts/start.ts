/**
 * The whole product on this machine: builds both extensions, publishes a ruleset, runs the policy
 * service and the demo chat, and opens a browser with the extension on it.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Browser, Page } from 'puppeteer-core';
import {
  parseListOption,
  parsePort,
  parseRepeated,
  readPolicy,
  sourcesOf,
} from '../src/cli/options.ts';
import { conflictLines, listLines } from '../src/cli/report.ts';
import type { ListSource } from '../src/service/publish/index.ts';
import { BROWSERS, type BrowserName, findBrowser } from './browsers.ts';
import { BUILDS, buildExtensions, describeBuild } from './build.ts';
import { waitUntilGuarded } from './guarded-page.ts';
import { interrupted } from './interrupted.ts';
import { type LocalService, loadingAdvice, startLocalService } from './local-service.ts';
import { openBrowser } from './open-browser.ts';
import { freePort } from './ports.ts';
import { pathInProject, SERVICE_PORT } from './project.ts';
import { runScript } from './run-script.ts';
import { complain, reasonOf, say } from './say.ts';
import { findOrInstall } from './setup.ts';

interface StartOptions {
  readonly policy: string;
  readonly port: number;
  readonly data: string;
  readonly list?: readonly ListSource[];
  readonly allowing?: readonly string[];
  readonly screenshot?: string;
  /** False with `--no-browser`, a name with `--browser`. */
  readonly browser?: BrowserName | false;
  readonly lang?: string;
}

const OUT = pathInProject('dist');

async function start(options: StartOptions): Promise<void> {
  const lists = sourcesOf(options);
  const policy = await readPolicy(options.policy);
  const dataDir = resolve(options.data);
  const port = await freePort(options.port);
  if (port !== options.port) say(`Port ${options.port} is taken; the service takes ${port}.`);
  for (const built of await buildExtensions({
    browsers: BUILDS,
    dataDir,
    serviceAddress: `http://127.0.0.1:${port}`,
    policy,
    outDir: OUT,
  })) {
    say(describeBuild(built));
  }
  const local = await startLocalService({ dataDir, port, policy, lists });
  try {
    const { manifest, report } = local.published;
    say(`Ruleset ${manifest.version}: ${manifest.ruleCount} rules, policy ${policy.id}`);
    for (const line of [...listLines(report), ...conflictLines(report.conflicts)]) say(line);
    say(`Policy service: ${local.service.address}`);
    say(`Demo chat: ${local.demo.address}/`);
    if (options.screenshot === undefined) await run(options, local, dataDir);
    else await takePicture(options.screenshot, options, local, dataDir);
  } finally {
    await local.close();
  }
}

/** Until Ctrl-C; the services go on when the browser is closed. */
async function run(options: StartOptions, local: LocalService, dataDir: string): Promise<void> {
  const stopped = interrupted();
  const browser = await openHere(options, local, dataDir);
  if (browser === undefined) for (const line of loadingAdvice(OUT, local.demo.address)) say(line);
  else say('The popup of Link Guard is behind the puzzle piece in the toolbar.');
  say('Press Ctrl-C to end.');
  await stopped;
  say('');
  await browser?.close().catch(() => undefined); // The person was first.
}

/** Undefined, with a word why, where no browser can be shown. */
async function openHere(
  options: StartOptions,
  local: LocalService,
  dataDir: string,
): Promise<Browser | undefined> {
  if (options.browser === false) return undefined;
  if (!hasDisplay()) {
    say('There is no display here: no browser is opened.');
    return undefined;
  }
  const name = chosenBrowser(options);
  try {
    const { [name]: executablePath = '' } = findOrInstall([name]);
    return await openDemo({ ...options, name, executablePath, isHeadless: false }, local, dataDir);
  } catch (error) {
    complain(`The browser did not open: ${reasonOf(error)}`);
    return undefined;
  }
}

async function takePicture(
  file: string,
  options: StartOptions,
  local: LocalService,
  dataDir: string,
): Promise<void> {
  const name = chosenBrowser(options);
  const { [name]: executablePath = '' } = findOrInstall([name]);
  const browser = await openDemo(
    { ...options, name, executablePath, isHeadless: true },
    local,
    dataDir,
  );
  try {
    const page = await demoPage(browser, local);
    const stopped = await waitUntilGuarded(page);
    await writeFile(file, await page.screenshot());
    say(`${file}: the demo chat in ${name}; links stopped in view: ${stopped}`);
  } finally {
    await browser.close();
  }
}

async function openDemo(
  options: {
    readonly name: BrowserName;
    readonly executablePath: string;
    readonly isHeadless: boolean;
    readonly lang?: string;
  },
  local: LocalService,
  dataDir: string,
): Promise<Browser> {
  const { name, isHeadless } = options;
  const profileDir = join(dataDir, isHeadless ? `picture-${name}` : `profile-${name}`);
  // A picture shows what a newcomer sees, not what was chosen here before.
  if (isHeadless) await rm(profileDir, { recursive: true, force: true });
  const extensionDir = join(OUT, name === 'chromium' ? 'chrome' : 'firefox');
  const browser = await openBrowser({ ...options, extensionDir, profileDir });
  const [first] = await browser.pages();
  const page = first === undefined || isHeadless ? await browser.newPage() : first;
  await page.goto(`${local.demo.address}/`);
  return browser;
}

async function demoPage(browser: Browser, local: LocalService): Promise<Page> {
  const page = (await browser.pages()).find((one) => one.url().startsWith(local.demo.address));
  if (page === undefined) throw new Error('the demo chat was closed');
  return page;
}

function chosenBrowser({ browser }: StartOptions): BrowserName {
  if (typeof browser === 'string') return browser;
  const isOnlyFirefox =
    findBrowser('chromium') === undefined && findBrowser('firefox') !== undefined;
  return isOnlyFirefox ? 'firefox' : 'chromium';
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

if (import.meta.main) {
  await runScript(
    new Command('start')
      .option('--policy <name|file>', 'policy of the published ruleset', 'everyday')
      .option('--port <port>', 'port of the policy service', parsePort, SERVICE_PORT)
      .option('--data <dir>', 'folder for keys, ruleset, database, profiles', pathInProject('data'))
      .option('--list <name=file|url[@violation[@format]]>', 'add a list', parseListOption)
      .option('--allowing <name>', 'a list that may also allow', parseRepeated)
      .option('--screenshot <file>', 'write a picture of the guarded demo chat, and end')
      .addOption(new Option('--browser <name>', 'which browser to open').choices(BROWSERS))
      .option('--no-browser', 'open none')
      .option('--lang <tag>', 'language of the browser, like zh-CN')
      .action(start),
  );
}
