/// <reference lib="dom" />
/**
 * What the tests of faults stand on: one browser with the extension, one chat page, one service
 * that lies on demand, and a quiet page of the extension from which its API and storage are reached
 * without starting anything.
 */
import type { Page } from 'puppeteer-core';
import type { RunningServer } from '../../scripts/folder-server.ts';
import type { LinkReport, PopupView } from '../../src/extension/messaging/protocol.ts';
import { serveBareChat } from './bare-chat.ts';
import { type BrowserName, type GuardedBrowser, type LaunchOptions, launch } from './browsers.ts';
import { type FaultyService, startFaultyService } from './faulty-service.ts';
import { type Internet, startInternet } from './internet.ts';
import { builtExtension } from './test-ground.ts';
import { until } from './until.ts';

export const GATE = 'src/extension/pages/gate/index.html';
const POPUP = 'src/extension/pages/popup/index.html';

/** Listed by the ruleset with which every test begins. */
export const LISTED = 'listed.faults.example';

export interface Ground {
  readonly browser: GuardedBrowser;
  readonly internet: Internet;
  readonly service: FaultyService;
  readonly server: RunningServer;
  /** The chat, open in a tab. */
  readonly chat: Page;
  /** Has the extension's API and asks for nothing by itself. */
  readonly desk: Page;
  close(): Promise<void>;
}

type Message = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

declare const chrome: {
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  readonly alarms: { create(name: string, when: object): Promise<void> };
  readonly storage: Record<
    'local' | 'session',
    {
      get(key: string): Promise<Record<string, unknown>>;
      remove(keys: string[]): Promise<void>;
    }
  >;
};

export async function prepareGround(
  name: BrowserName,
  options: Pick<LaunchOptions, 'idleTimeout'> = {},
): Promise<Ground> {
  const internet = await startInternet();
  const service = await startFaultyService();
  const version = await service.publish([LISTED]);
  const server = await serveBareChat();
  const extensionDir = builtExtension(name);
  const browser = await launch(name, { extensionDir, proxy: internet, ...options });
  // A picture: no code runs in its document.
  const desk = await browser.extensionPage('icons/16.png');
  const chat = await browser.newPage(`${server.address}/`);
  await untilVersion(desk, version);
  return {
    ...{ browser, internet, service, server, chat, desk },
    async close() {
      await browser.close();
      await server.close();
      await service.close();
      await internet.close();
    },
  };
}

/** The service tells the truth, nothing backs off, and the chat is empty and in front. */
export async function calm({ service, desk, chat, server, internet }: Ground): Promise<void> {
  service.tellTheTruth();
  await service.front.setMode('up');
  await forgetBackOff(desk);
  await chat.goto(`${server.address}/`);
  await chat.bringToFront();
  internet.clear();
}

/** As if the time of waiting were over, and nothing had been asked for in it. */
export async function forgetBackOff(desk: Page): Promise<void> {
  await desk.evaluate(() =>
    chrome.storage.session.remove([
      'lookup-back-off',
      'lookup-budget',
      'outbox-back-off',
      'states-asked-at',
      'ruled-asked-at',
    ]),
  );
}

/** As a page of the extension does; an answer that is no answer is asked for again. */
export async function ask<T>(desk: Page, name: string, input?: unknown): Promise<T> {
  const reply = await until(
    async () => {
      const told = await desk.evaluate(
        (message) => chrome.runtime.sendMessage(message) as Promise<unknown>,
        { protocol: 'page', name, ...(input === undefined ? {} : { input }) },
      );
      return (told ?? undefined) as Message | undefined;
    },
    { what: `the answer to ${name}` },
  );
  if (!reply.ok) throw Object.assign(new Error(`${name} was refused`), { reply });
  return reply.value as T;
}

export function viewOf(desk: Page): Promise<PopupView> {
  return ask<PopupView>(desk, 'popup.view', {});
}

