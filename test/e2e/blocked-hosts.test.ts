/**
 * An administrator keeps extensions away from the host of a chat: the guard is not there, and says
 * so. Chromium; the policy names one build of the extension, so that nobody else is managed.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { say, serveBareChat, stateOf } from '../support/bare-chat.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { LISTED, takeNewest } from '../support/fault-ground.ts';
import { startFaultyService } from '../support/faulty-service.ts';
import { startInternet } from '../support/internet.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';

const POLICIES = '/etc/chromium/policies/managed';
const POPUP = 'src/extension/pages/popup/index.html';

test('a chat whose host is closed to extensions is told to be unguarded', async () => {
  const internet = await startInternet();
  const service = await startFaultyService();
  const server = await serveBareChat();
  const profile = await makeTemporaryFolder('blocked-hosts');
  const extensionDir = builtExtension('chromium');
  const start = () =>
    launch('chromium', { extensionDir, proxy: internet, profileDir: profile.path });
  let browser: GuardedBrowser = await start();
  const id = new URL((await browser.extensionPage('icons/16.png')).url()).host;
  const file = join(POLICIES, `link-guard-blocked-${id}.json`);
  try {
    await browser.close();
    await mkdir(POLICIES, { recursive: true });
    const blocked = { runtime_blocked_hosts: ['*://localhost'] };
    await writeFile(file, JSON.stringify({ ExtensionSettings: { [id]: blocked } }));
    browser = await start();
    const desk = await browser.extensionPage('icons/16.png');
    const version = await service.publish([LISTED]);
    await takeNewest(desk, () => version);
    const chat = await browser.newPage(server.address.replace('127.0.0.1', 'localhost'));
    await say(chat, 'listed', `https://${LISTED}/`);
    const popup = await browser.extensionPage(`${POPUP}?tab=${await browser.tabId(chat)}`);
    const words = await until(
      async () => {
        const text = await popup.evaluate(() => document.body.innerText);
        return /not guarded|cannot be guarded|no access/.test(text) && text;
      },
      { what: 'the popup to say so' },
    );
    expect(words).not.toContain('This page is guarded');
    expect(await stateOf(chat, 'listed')).toMatchObject({ address: `https://${LISTED}/` });
  } finally {
    await rm(file, { force: true });
    await browser.close();
    await profile.remove();
    await server.close();
    await service.close();
    await internet.close();
  }
});
