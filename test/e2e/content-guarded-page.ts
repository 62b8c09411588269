/// <reference lib="dom" />
/** What the content tests see of a guarded page: its links as they stand, and the popup's view. */
import type { Page } from 'puppeteer-core';
import type { PageDescription } from '../../src/extension/messaging/protocol.ts';
import type { GuardedBrowser } from '../support/browsers.ts';
import { until } from '../support/until.ts';

const GATE = 'src/extension/pages/gate/index.html';
const SENTINEL = '.link-guard.invalid/';

declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

interface ExtensionApi {
  readonly runtime: {
    sendMessage(message: unknown): Promise<unknown>;
    readonly onMessage: { addListener(listener: (message: unknown) => void): void };
    readonly onConnect: { addListener(listener: (port: Port) => void): void };
  };
  readonly tabs: { sendMessage(tabId: number, message: unknown): Promise<unknown> };
}

interface Port {
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
}

export interface Extension {
  /** What the popup would be told of the page. */
  describe(page: Page): Promise<PageDescription>;
  /** As the popup sets it; null for "as the policy says". */
  choose(context: string, choice: 'open' | 'ask' | 'block' | null): Promise<void>;
  setHints(isOn: boolean): Promise<void>;
  /** Waits until a page has asked what it is to know, since the last time. */
  untilPagesKnow(): Promise<void>;
  /** How many links were asked about, message by message, since the last time. */
  takeBatches(): Promise<number[]>;
}

/** Through a page of the extension, which both browsers let us evaluate in. */
export async function openExtension(guarded: GuardedBrowser): Promise<Extension> {
  const inside = await guarded.extensionPage('src/extension/pages/popup/index.html');
  await inside.evaluate(() => {
    const api = typeof browser === 'undefined' ? chrome : browser;
    const batches: number[] = [];
    Object.assign(globalThis, { api, batches });
    const count = (input: { hrefs?: unknown[] } | undefined) =>
      batches.push(input?.hrefs?.length ?? 0);
    // Drafts and forms are asked about by single messages, links over a port.
    api.runtime.onMessage.addListener((sent) => {
      const { name, input } = sent as { name?: string; input?: { hrefs?: unknown[] } };
      if (name === 'page.begin') Object.assign(globalThis, { hasBegun: true });
      if (name === 'links.judge') count(input);
    });
    api.runtime.onConnect.addListener(({ onMessage }) =>
      onMessage.addListener((sent) => count((sent as { input?: object }).input)),
    );
  });
  const tabs = new WeakMap<Page, number>();
  const tell = (name: string, input: object) =>
    inside.evaluate(
      async (envelope) => {
        const { api } = globalThis as unknown as { api: ExtensionApi };
        await api.runtime.sendMessage(envelope);
      },
      { protocol: 'page', name, input },
    );
  return {
    async describe(page) {
      const tab = tabs.get(page) ?? (await guarded.tabId(page));
      tabs.set(page, tab);
      const reply = await inside.evaluate(
        (id, envelope) => {
          const { api } = globalThis as unknown as { api: ExtensionApi };
          return api.tabs.sendMessage(id, envelope);
        },
        tab,
        { protocol: 'background', name: 'page.describe' },
      );
      return (reply as { value: PageDescription }).value;
    },
    choose: (context, choice) => tell('choice.set', { context, choice }),
    async setHints(isOn) {
      await inside.evaluate(() => Object.assign(globalThis, { hasBegun: false }) && undefined);
      await tell('hints.set', { isOn });
    },
    async untilPagesKnow() {
      await until(
        () => inside.evaluate(() => (globalThis as unknown as { hasBegun?: boolean }).hasBegun),
        { what: 'a page to ask what it is to know' },
      );
    },
    takeBatches: () =>
      inside.evaluate(() => (globalThis as unknown as { batches: number[] }).batches.splice(0)),
  };
}

/** The attribute as it stands in the page. */
export function hrefOf(page: Page, selector: string): Promise<string | null> {
  return page.evaluate(
    (one) => document.querySelector(one)?.getAttribute('href') ?? null,
    selector,
  );
}

/** Waits until the links hold a sentinel address. */
export async function untilStopped(page: Page, ...selectors: string[]): Promise<void> {
  for (const selector of selectors) {
    await until(async () => (await hrefOf(page, selector))?.includes(SENTINEL), {
      what: `${selector} to be stopped`,
    });
  }
}

export async function untilHref(page: Page, selector: string, href: string): Promise<void> {
  await until(async () => (await hrefOf(page, selector)) === href, {
    what: `${selector} to lead to ${href}`,
  });
}

/** Waits until this many marks stand in the page: the only elements of a random name. */
export async function untilMarks(page: Page, count: number): Promise<void> {
  await page.bringToFront();
  let seen = -1;
  await until(
    async () => {
      seen = await countMarks(page);
      return seen === count;
    },
    { what: `${count} marks` },
  ).catch((error: unknown) => {
    throw new Error(`there are ${seen} marks`, { cause: error });
  });
}

export function countMarks(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter(({ localName }) =>
        /^[a-z]{2}-[a-z]{6}$/.test(localName),
      ).length,
  );
}

/** Presses the middle of an element as a person does; the gate comes, and is closed again. */
export async function pressIntoGate(
  guarded: GuardedBrowser,
  page: Page,
  selector: string,
): Promise<void> {
  await page.bringToFront();
  const element = await page.waitForSelector(selector);
  if (element === null) throw new Error(`${selector} is not there`);
  await element.click();
  const gate = await guarded.findExtensionPage(GATE);
  await gate.close();
}
