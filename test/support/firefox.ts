/// <reference lib="dom" />
/**
 * Firefox with the extension on it, driven over WebDriver BiDi. `--remote-allow-system-access`
 * opens extension pages to it, and the browser's own window, where the event page can be ended and
 * a tab's number be asked for.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Page } from 'puppeteer-core';
import type { GuardedBrowser, LaunchOptions } from './browsers.ts';
import {
  contextOf,
  emulateInFirefox,
  openBrowserWindow,
  type Protocol,
  protocolOf,
} from './firefox-window.ts';
import { installed } from './installed.ts';
import { addressOf, findPage } from './pages.ts';
import { killProcess, killTree, pidOf } from './processes.ts';
import { profileOf } from './temporary-folder.ts';
import { until } from './until.ts';

/** A tenth less work for a browser that nobody looks at. */
const THRIFTY = {
  'dom.ipc.processPrelaunch.enabled': false,
  // Frames a second.
  'layout.frame_rate': 20,
  'toolkit.cosmeticAnimations.enabled': false,
};

export async function launchFirefox(options: LaunchOptions): Promise<GuardedBrowser> {
  const id = await extensionIdOf(options.extensionDir);
  const profile = await profileOf('firefox', options.profileDir);
  const uuid = uuidOf(profile.path);
  const origin = `moz-extension://${uuid}`;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.program ?? installed('firefox'),
    headless: true,
    acceptInsecureCerts: true,
    userDataDir: profile.path,
    defaultViewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
      ...THRIFTY,
      ...preferencesOf(options),
    },
  });
  await browser.installExtension(options.extensionDir);
  const protocol = protocolOf(browser);
  const inBrowser = await openBrowserWindow(protocol);
  const extension = `WebExtensionPolicy.getByID(${JSON.stringify(id)}).extension`;

  async function newPage(address?: string): Promise<Page> {
    const page = await browser.newPage();
    if (address !== undefined) await page.goto(address);
    return page;
  }

  async function pick(page: Page, selector: string, words: string): Promise<void> {
    await openMenu(page, selector);
    await until(() => inBrowser(pickEntry(words)), { what: `"${words}" in the menu` });
  }

  return {
    name: 'firefox',
    newPage,
    async extensionPage(path) {
      const page = await browser.newPage();
      const address = `${origin}/${path}`;
      // Firefox opens it, but the driver never hears that it has: the page itself is asked.
      page.goto(address).catch(() => undefined);
      await until(
        () =>
          page.evaluate(
            (to) => location.href === to && document.readyState === 'complete',
            address,
          ),
        { what: `the extension's page ${path}` },
      );
      return page;
    },
    findExtensionPage: (path) => findPage(() => browser.pages(), `${origin}/${path}`),
    readAndClose: (path, read) => readAndClose(protocol, `${origin}/${path}`, read),
    address: addressOf,
    pages: () => browser.pages(),
    tabs: async () => (await protocol.contexts()).map(({ url }) => url),
    async closeTabsOf(path) {
      const tabs = (await protocol.contexts()).filter(({ url }) =>
        url.startsWith(`${origin}/${path}`),
      );
      for (const { context } of tabs) await protocol.close(context).catch(() => undefined);
      return tabs.length > 0;
    },
    async closeAllBut(kept) {
      const open = kept.map(contextOf);
      const others = (await protocol.contexts()).filter(({ context }) => !open.includes(context));
      // One that is going away by itself is as good as closed.
      await Promise.all(
        others.map(({ context }) => protocol.close(context).catch(() => undefined)),
      );
    },
    killWorker: async () => void (await inBrowser(`${extension}.terminateBackground()`)),
    isWorkerRunning: async () => (await inBrowser(`${extension}.backgroundState`)) === 'running',
    evaluateInBackground() {
      throw new Error('Firefox: the event page cannot be evaluated in; use an extension page');
    },
    async tabId(page) {
      const number = await inBrowser(tabNumber(contextOf(page)));
      if (typeof number !== 'number') throw new Error('Firefox: the page is in no tab');
      return number;
    },
    pickFromMenu: (page, selector, _id, words) => pick(page, selector, words),
    async addressInMenu(page, selector) {
      await openMenu(page, selector);
      return String(await until(() => inBrowser(READ_MENU), { what: 'the link in the menu' }));
    },
    async pressCommand(page, name) {
      await page.bringToFront();
      await inBrowser(pressKey(id, name));
    },
    reloadExtension: async () => void (await browser.installExtension(options.extensionDir)),
    offAndOn: async () => void (await inBrowser(offAndOn(id))),
    // A preference answers every question.
    answerYes: async () => undefined,
    async pressAction(page) {
      await inBrowser(
        `${extension}.tabManager.addActiveTabPermission((${tabOf(contextOf(page))}))`,
      );
    },
    uninstall: async () => void (await inBrowser(uninstall(id))),
    installPackage: async (file) => void (await inBrowser(installPackage(id, file))),
    addExtension: async (folder) => void (await browser.installExtension(folder)),
    emulate: (page) => emulateInFirefox(inBrowser, page),
    screenshot: async (page, file) => writeFile(file, await page.screenshot()),
    async kill() {
      await killTree(pidOf(browser));
      await profile.remove();
    },
    async crashExtension() {
      await killProcess(Number(await inBrowser(extensionProcess())));
    },
    async close() {
      await browser.close();
      await profile.remove();
    },
  };
}

