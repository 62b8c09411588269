/** Chromium with the extension on it, driven over the DevTools protocol. */
import { writeFile } from 'node:fs/promises';
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core';
import type { GuardedBrowser, LaunchOptions } from './browsers.ts';
import { emulateInChromium } from './emulation.ts';
import { installed } from './installed.ts';
import { addressOf, findPage } from './pages.ts';
import { descendantsOf, killProcess, killTree, pidOf } from './processes.ts';
import { profileOf } from './temporary-folder.ts';
import { until } from './until.ts';

export async function launchChromium(options: LaunchOptions): Promise<GuardedBrowser> {
  const { extensionDir, proxy, lang = 'en-US', colourScheme = 'light' } = options;
  const profile = await profileOf('chromium', options.profileDir);
  const browser = await puppeteer.launch({
    executablePath: options.program ?? installed('chromium'),
    headless: true,
    pipe: true,
    enableExtensions: [extensionDir],
    userDataDir: profile.path,
    defaultViewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    // The interface's language comes from here on Linux, from --lang elsewhere.
    env: { ...process.env, LANGUAGE: lang.replace('-', '_') },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--lang=${lang}`,
      // Loopback is never sent to a proxy unless it is asked for.
      options.isDirect
        ? `--host-resolver-rules=MAP * 127.0.0.1:${proxy.directPort}, EXCLUDE localhost, EXCLUDE 127.0.0.1`
        : `--proxy-server=http://127.0.0.1:${proxy.port}`,
      `--ignore-certificate-errors-spki-list=${proxy.certificate.publicKeyHash}`,
    ],
  });
  const worker = await browser.waitForTarget(isExtensionWorker);
  const origin = `chrome-extension://${new URL(worker.url()).host}`;
  let helper = await openHelper();

  /** Any document of the extension's origin sees its API; this one runs no code of its own. */
  async function openHelper(): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(`${origin}/manifest.json`);
    return page;
  }

  async function newPage(address?: string): Promise<Page> {
    const page = await browser.newPage();
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: colourScheme }]);
    if (address !== undefined) await page.goto(address);
    return page;
  }

  async function tabId(page: Page): Promise<number> {
    await page.bringToFront();
    const what = 'the number of the tab in front';
    return until(() => helper.evaluate(activeTab, page.url()), { what });
  }

  async function pages(): Promise<Page[]> {
    return (await browser.pages()).filter((page) => page !== helper);
  }

  return {
    name: 'chromium',
    newPage,
    extensionPage: (path) => newPage(`${origin}/${path}`),
    findExtensionPage: (path) => findPage(pages, `${origin}/${path}`),
    readAndClose: (path, read) => readAndClose(helper, `${origin}/${path}`, read),
    address: addressOf,
    pages,
    tabs: async () =>
      browser
        .targets()
        .filter((target) => target.type() === 'page')
        .map((target) => target.url()),
    async closeTabsOf(path) {
      const tabs = browser.targets().filter((one) => one.url().startsWith(`${origin}/${path}`));
      for (const tab of tabs) await (await tab.asPage()).close();
      return tabs.length > 0;
    },
    closeAllBut: (kept) => closeAllBut(browser, [helper, ...kept]),
    killWorker: () => killWorker(browser),
    isWorkerRunning: async () => workerOf(browser) !== undefined,
    evaluateInBackground: (work) => evaluateInBackground(browser, helper, work),
    tabId,
    async pickFromMenu(page, selector, id) {
      await evaluateInBackground(browser, helper, hasEntry, id);
      const tab = await tabId(page);
      await (await page.waitForSelector(selector))?.click({ button: 'right' });
      await evaluateInBackground(browser, helper, pressEntry, id, tab);
    },
    addressInMenu() {
      throw new Error('Chromium: it has no menu without a screen');
    },
    async pressCommand(page, name) {
      const tab = await tabId(page);
      await evaluateInBackground(browser, helper, pressKeys, name, tab);
    },
    answerYes: (...patterns) => answerYes(browser, new URL(origin).host, patterns),
    async reloadExtension() {
      await reloadExtension(browser, new URL(origin).host);
      helper = await until(openHelper, { what: 'the extension to be back' });
    },
    async offAndOn() {
      await offAndOn(browser, new URL(origin).host);
      helper = await until(openHelper, { what: 'the extension to be back' });
    },
    async pressAction(page, look) {
      await page.bringToFront();
      const [extension] = (await browser.extensions()).values();
      if (extension === undefined) throw new Error('Chromium: the extension is not there');
      const before = browser.targets();
      await extension.triggerAction(page);
      const isPopup = (one: Target) => !before.includes(one) && one.url().startsWith(origin);
      const popup = await (await browser.waitForTarget(isPopup)).asPage();
      await look?.(popup).finally(() => popup.close());
      if (look === undefined) await popup.close();
    },
    async uninstall() {
      // The page goes with its extension, and has nothing to answer any more.
      helper.evaluate(() => chrome.management.uninstallSelf()).catch(() => undefined);
      await until(() => !browser.targets().some((one) => one.url().startsWith(origin)), {
        what: 'the end of the extension',
      });
    },
    installPackage() {
      throw new Error('Chromium: it installs packages from its store alone');
    },
    addExtension: async (folder) => void (await browser.installExtension(folder)),
    emulate: emulateInChromium,
    screenshot: async (page, file) => writeFile(file, await page.screenshot()),
    async kill() {
      await killTree(pidOf(browser));
      await profile.remove();
    },
    async crashExtension() {
      const below = await descendantsOf(pidOf(browser));
      const crashing = below.filter(({ command }) => command.includes(' --extension-process'));
      for (const { pid } of crashing) await killProcess(pid);
      helper = await until(openHelper, { what: 'the extension to be back' });
    },
    async close() {
      await browser.close();
      await profile.remove();
    },
  };
}

