/**
 * What lies on the disk is damaged while the browser is closed: its files themselves, not what is
 * in them. The browsers differ in what they make of it; what the guard makes of it is the same.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BROWSERS, type BrowserName } from '../../scripts/browsers.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import {
  ask,
  explain,
  keptFloor,
  LISTED,
  lookForUpdate,
  untilVersion,
  viewOf,
} from '../support/fault-ground.ts';
import { type FaultyService, startFaultyService } from '../support/faulty-service.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';

/** Listed by the ruleset in the package. */
const IN_PACKAGE = 'https://phishing.link-guard.example/';

/** Where each browser keeps it, below the profile. */
const FILES: Readonly<Record<BrowserName, Readonly<Record<'settings' | 'database', RegExp>>>> = {
  chromium: {
    settings: /\/Local Extension Settings\/\w+\/[^/]+\.(?:log|ldb)$/,
    database: /\/IndexedDB\/chrome-extension_\w+\.indexeddb\.leveldb\/[^/]+\.(?:log|ldb)$/,
  },
  firefox: {
    settings: /\/moz-extension\+{3}[\w-]+\^userContextId=\d+\/idb\/[^/]+\.sqlite$/,
    database: /\/moz-extension\+{3}[\w-]+\/idb\/[^/]+\.sqlite$/,
  },
};

describe.each(BROWSERS)('in %s', (name) => {
  let internet: Internet;
  let service: FaultyService;
  let profile: TemporaryFolder;
  let browser: GuardedBrowser;
  let desk: Page;
  let version: number;

  async function start(): Promise<void> {
    const extensionDir = builtExtension(name);
    browser = await launch(name, { extensionDir, proxy: internet, profileDir: profile.path });
    desk = await browser.extensionPage('icons/16.png');
  }

  beforeEach(async () => {
    internet = await startInternet();
    service = await startFaultyService();
    profile = await makeTemporaryFolder(name);
    version = await service.publish([LISTED]);
    await start();
    await untilVersion(desk, version);
    await ask(desk, 'choice.set', { context: 'group', choice: 'block' });
    await service.front.setMode('down');
    await browser.close();
  });
  afterEach(async () => {
    await browser.close();
    await profile.remove();
    await service.close();
    await internet.close();
  });

  test('the settings’ files are damaged: the ruleset and its floor stand, and the guard works', async () => {
    expect(await damage(profile.path, FILES[name].settings)).toBeGreaterThan(0);
    await start();
    await untilVersion(desk, version);
    expect((await explain(desk, `https://${LISTED}/`)).verdict).toBe('harmful');
    const setting = ask(desk, 'choice.set', { context: 'group', choice: 'ask' });
    if (name === 'chromium') {
      // It takes what is damaged away by itself.
      await setting;
      expect((await viewOf(desk)).choices.group.own).toBe('ask');
    } else {
      await expect(setting).rejects.toMatchObject({ reply: { code: 'storage-broken' } });
      expect((await viewOf(desk)).protection.problems).toContain('storage-broken');
    }
    await service.front.setMode('up');
    await ask(desk, 'ruleset.update');
    expect((await viewOf(desk)).protection.ruleset).toMatchObject({ version, origin: 'fetched' });
  });

  test('the database’s files are damaged: the package serves, its silence is not clean, and it is told', async () => {
    expect(await damage(profile.path, FILES[name].database)).toBeGreaterThan(0);
    await start();
    expect((await explain(desk, IN_PACKAGE)).verdict).toBe('harmful');
    expect((await explain(desk, 'https://silent.example/')).verdict).toBe('unknown');
    const { protection, choices } = await viewOf(desk);
    expect(protection.state).toBe('not-protecting');
    expect(protection.problems).toContain('storage-broken');
    expect(choices.group.own).toBe('block');
    expect(await keptFloor(desk)).toBe(version);
    await service.front.setMode('up');
    await lookForUpdate(desk);
    const told = async () => (await viewOf(desk)).protection.problems.includes('storage-broken');
    if (name === 'chromium') {
      // It takes such a database away by itself.
      await untilVersion(desk, version);
      expect(await told()).toBe(false);
    } else {
      expect(await told()).toBe(true);
      expect((await viewOf(desk)).protection.ruleset).toMatchObject({ origin: 'packaged' });
    }
    expect(await keptFloor(desk)).toBe(version);
  });
});

/** Writes over the middle half of each of these files; gives how many there were. */
async function damage(profile: string, which: RegExp): Promise<number> {
  const all = await readdir(profile, { recursive: true });
  const files = all.map((file) => join(profile, file)).filter((file) => which.test(file));
  for (const file of files) {
    const bytes = await readFile(file);
    bytes.fill(0x5a, bytes.length >> 2, bytes.length - (bytes.length >> 2));
    await writeFile(file, bytes);
  }
  return files.length;
}