function preferencesOf({
  proxy,
  lang = 'en-US',
  colourScheme = 'light',
  idleTimeout = 30_000,
}: LaunchOptions) {
  return {
    'extensions.background.idle.timeout': idleTimeout,
    'network.proxy.type': 1,
    // The driver switches it off; people have it on, and it connects before a click is done.
    'network.http.speculative-parallel-limit': 20,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxy.port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxy.port,
    'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
    'network.proxy.allow_hijacking_localhost': false,
    // Without these a refused tunnel would be tried again past the proxy.
    'network.proxy.failover_direct': false,
    'network.trr.mode': 5,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'extensions.webextOptionalPermissionPrompts': false,
    // As a press of the button opens it, by a page of the extension.
    'extensions.openPopupWithoutUserGesture.enabled': true,
    // What is installed for a test goes with the browser; what it kept stays with the profile.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'intl.locale.requested': lang,
    'intl.accept_languages': lang,
    'layout.css.prefers-color-scheme.content-override': colourScheme === 'dark' ? 0 : 1,
  };
}

/** The same for the same profile, which keeps the extension's data under it. */
function uuidOf(profile: string): string {
  const hex = createHash('sha256').update(profile).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

async function extensionIdOf(extensionDir: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'));
  const id: unknown = manifest.browser_specific_settings?.gecko?.id;
  if (typeof id !== 'string') throw new Error(`${extensionDir}: not built for Firefox`);
  return id;
}

/** Puppeteer loses pages of the extension that open behind another tab; the protocol does not. */
async function readAndClose<T>(
  protocol: Protocol,
  address: string,
  read: () => T | undefined,
): Promise<T> {
  return until(
    async () => {
      for (const { context, url } of await protocol.contexts()) {
        if (url.split(/[?#]/, 1)[0] !== address) continue;
        const told = await protocol.evaluate(context, `JSON.stringify((${read.toString()})())`);
        if (typeof told !== 'string') continue;
        await protocol.close(context);
        return JSON.parse(told) as Exclude<T, false | undefined>;
      }
      return undefined;
    },
    { what: `the words of a page at ${address}` },
  );
}

function tabOf(context: string): string {
  return `(() => {
    const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
    const { browserId } = NavigableManager.getBrowsingContextById(${JSON.stringify(context)});
    return gBrowser.tabs.find((one) => one.linkedBrowser.browserId === browserId);
  })()`;
}

/** The number of the process in which extensions run. */
function extensionProcess(): string {
  return `ChromeUtils.requestProcInfo().then(
    ({ children }) => children.find(({ type }) => type === 'extension').pid,
  )`;
}

/** Without the preferences that keep what it stored for the next browser of a test. */
function uninstall(id: string): string {
  return `(async () => {
    Services.prefs.setBoolPref('extensions.webextensions.keepStorageOnUninstall', false);
    Services.prefs.setBoolPref('extensions.webextensions.keepUuidOnUninstall', false);
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
    await (await AddonManager.getAddonByID(${JSON.stringify(id)})).uninstall();
  })()`;
}

/** Without a signature, which this kind of Firefox does not insist on. */
function installPackage(id: string, file: string): string {
  return `(async () => {
    Services.prefs.setBoolPref('xpinstall.signatures.required', false);
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
    const { FileUtils } = ChromeUtils.importESModule('resource://gre/modules/FileUtils.sys.mjs');
    const before = await AddonManager.getAddonByID(${JSON.stringify(id)});
    if (before?.temporarilyInstalled) await before.uninstall();
    const install = await AddonManager.getInstallForFile(new FileUtils.File(${JSON.stringify(file)}));
    // One that has to wait for the extension is there when it has given way.
    await new Promise((resolve, reject) => {
      install.addListener({
        onInstallEnded: resolve,
        onInstallPostponed: resolve,
        onInstallFailed: () => reject(new Error('not installed: ' + install.error)),
      });
      install.install();
    });
  })()`;
}

function offAndOn(id: string): string {
  return `(async () => {
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
    const addon = await AddonManager.getAddonByID(${JSON.stringify(id)});
    await addon.disable();
    await addon.enable();
  })()`;
}

/** True once the entry was there and picked. */
function pickEntry(words: string): string {
  return `(() => {
    const menu = document.getElementById('contentAreaContextMenu');
    if (menu.state !== 'open') return false;
    const groups = [...menu.querySelectorAll(':scope > menu')];
    for (const group of groups) group.menupopup.dispatchEvent(new Event('popupshowing'));
    const entry = [...menu.querySelectorAll('menuitem')].find(
      (one) => one.label === ${JSON.stringify(words)} && !one.hidden,
    );
    if (entry === undefined) return false;
    entry.doCommand();
    menu.hidePopup();
    return true;
  })()`;
}

/** What every entry for links works on, while the one that bookmarks is shown. */
const READ_MENU = `(() => {
  const menu = document.getElementById('contentAreaContextMenu');
  if (menu.state !== 'open' || document.getElementById('context-bookmarklink').hidden) return;
  const { linkURL } = gContextMenu;
  menu.hidePopup();
  return linkURL;
})()`;

async function openMenu(page: Page, selector: string): Promise<void> {
  await page.bringToFront();
  await (await page.waitForSelector(selector))?.click({ button: 'right' });
}

/** The key that the browser's window has for a command of the extension. */
function pressKey(extensionId: string, name: string): string {
  return `(async () => {
    const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(extensionId)});
    const { shortcut } = (await extension.shortcuts.allCommands()).find(
      (one) => one.name === ${JSON.stringify(name)},
    );
    const letter = shortcut.split('+').at(-1);
    const keys = [...document.querySelectorAll('keyset[id^="ext-keyset-id"] key')];
    const key = keys.find((one) => one.getAttribute('key') === letter);
    key.dispatchEvent(new Event('command', { bubbles: true }));
  })()`;
}

function tabNumber(context: string): string {
  return `(() => {
    const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
    const tab = ${tabOf(context)};
    return tab && ExtensionParent.apiManager.global.tabTracker.getId(tab);
  })()`;
}