/** The page of extensions notes hosts as allowed before: no question is shown. */
function answerYes(browser: Browser, id: string, patterns: readonly string[]): Promise<void> {
  return onPageOfExtensions(browser, async (page) => {
    await page.evaluate(
      async (extension, hosts) => {
        for (const host of hosts) {
          await chrome.developerPrivate.addHostPermission(extension, host);
        }
      },
      id,
      patterns,
    );
  });
}

function reloadExtension(browser: Browser, id: string): Promise<void> {
  return onPageOfExtensions(browser, async (page) => {
    await page.evaluate(async (extension) => {
      const { developerPrivate } = chrome;
      // Without it an unpacked extension goes, and is not let in again.
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await developerPrivate.reload(extension, { failQuietly: true });
    }, id);
  });
}

function offAndOn(browser: Browser, id: string): Promise<void> {
  return onPageOfExtensions(browser, async (page) => {
    await page.evaluate(async (extension) => {
      const { developerPrivate, management } = chrome;
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await management.setEnabled(extension, false);
      await management.setEnabled(extension, true);
    }, id);
  });
}

async function onPageOfExtensions(browser: Browser, work: (page: Page) => Promise<void>) {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await work(page);
  await page.close();
}

/**
 * Through the extension's own view of its tabs: the driver loses pages whose process is changed
 * under it, as the gate's is in a window that somebody opened. `read` sees the page's `document`.
 */
async function readAndClose<T>(
  helper: Page,
  address: string,
  read: () => T | undefined,
): Promise<Exclude<T, false | undefined>> {
  // Read at once: a promise of a page that goes meanwhile is never kept.
  const look = `(() => {
    for (const view of chrome.extension.getViews({ type: 'tab' })) {
      const { href } = view.location;
      if (href.split(/[?#]/, 1)[0] !== ${JSON.stringify(address)}) continue;
      const told = ((document) => (${read.toString()})())(view.document);
      if (told !== undefined) return { told, href };
    }
  })()`;
  const { told, href } = await until(
    async () => (await helper.evaluate(look)) as { told: T; href: string } | undefined,
    { what: `the words of a page at ${address}`, each: 2_000 },
  );
  await helper.evaluate(closeView, href);
  return told as Exclude<T, false | undefined>;
}

