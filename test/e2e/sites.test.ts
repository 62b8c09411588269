/**
 * Every chat client, as a page reduced by hand that is served under the client's own address and
 * behaves like it: what is a message's link, in which kind of conversation, whose, and what of that
 * stays true when messages come, change, are scrolled away, or another conversation is opened.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { listen, type RunningServer } from '../../scripts/folder-server.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { grantHosts } from '../support/grant-host.ts';
import { type Internet, type Page, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';
import { type Extension, openExtension } from './content-guarded-page.ts';
import { checkSite } from './sites/check-site.ts';
import { SITE_CASES } from './sites/index.ts';

const FIXTURES = new URL('../fixtures/sites/', import.meta.url);

/** Runs in a page of the extension. */
async function registered(): Promise<string[]> {
  const { scripting } = typeof chrome === 'undefined' ? browser : chrome;
  const scripts = await scripting.getRegisteredContentScripts();
  return scripts.flatMap(({ matches }) => matches);
}

interface ExtensionApi {
  readonly scripting: { getRegisteredContentScripts(): Promise<{ matches: string[] }[]> };
}

declare const browser: ExtensionApi;
declare const chrome: ExtensionApi | undefined;

describe.each(BROWSERS_OF_RUN)('the chat clients, in %s', (name) => {
  let internet: Internet;
  let service: PolicyService;
  let local: LocalPages;
  let browser: GuardedBrowser;
  let extension: Extension;
  beforeAll(async () => {
    internet = await startInternet();
    service = await startPolicyService();
    local = await serveLocalPages();
    browser = await launch(name, { extensionDir: builtExtension(name), proxy: internet });
    extension = await openExtension(browser);
    await turnOn(browser, [...new Set(SITE_CASES.flatMap(({ turnedOn = [] }) => turnedOn))]);
  });
  afterAll(async () => {
    await browser.close();
    await local.close();
    await service.close();
    await internet.close();
  });

  test.each(SITE_CASES.map((one) => [one.fixture ?? one.site, one.at, one] as const))(
    '%s is read at %s',
    async (fixture, at, one) => {
      const files = await filesOf(fixture);
      const address = new URL(at);
      if (address.hostname === 'localhost') {
        local.show(files);
        address.port = String(local.port);
      } else {
        internet.answer(address.hostname, ({ url }) => files(new URL(url).pathname));
      }
      const page = await browser.newPage(address.href);
      await checkSite(browser, extension, page, one);
      await page.close();
    },
  );
});

/** Gives access as the person does; the extension then puts its content script there by itself. */
async function turnOn(browser: GuardedBrowser, matches: readonly string[]): Promise<void> {
  await grantHosts(browser, matches);
  const inside = await browser.extensionPage('src/extension/pages/popup/index.html');
  await until(
    async () => {
      const there = await inside.evaluate(registered);
      return matches.every((pattern) => there.includes(pattern));
    },
    { what: `the content script on ${matches.join(', ')}` },
  );
  await inside.close();
}

type Files = (path: string) => Page;

/** The reduced page is there under every path of its host. */
async function filesOf(fixture: string): Promise<Files> {
  const body = await readFile(new URL(`${fixture}.html`, FIXTURES), 'utf8');
  const script = await readFile(new URL('chat.js', FIXTURES), 'utf8');
  return (path) =>
    path === '/chat.js'
      ? { headers: { 'Content-Type': 'text/javascript' }, body: script }
      : { headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}

interface LocalPages extends RunningServer {
  show(files: Files): void;
}

/** Self-hosted clients: loopback never goes through a proxy. */
async function serveLocalPages(): Promise<LocalPages> {
  let files: Files | undefined;
  const server = createServer(({ url = '/' }, response) => {
    const { headers, body } = files?.(new URL(url, 'http://localhost').pathname) ?? {};
    response.writeHead(body === undefined ? 404 : 200, headers);
    response.end(body);
  });
  return {
    ...(await listen(server, 0)),
    show(shown) {
      files = shown;
    },
  };
}