export function explain(desk: Page, href: string): Promise<LinkReport> {
  return ask<LinkReport>(desk, 'link.explain', {
    ...{ href, text: 'look at this', context: 'direct', site: 'demo' },
  });
}

/** Waits until the ruleset of this version is in force, and was fetched. */
export async function untilVersion(desk: Page, version: number): Promise<void> {
  await until(
    async () => {
      const { ruleset } = (await viewOf(desk)).protection;
      return ruleset?.version === version && ruleset.origin === 'fetched';
    },
    { what: `ruleset ${version} in force` },
  );
}

/** Lets the extension look for a newer ruleset now; gives back when it has. */
export async function lookForUpdate(desk: Page): Promise<void> {
  // One that is under way, or about to be tried again, would be taken for this one.
  await until(() => desk.evaluate(isNobodyLooking), { what: 'the end of a former look' });
  const before = await checkedAt(desk);
  await startUpdate(desk);
  await until(async () => (await checkedAt(desk)) !== before, { what: 'a look for a new ruleset' });
}

/** Looks until the newest that is published is in force: more may be published meanwhile. */
export async function takeNewest(desk: Page, newest: () => number): Promise<void> {
  await until(
    async () => {
      await lookForUpdate(desk);
      const { ruleset } = (await viewOf(desk)).protection;
      return ruleset?.version === newest() && ruleset.origin === 'fetched';
    },
    { what: 'the newest ruleset in force', within: 30_000 },
  );
}

async function isNobodyLooking(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return !held.some(({ name }) => name === 'ruleset-update');
}

/** Lets the extension look for a newer ruleset now, and does not wait for it. */
export async function startUpdate(desk: Page): Promise<void> {
  await desk.evaluate(() =>
    chrome.alarms.create('ruleset', { when: Date.now(), periodInMinutes: 30 }),
  );
}

function checkedAt(desk: Page): Promise<unknown> {
  return desk.evaluate(async () => {
    const kept = (await chrome.storage.local.get('update-check'))['update-check'];
    return (kept as { at?: number } | undefined)?.at;
  });
}

export function keptFloor(desk: Page): Promise<unknown> {
  return desk.evaluate(
    async () => (await chrome.storage.local.get('version-floor'))['version-floor'],
  );
}

/** Opens the popup beside the chat, as a tab. */
export async function openPopup({ browser, chat }: Ground): Promise<Page> {
  return browser.extensionPage(`${POPUP}?tab=${await browser.tabId(chat)}`);
}

/** What the popup says is wrong, in its own words, once it says this. */
export async function popupSays(ground: Ground, words: string): Promise<string> {
  const popup = await openPopup(ground);
  try {
    return await until(
      async () => {
        const text = await popup.evaluate(
          () => document.querySelector('.problems')?.textContent ?? '',
        );
        return text.includes(words) && text;
      },
      { what: `"${words}" in the popup` },
    );
  } finally {
    await popup.close();
    await ground.chat.bringToFront();
  }
}

/** What stands at the gate that is open, once it is drawn; closes it. */
export async function readGate({ browser, chat }: Ground): Promise<GateText> {
  const gate = await browser.findExtensionPage(GATE).catch(async (cause: unknown) => {
    const words = await chat.evaluate(() => document.body.innerText.slice(0, 400));
    throw new Error(`no gate opened; the chat says: ${words}`, { cause });
  });
  try {
    return await until(() => gate.evaluate(readGateText), { what: 'the words of the gate' });
  } finally {
    await gate.close();
    await chat.bringToFront();
  }
}

export interface GateText {
  readonly text: string;
  /** Whether there is a way on to the destination. */
  readonly canContinue: boolean;
}

export function readGateText(): GateText | undefined {
  if (document.querySelector('#go-back') === null) return undefined;
  return {
    text: document.querySelector('main')?.textContent ?? '',
    canContinue: document.querySelector('#continue') !== null,
  };
}
