/**
 * Every chat client, as a page reduced by hand that is served under the client's own address and
 * behaves like it: what is a message's link, in which kind of conversation, whose, and what of that
 * stays true when messages come, change, are scrolled away, or another conversation is opened.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { listen, type RunningServer } from '../../scripts/folder-server.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { grantHost } from '../support/grant-host.ts';
import { type Internet, type Page, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { type Extension, openExtension } from './content-guarded-page.ts';
import { SITE_CASES } from './sites/index.ts';
import { checkSite } from './sites/site-case.ts';

const FIXTURES = new URL('../fixtures/sites/', import.meta.url);

/** Runs in a page of the extension. */
async function register(matches: string[]): Promise<void> {
  const { runtime, scripting } = typeof chrome === 'undefined' ? browser : chrome;
  // Firefox names them by their whole address there, and takes only their path here; one without
  // a slash would be looked for beside this page.
  const js = runtime
    .getManifest()
    .content_scripts.flatMap((script) => script.js)
    .map((file) => new URL(file, location.origin).pathname);
  await scripting.registerContentScripts([
    {
      id: 'turned-on-by-the-tests',
      matches,
      js,
      runAt: 'document_start',
      allFrames: true,
      matchOriginAsFallback: true,
    },
  ]);
}

interface ExtensionApi {
  readonly runtime: { getManifest(): { content_scripts: { js: string[] }[] } };
  readonly scripting: { registerContentScripts(scripts: object[]): Promise<void> };
}

declare const browser: ExtensionApi;
declare const chrome: ExtensionApi | undefined;

describe.each(BROWSERS)('the chat clients, in %s', (name) => {
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
      await checkSite(page, extension, one);
      await page.close();
    },
  );
});

/**
 * Gives access and puts the content script in, as the popup's button does; that this button does
 * it is tested elsewhere.
 */
async function turnOn(browser: GuardedBrowser, matches: readonly string[]): Promise<void> {
  if (matches.length === 0) return;
  for (const pattern of matches) await grantHost(browser, pattern);
  const inside = await browser.extensionPage('src/extension/pages/popup/index.html');
  await inside.evaluate(register, [...matches]);
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
