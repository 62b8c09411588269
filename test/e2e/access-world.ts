/// <reference lib="dom" />
/** A chat on a host that the manifest does not name, and the pages of the extension around it. */
import type { Page } from 'puppeteer-core';
import { type BrowserName, type GuardedBrowser, launch } from '../support/browsers.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { listedLink } from './content-pages.ts';

export const HOST = 'chat.example';
export const PATTERN = `https://${HOST}/*`;
export const CHAT = `https://${HOST}/`;

export const OPTIONS = 'src/extension/pages/options/index.html#sites';
export const POPUP = 'src/extension/pages/popup/index.html';

/** A client that nobody knows, with two kinds of conversation. */
const UNKNOWN_CLIENT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Works chat</title>
<link rel="icon" href="data:,"><body><div id="works-chat">
<div class="talk room" role="log"><p class="line" id="m1">${listedLink('one')}</p>
<p class="line"><a class="tool" href="https://tool.example/">tool</a></p></div></div></body></html>`;

export interface AccessWorld {
  readonly internet: Internet;
  readonly browser: GuardedBrowser;
  /** The chat, in a tab of its own. */
  readonly chat: Page;
  /** The popup as it is after a press on the toolbar's button on the chat, in a tab. */
  openPopup(): Promise<Page>;
  close(): Promise<void>;
}

export async function prepareAccessWorld(name: BrowserName): Promise<AccessWorld> {
  const internet = await startInternet();
  internet.answer(HOST, () => ({ body: UNKNOWN_CLIENT }));
  const service = await startPolicyService();
  const browser = await launch(name, { extensionDir: builtExtension(name), proxy: internet });
  const chat = await browser.newPage(CHAT);
  return {
    internet,
    browser,
    chat,
    async openPopup() {
      await browser.pressAction(chat);
      return browser.extensionPage(`${POPUP}?tab=${await browser.tabId(chat)}`);
    },
    async close() {
      await browser.close();
      await service.close();
      await internet.close();
    },
  };
}

export function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText);
}

export async function untilWords(page: Page, words: string): Promise<void> {
  await until(async () => (await wordsOf(page)).includes(words), { what: `the words "${words}"` });
}

/** Presses a button as a person does; by its words, in the order of the page. */
export async function pressButton(page: Page, words: string): Promise<void> {
  await page.bringToFront();
  const handle = await until(
    async () => {
      const found = await page.evaluateHandle(
        (wanted) =>
          [...document.querySelectorAll('button')].find(
            (one) => one.innerText.trim() === wanted && !one.disabled,
          ),
        words,
      );
      return found.asElement() ?? undefined;
    },
    { what: `the button "${words}"` },
  );
  await (handle as import('puppeteer-core').ElementHandle<Element>).click();
}

/** Ids of the content scripts that are registered beside those of the manifest. */
export function registered(desk: Page): Promise<string[]> {
  return desk.evaluate(async () => {
    const { scripting } = typeof chrome === 'undefined' ? browser : chrome;
    return (await scripting.getRegisteredContentScripts()).map(({ id }) => id);
  });
}

export function unregisterAll(desk: Page): Promise<void> {
  return desk.evaluate(() => {
    const { scripting } = typeof chrome === 'undefined' ? browser : chrome;
    return scripting.unregisterContentScripts();
  });
}

interface ExtensionApi {
  readonly scripting: {
    getRegisteredContentScripts(): Promise<{ id: string }[]>;
    unregisterContentScripts(): Promise<void>;
  };
}

declare const browser: ExtensionApi;
declare const chrome: ExtensionApi | undefined;
