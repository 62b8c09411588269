/** Both browsers with the extension on them, behind one interface. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../scripts/browsers.ts';
import { launchChromium } from './chromium.ts';
import type { Emulation } from './emulation.ts';
import { launchFirefox } from './firefox.ts';
import type { Internet } from './internet.ts';
import { until } from './until.ts';

export type { BrowserName };

export interface LaunchOptions {
  /** An unpacked extension, in the form for this browser. */
  readonly extensionDir: string;
  /** Every address but loopback goes through it. */
  readonly proxy: Internet;
  /** Chromium's names lead there instead, https alone: behind a proxy it loads nothing ahead. */
  readonly isDirect?: boolean;
  /** Language of the interface, like zh-CN. */
  readonly lang?: string;
  readonly colourScheme?: 'light' | 'dark';
  /** Width of a page in CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  /** A profile that outlives the browser; without it, it has one of its own. */
  readonly profileDir?: string;
  /** Keeps the page that opens after the installation; else it is closed before anything begins. */
  readonly keepsWelcome?: boolean;
  /** Another program than the one that is installed. */
  readonly program?: string;
  /** Milliseconds of rest after which Firefox ends the event page; as usual where it is missing. */
  readonly idleTimeout?: number;
}

export interface GuardedBrowser {
  readonly name: BrowserName;
  newPage(address?: string): Promise<Page>;
  /** A page of the extension as a tab of its own; `path` as in its package. */
  extensionPage(path: string): Promise<Page>;
  /** Waits for a page of the extension, whoever opened it, in whichever tab. */
  findExtensionPage(path: string): Promise<Page>;
  /**
   * What is read from a page of the extension, in whichever tab, as soon as it is something; then
   * the tab is closed. `read` runs in the page and stands alone.
   */
  readAndClose<T extends object>(path: string, read: () => T | undefined): Promise<T>;
  /** The page's address as it is now; asks the page, for Firefox's driver does not know all. */
  address(page: Page): Promise<string>;
  /** The pages that are open, those that the extension opened included. */
  pages(): Promise<Page[]>;
  /** The addresses of all tabs, those included that the driver gives no page for. */
  tabs(): Promise<readonly string[]>;
  /** Closes every tab but these, whoever opened it. */
  closeAllBut(pages: readonly Page[]): Promise<void>;
  /** Closes the tabs with this page of the extension; false where there is none. */
  closeTabsOf(path: string): Promise<boolean>;
  /** Ends the background worker or event page; the next message to it starts it again. */
  killWorker(): Promise<void>;
  isWorkerRunning(): Promise<boolean>;
  /**
   * Runs a function in the background worker. Chromium only (WebDriver BiDi does not show
   * Firefox's event page): in Firefox use `evaluate` of an extension page, which has the same API.
   */
  evaluateInBackground<T>(work: () => T | Promise<T>): Promise<T>;
  /** Loads the extension anew, as an update does: its pages close, pages that it guards stay. */
  reloadExtension(): Promise<void>;
  /** Switches the extension off, and on again, as a person does; its pages close. */
  offAndOn(): Promise<void>;
  /** The extension API's number of the tab that this page is in. */
  tabId(page: Page): Promise<number>;
  /**
   * The person's yes to what the browser will ask when the extension requests these hosts, given
   * ahead: the browser's own question cannot be clicked without a screen. Grants nothing yet.
   */
  answerYes(...patterns: readonly string[]): Promise<void>;
  /**
   * What the browser grants for one tab when the toolbar's button is pressed on it. In Chromium the
   * popup opens, `look` sees it, and it closes again; Firefox shows it to nobody.
   */
  pressAction(page: Page, look?: (popup: Page) => Promise<void>): Promise<void>;
  /**
   * Opens the browser's menu on an element and picks one of the extension's entries, by its id (in
   * Chromium, whose menu cannot be driven without a screen: there the entry is looked up, and its
   * event sent) or by its words (in Firefox, in the menu itself).
   */
  pickFromMenu(page: Page, selector: string, id: string, words: string): Promise<void>;
  /**
   * Firefox only: the address that the browser's own menu opens, bookmarks, copies or saves when it
   * is opened on a link.
   */
  addressInMenu(page: Page, selector: string): Promise<string>;
  /**
   * The keyboard command of this name, with this page in front: in Firefox by the key of the browser's
   * own window, in Chromium by the event that follows it.
   */
  pressCommand(page: Page, name: string): Promise<void>;
  /** Takes the extension off, as a person does. */
  uninstall(): Promise<void>;
  /**
   * Firefox only: installs a package for good, as a store does. The first replaces what was loaded
   * for the test; the next is an update, for which the extension can have the browser wait.
   */
  installPackage(file: string): Promise<void>;
  /** Another unpacked extension, beside ours. */
  addExtension(folder: string): Promise<void>;
  /** In Firefox it is for every page at once. */
  emulate(page: Page): Promise<Emulation>;
  /** PNG of what is in view. */
  screenshot(page: Page, file: string): Promise<void>;
  /** Ends all of the browser at once, as a loss of power does; a profile of its own is removed. */
  kill(): Promise<void>;
  /** Ends the process in which the extension's worker and pages are, as a crash of it does. */
  crashExtension(): Promise<void>;
  /** Ends the browser and removes its profile, if that is its own. */
  close(): Promise<void>;
}

export const WELCOME = 'src/extension/pages/welcome/index.html';

/** Milliseconds: a profile that had the extension before is not welcomed. */
const WELCOME_LIMIT = 5000;

export async function launch(name: BrowserName, options: LaunchOptions): Promise<GuardedBrowser> {
  const browser = await (name === 'chromium' ? launchChromium(options) : launchFirefox(options));
  // The extensions of some tests welcome nobody.
  const welcomes = existsSync(join(options.extensionDir, WELCOME));
  if (welcomes && !options.keepsWelcome) {
    await closeWelcome(browser, options.profileDir === undefined);
  }
  return browser;
}

async function closeWelcome(browser: GuardedBrowser, isNew: boolean): Promise<void> {
  const closing = until(() => browser.closeTabsOf(WELCOME), {
    what: 'the page after the installation',
    within: WELCOME_LIMIT,
  });
  await closing.catch((error: unknown) => {
    if (isNew) throw error;
  });
}
