/// <reference lib="dom" />
/**
 * Real lists, as an operator names them: published by the service, fetched by the extension, and
 * in force in the page. The lists stand beside the project and are not part of it; where they are
 * not there, the names of the tests say so and the seed alone is used.
 */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveDemo } from '../../scripts/demo.ts';
import type { RunningServer } from '../../scripts/folder-server.ts';
import type { ListSource } from '../../src/service/index.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { rulesetTaken, SENTINEL } from '../support/guarded-chat.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';

const FOLDER = new URL('../../../shared/data/lists/', import.meta.url);
const FILES = ['tw165-2026-05.txt', 'blocklistproject-phishing.txt', 'urlhaus-abp-online.txt'];

const areHere = FILES.every((file) => existsSync(new URL(file, FOLDER)));
const WITH = areHere ? 'with real lists' : 'without the real lists, which are not here';

const LISTS: readonly ListSource[] = areHere
  ? FILES.map((file) => ({
      name: file.replace('.txt', ''),
      from: new URL(file, FOLDER).pathname,
      violation: 'phishing',
    }))
  : [];

function linesOf(file: string): readonly string[] {
  return readFileSync(new URL(file, FOLDER), 'utf8').split(/\r?\n/);
}

/** A few entries from all over the lists. */
function listed(): readonly string[] {
  if (!areHere) return ['https://phishing.link-guard.example/'];
  const pages = linesOf('tw165-2026-05.txt').filter((line) =>
    /^https?:\/\/www\.facebook\.com\/./.test(line),
  );
  const hosts = linesOf('blocklistproject-phishing.txt').filter((line) =>
    /^[a-z0-9-]+\.[a-z]+$/.test(line),
  );
  const some = [0.1, 0.4, 0.7].map(
    (share) => `https://${hosts[Math.floor(share * hosts.length)]}/x`,
  );
  return [...pages.slice(0, 2), ...some];
}

let internet: Internet;
let service: PolicyService;
let demo: RunningServer;
beforeAll(async () => {
  internet = await startInternet();
  service = await startPolicyService({ lists: LISTS });
  demo = await serveDemo({ port: 0 });
});
afterAll(async () => {
  await demo.close();
  await service.close();
  await internet.close();
});

describe.each(BROWSERS_OF_RUN)(`%s, ${WITH}`, (name) => {
  let browser: GuardedBrowser;
  beforeAll(async () => {
    browser = await launch(name, { extensionDir: builtExtension(name), proxy: internet });
    await rulesetTaken(browser, service);
  });
  afterAll(() => browser.close());

  test('stops what is listed, and not the popular host that a listed page stands on', async () => {
    const page = await browser.newPage(`${demo.address}/?in=lin`);
    await page.waitForSelector('#composer');
    const stopped = listed();
    const open = [
      'https://www.facebook.com/',
      'https://www.ccb.com/',
      'https://www.wikipedia.org/',
    ];
    for (const address of [...stopped, ...open]) {
      await page.type('#composer', address);
      await page.keyboard.press('Enter');
    }
    const hrefOf = (text: string) =>
      page.evaluate((wanted) => {
        const links = [...document.querySelectorAll<HTMLAnchorElement>('#log a')];
        const link = links.find((one) => one.textContent === wanted);
        return link && { href: link.href, rel: link.rel };
      }, text);
    for (const address of stopped) {
      await until(async () => (await hrefOf(address))?.href.startsWith(SENTINEL), {
        what: `${address} to be stopped`,
      });
    }
    for (const address of open) {
      await until(async () => (await hrefOf(address))?.rel.includes('noreferrer'), {
        what: `${address} to be judged`,
      });
      expect((await hrefOf(address))?.href).toBe(address);
    }
    await page.close();
  });
});
