/// <reference lib="dom" />
/** What is left in a page when the extension goes, or a new version of it comes, under it. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { zip } from '../../scripts/release/zip.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { hrefOf, pressIntoGate, untilMarks, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import { prepareWorld, type World } from './content-world.ts';

const COMPOSER = '<div style="height: 20em"></div><textarea id="composer"></textarea>';

/** Where the hint stands: right above the composer, with nothing of the page's in it. */
async function aboveComposer(page: Page): Promise<string> {
  const field = await (await page.$('#composer'))?.boundingBox();
  if (field === null || field === undefined) throw new Error('there is no composer');
  const clip = { x: field.x, y: field.y - 60, width: 400, height: 50 };
  return page.screenshot({ clip, encoding: 'base64' });
}

/** A link that is stopped, and a hint over what is being written; gives the same place without. */
async function showHint({ page, show }: World): Promise<string> {
  await show(chat(message(listedLink('one')), { after: COMPOSER }));
  await untilStopped(page, '#one');
  const empty = await aboveComposer(page);
  await page.focus('#composer');
  await page.keyboard.type(`see https://${LISTED}/draft now`);
  await until(async () => (await aboveComposer(page)) !== empty, { what: 'the hint' });
  return empty;
}

describe.each(BROWSERS)('a page under which the extension is updated, in %s', (name) => {
  let world: World;
  beforeEach(async () => {
    world = await prepareWorld(name);
  });
  afterEach(() => world.close());

  test('shows no hint for long that nobody looks after, and gets a new one', async () => {
    const { browser, page } = world;
    const empty = await showHint(world);
    await browser.reloadExtension();
    await page.bringToFront();
    await until(async () => (await aboveComposer(page)) === empty, { what: 'no hint' });
    await untilStopped(page, '#one');
    await page.focus('#composer');
    const isShown = async () => (await aboveComposer(page)) !== empty;
    await until(
      async () => {
        // Looked at when the person pauses, and by nobody before the new script is there.
        await page.keyboard.type('.');
        await until(isShown, { what: 'a hint after a pause', within: 3_000 });
        return true;
      },
      { what: 'the hint of the new version', within: 15_000 },
    );
  });
});

/** The built extension as a package of this version. */
async function packed(version: string, folder: string): Promise<string> {
  const from = builtExtension('firefox');
  const files = new Map<string, Uint8Array>();
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(from, path), await readFile(path));
  }
  const manifest = JSON.parse(await readFile(join(from, 'manifest.json'), 'utf8'));
  files.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, version })));
  const file = join(folder, `${version}.xpi`);
  await writeFile(file, zip(files));
  return file;
}

describe('a page under which the browser updates the extension, in Firefox', () => {
  let world: World;
  let folder: TemporaryFolder;
  beforeEach(async () => {
    world = await prepareWorld('firefox');
    folder = await makeTemporaryFolder('packages');
  });
  afterEach(async () => {
    await world.close();
    await folder.remove();
  });

  test('is put back by the old version, and guarded by the new one', async () => {
    const { browser, page, show } = world;
    await browser.installPackage(await packed('0.1.1', folder.path));
    await show(chat(message(listedLink('one'))));
    await untilStopped(page, '#one');
    const before = await hrefOf(page, '#one');
    await page.evaluate(() => {
      const seen: (string | null)[] = [];
      Object.assign(globalThis, { seen });
      const link = document.querySelector('#one');
      new MutationObserver(() => seen.push(link?.getAttribute('href') ?? null)).observe(
        document.body,
        { attributes: true, subtree: true, attributeFilter: ['href'] },
      );
    });
    await browser.installPackage(await packed('0.1.2', folder.path));
    await until(
      async () => {
        const now = await hrefOf(page, '#one');
        return now !== before && now?.includes('.link-guard.invalid/');
      },
      { what: 'the guard of the new version on the same link', within: 20_000 },
    );
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen).toContain(`https://${LISTED}/one`);
    await untilMarks(page, 1);
    await pressIntoGate(browser, page, '#one');
    const desk = await browser.extensionPage('icons/16.png');
    expect(await desk.evaluate(() => chrome.runtime.getManifest().version)).toBe('0.1.2');
  });
});

interface ExtensionApi {
  readonly management: { uninstallSelf(): Promise<void> };
  readonly runtime: { getManifest(): { readonly version: string } };
}

declare const chrome: ExtensionApi;

/** Firefox ends the script before it can put anything back: what it stopped stays stopped there. */
describe('a page under which the extension is removed, in Chromium', () => {
  let world: World;
  beforeEach(async () => {
    world = await prepareWorld('chromium');
  });
  afterEach(() => world.close());

  test('is as it was before', async () => {
    const { browser, page } = world;
    const empty = await showHint(world);
    await untilMarks(page, 2);
    const desk = await browser.extensionPage('icons/16.png');
    // The page goes with its extension, and has nothing to answer any more.
    desk.evaluate(() => chrome.management.uninstallSelf()).catch(() => undefined);
    await page.bringToFront();
    await until(async () => (await hrefOf(page, '#one')) === `https://${LISTED}/one`, {
      what: 'the page to have its own link again',
    });
    await untilMarks(page, 0);
    expect(await aboveComposer(page)).toBe(empty);
  });
});