/** On the browser's own line, which no page can hold up. */
async function closeAllBut(browser: Browser, kept: readonly Page[]): Promise<void> {
  const line = await browser.target().createCDPSession();
  const { targetInfos } = await line.send('Target.getTargets');
  const ids = new Set(await Promise.all(kept.map(targetIdOf)));
  for (const { targetId, type } of targetInfos) {
    if (type !== 'page' || ids.has(targetId)) continue;
    // One that is going away by itself is as good as closed.
    await line.send('Target.closeTarget', { targetId }).catch(() => undefined);
  }
  await line.detach();
}

async function targetIdOf(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}

function isExtensionWorker(target: Target): boolean {
  return target.type() === 'service_worker' && target.url().startsWith('chrome-extension://');
}

function workerOf(browser: Browser): Target | undefined {
  return browser.targets().find(isExtensionWorker);
}

async function killWorker(browser: Browser): Promise<void> {
  const target = workerOf(browser);
  if (target === undefined) return;
  // One that has only just started, or is about to end, does not always hear it the first time.
  await until(
    async () => {
      if (!browser.targets().includes(target)) return true;
      try {
        await (await target.worker())?.close();
      } catch (error) {
        // The driver's line to it is cut: it ended by itself, and the driver's list lags behind.
        if (String(error).includes('No session with given id')) return true;
        throw error;
      }
      return !browser.targets().includes(target);
    },
    { what: 'the end of the worker' },
  );
}

async function evaluateInBackground<T>(
  browser: Browser,
  helper: Page,
  work: (...args: never[]) => T | Promise<T>,
  ...args: readonly unknown[]
): Promise<T> {
  // A message that nobody answers is enough to start a worker that sleeps.
  if (workerOf(browser) === undefined) await helper.evaluate(wake).catch(() => undefined);
  const worker = await (await browser.waitForTarget(isExtensionWorker)).worker();
  if (worker === null) throw new Error('the background worker ended while it was asked for');
  await until(() => worker.evaluate(() => 'chrome' in globalThis && 'runtime' in chrome), {
    what: 'the API in the worker',
  });
  return (await worker.evaluate(work as (...all: unknown[]) => T, ...args)) as T;
}

/** One that is gone by itself is as good as closed. */
async function closeView(href: string): Promise<void> {
  const filter = { contextTypes: ['TAB'], documentUrls: [href] };
  for (const { tabId } of await chrome.runtime.getContexts(filter)) {
    await chrome.tabs.remove(tabId).catch(() => undefined);
  }
}

declare const chrome: {
  readonly management: {
    uninstallSelf(): Promise<void>;
    setEnabled(id: string, isOn: boolean): Promise<void>;
  };
  readonly developerPrivate: {
    addHostPermission(id: string, host: string): Promise<void>;
    updateProfileConfiguration(update: { inDeveloperMode: boolean }): Promise<void>;
    reload(id: string, options: { failQuietly: boolean }): Promise<unknown>;
  };
  readonly runtime: {
    sendMessage(message: unknown): Promise<unknown>;
    getContexts(filter: object): Promise<readonly { tabId: number }[]>;
  };
  readonly contextMenus: {
    /** Rejects where there is no such entry. */
    update(id: string, changes: object): Promise<void>;
    /** The browser's own way to tell its listeners. */
    readonly onClicked: { dispatch(info: object, tab: object): void };
  };
  readonly commands: {
    readonly onCommand: { dispatch(name: string, tab: object): void };
  };
  readonly tabs: {
    remove(tabId: number): Promise<void>;
    query(filter: object): Promise<{ id?: number; url?: string; lastAccessed?: number }[]>;
  };
};

function hasEntry(id: string) {
  return chrome.contextMenus.update(id, {});
}

function pressEntry(menuItemId: string, tabId: number) {
  chrome.contextMenus.onClicked.dispatch({ menuItemId, frameId: 0 }, { id: tabId });
}

function pressKeys(name: string, tabId: number) {
  chrome.commands.onCommand.dispatch(name, { id: tabId });
}

function wake() {
  return chrome.runtime.sendMessage({ protocol: 'none' });
}

/** Undefined while another page is still in front, as far as addresses may be seen. */
async function activeTab(address: string) {
  const tabs = await chrome.tabs.query({ active: true });
  const [latest] = tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  return latest?.url === undefined || latest.url === address ? latest?.id : undefined;
}
