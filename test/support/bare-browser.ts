/** A browser without the extension, for pages that anybody can open. */
import { writeFile } from 'node:fs/promises';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type Emulation, emulateInChromium } from './emulation.ts';
import { emulateInFirefox, openBrowserWindow, protocolOf } from './firefox-window.ts';
import { installed } from './installed.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export interface BareLook {
  /** Language of the browser, like zh-CN. */
  readonly lang?: string;
  readonly colours?: 'light' | 'dark';
  /** In CSS pixels. */
  readonly width?: number;
  readonly height?: number;
}

export interface BareBrowser {
  readonly name: BrowserName;
  /** A tab that shares nothing with the others, or with this one alone who is signed in. */
  newPage(beside?: Page): Promise<Page>;
  /** In Firefox it is for every page at once. */
  emulate(page: Page): Promise<Emulation>;
  screenshot(page: Page, file: string): Promise<void>;
  close(): Promise<void>;
}

export async function launchBare(name: BrowserName, look: BareLook = {}): Promise<BareBrowser> {
  const profile = await makeTemporaryFolder(name);
  const browser = await start(name, profile.path, look);
  return {
    name,
    async newPage(beside) {
      const context = beside?.browserContext() ?? (await browser.createBrowserContext());
      const page = await context.newPage();
      if (name === 'chromium') {
        const value = look.colours ?? 'light';
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      }
      return page;
    },
    emulate: async (page) =>
      name === 'chromium'
        ? emulateInChromium(page)
        : emulateInFirefox(await openBrowserWindow(protocolOf(browser)), page),
    screenshot: async (page, file) => writeFile(file, await page.screenshot({ fullPage: true })),
    async close() {
      await browser.close();
      await profile.remove();
    },
  };
}

function start(name: BrowserName, userDataDir: string, look: BareLook): Promise<Browser> {
  const { lang = 'en-US', colours = 'light', width = 1200, height = 900 } = look;
  const common = { headless: true, userDataDir, defaultViewport: { width, height } } as const;
  if (name === 'chromium') {
    return puppeteer.launch({
      ...common,
      executablePath: installed('chromium'),
      pipe: true,
      env: { ...process.env, LANGUAGE: lang.replace('-', '_') },
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', `--lang=${lang}`],
    });
  }
  return puppeteer.launch({
    ...common,
    browser: 'firefox',
    executablePath: installed('firefox'),
    // Opens its own window to the driver.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'intl.accept_languages': lang,
      'intl.locale.requested': lang,
      // 0 is dark, 1 is light.
      'layout.css.prefers-color-scheme.content-override': colours === 'dark' ? 0 : 1,
      'ui.systemUsesDarkTheme': colours === 'dark' ? 1 : 0,
    },
  });
}
