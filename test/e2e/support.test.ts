/** The test support proves itself before anything is proved with it. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { serveDemo } from '../../scripts/demo.ts';
import { type RunningServer, serveFolder } from '../../scripts/folder-server.ts';
import { waitUntilGuarded } from '../../scripts/guarded-page.ts';
import { PACKAGED_POLICIES } from '../../src/policy/index.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import {
  joinRoom,
  loggedIn,
  openChat,
  send,
  serveWebChat,
  waitForMessage,
} from '../support/converse.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { makeProbe } from '../support/probe.ts';
import { startChatServer } from '../support/prosody.ts';
import { startPolicyService } from '../support/service.ts';
import type { TemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';

let internet: Internet;
beforeAll(async () => {
  internet = await startInternet();
});
afterAll(() => internet.close());

describe.each(BROWSERS_OF_RUN)('launch, in %s', (name) => {
  let probe: TemporaryFolder;
  let site: RunningServer;
  let browser: GuardedBrowser;
  beforeAll(async () => {
    probe = await makeProbe(name);
    site = await serveFolder({ folder: `${probe.path}/pages`, port: 0 });
    browser = await launch(name, {
      extensionDir: probe.path,
      proxy: internet,
      lang: 'zh-CN',
      colourScheme: 'dark',
      width: 700,
    });
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await probe.remove();
  });

  async function askBackground(page: Awaited<ReturnType<GuardedBrowser['newPage']>>) {
    await page.goto(`${site.address}/still.html`);
    const answer = await until(() => page.evaluate(() => document.documentElement.dataset.probe), {
      what: 'the answer of the background',
    });
    return JSON.parse(answer) as { born: number; tab: number; lang: string };
  }

  test('the extension runs in its page, in the language and the tab that were asked for', async () => {
    const page = await browser.newPage();
    const answer = await askBackground(page);
    expect(answer.lang).toBe('zh-CN');
    expect(answer.tab).toBe(await browser.tabId(page));
    const look = await page.evaluate(() => ({
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
      width: innerWidth,
    }));
    expect(look).toEqual({ dark: true, width: 700 });
    await page.close();
  });

  test('the numbers of two tabs are told apart', async () => {
    const first = await browser.newPage(`${site.address}/still.html`);
    const second = await browser.newPage(`${site.address}/still.html`);
    const numbers = [await browser.tabId(first), await browser.tabId(second)];
    expect(numbers[0]).not.toBe(numbers[1]);
    expect(await browser.tabId(first)).toBe(numbers[0]);
    await first.close();
    await second.close();
  });

  test('a page of the extension opens as a tab', async () => {
    const page = await browser.extensionPage('pages/still.html');
    expect(await page.title()).toBe('still');
    expect(await browser.address(page)).toMatch(/^(chrome|moz)-extension:/);
    expect(await (await browser.findExtensionPage('pages/still.html')).title()).toBe('still');
    await page.close();
  });

  test('a killed background is started again by the next message', async () => {
    const page = await browser.newPage();
    const before = await askBackground(page);
    expect(await browser.isWorkerRunning()).toBe(true);
    await browser.killWorker();
    expect(await browser.isWorkerRunning()).toBe(false);
    const after = await askBackground(page);
    expect(after.born).toBeGreaterThan(before.born);
    await page.close();
  });

  test('every host is the test internet, which records who was contacted', async () => {
    internet.clear();
    const page = await browser.newPage();
    for (const address of [
      'https://bank.example/a?b=1',
      'http://shop.example/',
      'https://淘宝.example/',
    ]) {
      await page.goto(address);
      expect(await page.title()).toBe(new URL(address).hostname);
    }
    expect(internet.requests('bank.example').map(({ method, url }) => ({ method, url }))).toEqual([
      { method: 'GET', url: 'https://bank.example/a?b=1' },
    ]);
    expect(internet.contacts('bank.example').length).toBeGreaterThan(0);
    expect(internet.requests('淘宝.example')).toHaveLength(1);
    expect(internet.contacts('never.example')).toEqual([]);
    internet.clear();
    expect(internet.hosts()).toEqual([]);
    await page.close();
  });

  // Firefox connects to nothing ahead of a page where there is a proxy.
  test.runIf(name === 'chromium')(
    'a link that is pressed is connected to, though its click is cancelled',
    async () => {
      internet.clear();
      const page = await browser.newPage(`${site.address}/still.html`);
      await page.bringToFront();
      await page.evaluate(() => {
        document.body.innerHTML = '<a href="https://pressed.example/">pressed</a>';
        addEventListener('click', (event) => event.preventDefault(), true);
      });
      await page.click('a');
      await until(() => internet.contacts('pressed.example').length > 0, {
        what: 'the connection ahead of the page',
      });
      expect(internet.requests('pressed.example')).toEqual([]);
      expect(page.url()).toBe(`${site.address}/still.html`);
      await page.close();
    },
  );

  test('a host answers what the test says, and loopback is no part of the internet', async () => {
    internet.clear();
    internet.answer('away.example', () => ({
      status: 302,
      headers: { Location: 'https://here.example/' },
    }));
    const page = await browser.newPage('https://away.example/');
    expect(await page.title()).toBe('here.example');
    await page.goto(`${site.address}/still.html`);
    expect(internet.hosts()).not.toContain('localhost');
    await page.close();
  });
});

describe('startPolicyService', () => {
  test('its front passes on, keeps what was sent, and misbehaves as it is told', async () => {
    const service = await startPolicyService({ policy: 'wechat-2021' });
    onTestFinished(service.close);
    const { front } = service;
    const health = () => fetch(`${front.address}/v1/health`);

    const right = await (await health()).text();
    expect(JSON.parse(right)).toMatchObject({ status: 'ok', version: 'test' });
    expect(front.requests('/v1/health')).toHaveLength(1);
    front.clear();

    await front.setMode('html');
    expect((await health()).headers.get('content-type')).toContain('text/html');
    await front.setMode('truncated');
    expect(right.startsWith(await (await health()).text())).toBe(true);
    await front.setMode('wrong-type');
    expect(await (await health()).json()).toMatchObject({ rulesetVersion: 'many' });
    await front.setMode('down');
    await expect(health()).rejects.toThrow();
    expect(front.requests()).toHaveLength(3);
    await front.setMode('slow');
    const asked = Date.now();
    expect((await health()).status).toBe(200);
    expect(Date.now() - asked).toBeGreaterThanOrEqual(2_900);

    await front.setMode('up');
    await fetch(`${front.address}/v1/lookup`, { method: 'POST', body: '{"prefixes":[]}' });
    expect(front.requests('/v1/lookup')).toMatchObject([
      { method: 'POST', body: '{"prefixes":[]}' },
    ]);
    await service.stop();
    await expect(health()).rejects.toThrow();
    await service.start();
    expect((await health()).status).toBe(200);
  });
});

describe.each(BROWSERS_OF_RUN)('the built extension, in %s', (name) => {
  test.each(PACKAGED_POLICIES)(
    'loads with the packed policy %s and guards the demo chat',
    async (policy) => {
      const service = await startPolicyService({ policy });
      onTestFinished(service.close);
      const demo = await serveDemo({ port: 0 });
      onTestFinished(demo.close);
      const browser = await launch(name, {
        extensionDir: builtExtension(name, policy),
        proxy: internet,
      });
      onTestFinished(browser.close);
      const page = await browser.newPage(`${demo.address}/`);
      expect(await waitUntilGuarded(page)).toBeGreaterThan(0);
      await until(() => service.front.requests('/v1/lookup').length > 0, { what: 'a look-up' });
      const popup = await browser.extensionPage('src/extension/pages/popup/index.html');
      expect(await popup.evaluate(() => document.documentElement.lang)).not.toBe('');

      await page.bringToFront();
      const stopped = await page.waitForSelector('a[href*=".link-guard.invalid/"]');
      await stopped?.click();
      const gate = await browser.findExtensionPage('src/extension/pages/gate/index.html');
      expect(await browser.tabId(gate)).not.toBe(await browser.tabId(page));
    },
  );
});

describe.each(BROWSERS_OF_RUN)('Converse on Prosody, in %s', (name) => {
  test('two people exchange messages one to one and in a room', async () => {
    const probe = await makeProbe(name);
    onTestFinished(probe.remove);
    const server = await startChatServer(['alice', 'bob']);
    onTestFinished(server.stop);
    const chat = await serveWebChat(server);
    onTestFinished(chat.close);
    const browser = await launch(name, { extensionDir: probe.path, proxy: internet });
    onTestFinished(browser.close);
    const [alice, bob] = server.accounts;
    if (alice === undefined || bob === undefined)
      throw new TypeError('two accounts were asked for');

    const hers = await browser.newPage(chat.address(alice, 0));
    const his = await browser.newPage(chat.address(bob, 1));
    await Promise.all([loggedIn(hers), loggedIn(his)]);
    await openChat(hers, bob.jid);
    await openChat(his, alice.jid);
    await send(hers, 'look at https://shop.example/item?id=1 please');
    expect(await waitForMessage(his, 'shop.example/item?id=1')).toEqual({ links: 1 });
    await send(his, 'thank you');
    await waitForMessage(hers, 'thank you');

    await joinRoom(hers, server.room('market'), 'alice');
    await joinRoom(his, server.room('market'), 'bob');
    await send(his, 'everyone: https://news.example/');
    expect(await waitForMessage(hers, 'everyone: https://news.example/')).toEqual({ links: 1 });
    expect(internet.contacts('shop.example')).toEqual([]);
  });
});

test.runIf(process.platform === 'linux')(
  'the background of Chromium runs what a test gives it',
  async () => {
    const probe = await makeProbe('chromium');
    onTestFinished(probe.remove);
    const browser = await launch('chromium', { extensionDir: probe.path, proxy: internet });
    onTestFinished(browser.close);
    expect(await browser.evaluateInBackground(() => location.pathname)).toBe('/background.js');
    await browser.killWorker();
    expect(await browser.evaluateInBackground(() => location.pathname)).toBe('/background.js');
    await browser.close();
    await probe.remove();
  },
);
