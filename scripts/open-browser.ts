/** Opens a browser of this machine with the extension on it, in a profile of its own. */
import { mkdir } from 'node:fs/promises';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';
import type { BrowserName } from './browsers.ts';

export interface OpenOptions {
  readonly name: BrowserName;
  readonly executablePath: string;
  readonly extensionDir: string;
  /** Kept between runs, so that choices and exceptions stay. */
  readonly profileDir: string;
  readonly isHeadless: boolean;
  /** Language of the interface, like zh-CN. */
  readonly lang?: string | undefined;
}

export async function openBrowser(options: OpenOptions): Promise<Browser> {
  await mkdir(options.profileDir, { recursive: true });
  const common = {
    executablePath: options.executablePath,
    headless: options.isHeadless,
    userDataDir: options.profileDir,
    defaultViewport: options.isHeadless ? { width: 1280, height: 860 } : null,
    // The script ends the browser itself, after it has ended the rest.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
  return options.name === 'firefox' ? openFirefox(options, common) : openChromium(options, common);
}

function openChromium(
  { extensionDir, isHeadless, lang }: OpenOptions,
  common: LaunchOptions,
): Promise<Browser> {
  return puppeteer.launch({
    ...common,
    pipe: true,
    enableExtensions: [extensionDir],
    // Its banner about automated tests says nothing to a person who looks at the demo.
    ignoreDefaultArgs: ['--enable-automation'],
    ...(lang === undefined ? {} : { env: { ...process.env, LANGUAGE: lang.replace('-', '_') } }),
    args: [
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(lang === undefined ? [] : [`--lang=${lang}`]),
      ...(isHeadless ? ['--disable-gpu'] : []),
      // Chromium's sandbox refuses to run for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

async function openFirefox(
  { extensionDir, lang }: OpenOptions,
  common: LaunchOptions,
): Promise<Browser> {
  const browser = await puppeteer.launch({
    ...common,
    browser: 'firefox',
    ...(lang === undefined
      ? {}
      : { extraPrefsFirefox: { 'intl.locale.requested': lang, 'intl.accept_languages': lang } }),
  });
  await browser.installExtension(extensionDir);
  return browser;
}
