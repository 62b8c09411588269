/// <reference lib="dom" />
/**
 * What all attacks in one browser stand on: the browser with the extension, the test internet, the
 * service, a server of chat pages, and a quiet page of the extension that notes every navigation.
 */
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type ChatPages, serveChatPages } from '../e2e/content-pages.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { forgetBackOff, viewOf } from '../support/fault-ground.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import type { Mode } from './attack.ts';

/** Listed in every ruleset with all hosts below it; chats of the attacks lead there. */
export const LISTED = 'phishing.link-guard.example';
/** Listed too; nothing in a chat ever leads there, so that the net knows it from the list alone. */
export const UNSEEN = 'malware.link-guard.example';

/** One navigation as the browser reported it. */
export interface Step {
  readonly event: 'began' | 'committed' | 'failed';
  readonly url: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly error?: string;
}

export interface World {
  readonly name: BrowserName;
  readonly browser: GuardedBrowser;
  readonly internet: Internet;
  readonly service: PolicyService;
  readonly pages: ChatPages;
  /** Has the extension's API; no code of the extension runs in it. */
  readonly desk: Page;
  /** Navigations that the browser reported to the extension, of addresses with this in them. */
  trail(part: string): Promise<readonly Step[]>;
  enter(mode: Mode): Promise<void>;
  close(): Promise<void>;
}

interface Navigated {
  readonly url: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly error?: string;
}

interface NavigationEvent {
  addListener(listener: (details: Navigated) => void): void;
}

declare const chrome: {
  readonly webNavigation: Record<
    'onBeforeNavigate' | 'onCommitted' | 'onErrorOccurred',
    NavigationEvent
  >;
  readonly declarativeNetRequest?: Record<
    'getDynamicRules' | 'getSessionRules',
    () => Promise<unknown[]>
  >;
};

export async function prepareWorld(name: BrowserName): Promise<World> {
  const internet = await startInternet();
  const service = await startPolicyService();
  const pages = await serveChatPages();
  const browser = await launch(name, { extensionDir: builtExtension(name), proxy: internet });
  const desk = await browser.extensionPage('icons/16.png');
  await desk.evaluate(noteNavigations);
  await until(
    async () => (await viewOf(desk)).protection.ruleset?.version === service.version() || undefined,
    { what: 'the published ruleset in force' },
  );
  await untilNetHolds(desk, 'getDynamicRules', UNSEEN);
  return {
    ...{ name, browser, internet, service, pages, desk },
    trail: (part) =>
      desk.evaluate(
        (text) =>
          (globalThis as unknown as { trail: Step[] }).trail.filter(({ url }) =>
            url.includes(text),
          ),
        part,
      ),
    async enter(mode) {
      await service.front.setMode(mode === 'down' ? 'down' : 'up');
      if (mode !== 'down') await forgetBackOff(desk);
    },
    async close() {
      await browser.close();
      await pages.close();
      await service.close();
      await internet.close();
    },
  };
}

/** Waits until a rule of the network net names this host; an extension without one has none. */
export async function untilNetHolds(
  desk: Page,
  which: 'getDynamicRules' | 'getSessionRules',
  host: string,
): Promise<void> {
  await until(
    () =>
      desk.evaluate(
        async (list, name) => {
          const net = chrome.declarativeNetRequest;
          return net === undefined || JSON.stringify(await net[list]()).includes(name);
        },
        which,
        host,
      ),
    { what: `a rule of the network net for ${host}` },
  );
}

function noteNavigations(): void {
  const trail: Step[] = [];
  Object.assign(globalThis, { trail });
  const note =
    (event: Step['event']) =>
    ({ url, tabId, frameId, error }: Navigated) =>
      trail.push({ event, url, tabId, frameId, ...(error === undefined ? {} : { error }) });
  chrome.webNavigation.onBeforeNavigate.addListener(note('began'));
  chrome.webNavigation.onCommitted.addListener(note('committed'));
  chrome.webNavigation.onErrorOccurred.addListener(note('failed'));
}
