/// <reference lib="dom" />
/** The browser is closed and started again on the same profile, and the service is gone by then. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import type { RunningServer } from '../../scripts/folder-server.ts';
import { say, serveBareChat, untilState } from '../support/bare-chat.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { LISTED, untilVersion, viewOf } from '../support/fault-ground.ts';
import { type FaultyService, startFaultyService } from '../support/faulty-service.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { byClick, dynamicRules, LATER } from '../support/net-ground.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';

describe.each(BROWSERS)('after a restart of the browser, in %s', (name) => {
  let internet: Internet;
  let service: FaultyService;
  let server: RunningServer;
  let profile: TemporaryFolder;
  let browser: GuardedBrowser;
  let desk: Page;

  async function start(): Promise<void> {
    const extensionDir = builtExtension(name);
    browser = await launch(name, { extensionDir, proxy: internet, profileDir: profile.path });
    desk = await browser.extensionPage('icons/16.png');
  }

  const isHeld = async () =>
    JSON.stringify(await dynamicRules(desk)).includes(JSON.stringify(LATER));

  beforeAll(async () => {
    internet = await startInternet();
    service = await startFaultyService();
    server = await serveBareChat();
    profile = await makeTemporaryFolder(name);
    const version = await service.publish([LISTED, LATER]);
    await start();
    await untilVersion(desk, version);
    await until(isHeld, { what: 'a rule for the listed host' });
    await browser.close();
    await service.front.setMode('down');
    await start();
  });
  afterAll(async () => {
    await browser?.close();
    await profile?.remove();
    await server?.close();
    await service?.close();
    await internet?.close();
  });

  test('the net holds what is listed before anything is asked, and the service is not needed', async () => {
    // Chromium keeps the rules; in Firefox what is installed for a test has to make them again.
    if (name === 'chromium') expect(await isHeld()).toBe(true);
    await until(isHeld, { what: 'the rule for the listed host' });
    const chat = await browser.newPage(`${server.address}/`);
    await byClick(chat, `location.href = 'https://${LATER}/'`);
    const gate = await browser.findExtensionPage('src/extension/pages/gate/index.html');
    await gate.close();
    expect(internet.requests(LATER)).toEqual([]);
  });

  test('links are judged by the ruleset that was fetched before', async () => {
    const chat = await browser.newPage(`${server.address}/`);
    await say(chat, 'listed', `https://${LISTED}/`);
    await untilState(chat, 'listed', 'stopped');
    const { ruleset, problems } = (await viewOf(desk)).protection;
    expect(ruleset?.origin).toBe('fetched');
    expect(problems).not.toContain('net-failed');
    expect(internet.requests(LISTED)).toEqual([]);
  });
});
