/// <reference lib="dom" />
/** The extension is taken off: nothing of it is left in the profile, and it comes back knowing nothing. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BROWSERS, type BrowserName } from '../../scripts/browsers.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { ask, LISTED, untilVersion, viewOf } from '../support/fault-ground.ts';
import { startFaultyService } from '../support/faulty-service.ts';
import { startInternet } from '../support/internet.ts';
import { readKept } from '../support/kept-ruleset.ts';
import { dynamicRules } from '../support/net-ground.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';

declare const chrome: {
  readonly runtime: { getManifest(): { content_scripts: { js: string[] }[] } };
  readonly scripting: {
    registerContentScripts(scripts: object[]): Promise<void>;
    getRegisteredContentScripts(): Promise<readonly { id: string }[]>;
  };
};

/** A script that outlives the browser, as one for a site that was turned on. */
function registerScript(): Promise<void> {
  const [{ js } = { js: [] }] = chrome.runtime.getManifest().content_scripts;
  // Firefox names them in full, and takes them only as they are in the package.
  const paths = js.map((path) => path.replace(/^moz-extension:\/\/[^/]+\//, ''));
  const script = { id: 'turned-on', matches: ['http://localhost/*'], js: paths };
  return chrome.scripting.registerContentScripts([script]);
}

/** Folders of its storage; other parts of a profile name it for as long as the browser runs. */
const STORAGE: Readonly<Record<BrowserName, RegExp>> = {
  chromium:
    /(?:Local Extension Settings|Sync Extension Settings|Managed Extension Settings|IndexedDB|DNR Extension Rules|Extension Scripts)\/[^/]*$/,
  firefox: /storage\/default\/moz-extension[^/]*$/,
};

describe.each(BROWSERS)('taken off, in %s,', (name) => {
  test('the extension leaves nothing in the profile, and knows nothing when it comes back', async () => {
    const internet = await startInternet();
    const service = await startFaultyService();
    const profile = await makeTemporaryFolder(name);
    const extensionDir = builtExtension(name);
    const start = () => launch(name, { extensionDir, proxy: internet, profileDir: profile.path });
    let browser: GuardedBrowser | undefined = await start();
    try {
      const version = await service.publish([LISTED]);
      const desk = await browser.extensionPage('icons/16.png');
      await ask(desk, 'ruleset.update');
      await untilVersion(desk, version);
      await ask(desk, 'choice.set', { context: 'group', choice: 'block' });
      await service.front.setMode('down');
      await ask(desk, 'complaint.file', {
        ...{ address: `https://${LISTED}/`, kind: 'fraud', context: 'group', comment: '' },
      });
      await desk.evaluate(registerScript);
      await until(async () => JSON.stringify(await dynamicRules(desk)).includes(LISTED), {
        what: 'the rules of the net',
      });
      const id = new URL(await browser.address(desk)).host;
      const left = () => foldersOf(profile.path, id, STORAGE[name]);
      expect((await left()).length).toBeGreaterThan(1);

      await browser.uninstall();
      await until(async () => (await left()).length === 0, { what: 'no storage of it' });
      await browser.close();
      browser = undefined;
      expect(await left()).toEqual([]);

      browser = await start();
      const again = await browser.extensionPage('icons/16.png');
      const { choices, complaints, protection } = await viewOf(again);
      expect(choices.group.own).toBeUndefined();
      expect(complaints).toEqual([]);
      expect(protection.ruleset?.origin).toBe('packaged');
      expect(await readKept(again)).toMatchObject({ pointed: 0, version: 0, other: 0, floor: 0 });
      const scripts = await again.evaluate(() => chrome.scripting.getRegisteredContentScripts());
      expect(scripts.map((one) => one.id)).not.toContain('turned-on');
      expect(JSON.stringify(await dynamicRules(again))).not.toContain(LISTED);
    } finally {
      await browser?.close();
      await profile.remove();
      await service.close();
      await internet.close();
    }
  });
});

async function foldersOf(profile: string, id: string, kind: RegExp): Promise<readonly string[]> {
  const all = await readdir(profile, { recursive: true });
  return all.filter((path) => path.includes(id) && kind.test(join('/', path)));
}
