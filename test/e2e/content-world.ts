/// <reference lib="dom" />
/** Where the content tests take place: one browser, one page in it that all tests use. */
import type { Page } from 'puppeteer-core';
import { serveDemo } from '../../scripts/demo.ts';
import type { RunningServer } from '../../scripts/folder-server.ts';
import { type BrowserName, type GuardedBrowser, launch } from '../support/browsers.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { type Extension, openExtension } from './content-guarded-page.ts';
import { type ChatPages, message, serveChatPages } from './content-pages.ts';

export interface World {
  readonly internet: Internet;
  readonly pages: ChatPages;
  readonly demo: RunningServer;
  readonly browser: GuardedBrowser;
  readonly extension: Extension;
  readonly page: Page;
  /** Brings a page of this text into view. */
  show(html: string, headers?: Readonly<Record<string, string>>): Promise<void>;
  /** Adds a message of this content to the chat in view. */
  add(html: string): Promise<void>;
  /** Closes the tabs that were opened beside the page. */
  closeOthers(): Promise<void>;
  close(): Promise<void>;
}

export async function prepareWorld(name: BrowserName): Promise<World> {
  const internet = await startInternet();
  const service = await startPolicyService();
  const pages = await serveChatPages();
  const demo = await serveDemo({ port: 0 });
  const browser = await launch(name, { extensionDir: builtExtension(name), proxy: internet });
  const extension = await openExtension(browser);
  const page = await browser.newPage();
  return {
    internet,
    pages,
    demo,
    browser,
    extension,
    page,
    async show(html, headers) {
      await page.bringToFront();
      await page.goto(pages.add(html, headers));
    },
    add: (html) =>
      page.evaluate((text) => {
        document.querySelector('#log')?.insertAdjacentHTML('beforeend', text);
      }, message(html)),
    async closeOthers() {
      for (const other of await browser.pages()) {
        const address = await browser.address(other);
        if (other !== page && /^https?:/.test(address)) await other.close();
      }
    },
    async close() {
      await browser.close();
      await demo.close();
      await pages.close();
      await service.close();
      await internet.close();
    },
  };
}
