/// <reference lib="dom" />
/**
 * What all attacks in one browser stand on: the browser with the extension, the test internet, the
 * service, a server of chat pages, and a quiet page of the extension that notes every navigation.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { forgetBackOff, viewOf } from '../support/fault-ground.ts';
import { type Page as Answer, type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { MODES, type Mode } from './attack.ts';
import { type PageServer, servePages } from './page-server.ts';

/** Hosts that nobody but this run knows: both are listed, as phishing and as a whole. */
export interface Hosts {
  /** Where links of chats lead. */
  readonly listed: string;
  /** Where no link of any chat ever leads, so that the net knows it from the list alone. */
  readonly unseen: string;
}

/** One of many who publish on a host that is lent out; the others are not listed. */
export const LISTED_TENANT = 'tenant-who-lies.github.io';

export function hostsOf(id: string, mode: Mode): Hosts {
  const own = `${id}-${mode}`.toLowerCase();
  return { listed: `${own}.listed.example`, unseen: `${own}.unseen.example` };
}

/** One navigation as the browser reported it. */
export interface Step {
  readonly event: 'began' | 'committed' | 'failed';
  readonly url: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly error?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface World {
  readonly name: BrowserName;
  readonly browser: GuardedBrowser;
  readonly internet: Internet;
  readonly service: PolicyService;
  readonly pages: PageServer;
  /** Has the extension's API; no code of the extension runs in it. */
  readonly desk: Page;
  /** Navigations that the browser reported to the extension, of addresses with this in them. */
  trail(part: string): Promise<readonly Step[]>;
  /** What is answered at this address of the test internet. */
  answer(address: string, page: Answer): void;
  /** What one attack left for the next: tabs, answers, and a service that fails or has had enough. */
  clear(): Promise<void>;
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
  readonly runtime: {
    readonly onMessage: { addListener(listener: (sent: unknown) => void): void };
  };
  readonly webNavigation: Record<
    'onBeforeNavigate' | 'onCommitted' | 'onErrorOccurred',
    NavigationEvent
  >;
  readonly declarativeNetRequest?: Record<
    'getDynamicRules' | 'getSessionRules',
    () => Promise<unknown[]>
  >;
};

/** `ids` of the attacks that will be carried out; `isDirect` as an attack says it. */
export async function prepareWorld(
  name: BrowserName,
  ids: readonly string[],
  isDirect = false,
): Promise<World> {
  const hosts = ids.flatMap((id) => MODES.flatMap((mode) => Object.values(hostsOf(id, mode))));
  const internet = await startInternet();
  const service = await startListing([...hosts, LISTED_TENANT]);
  const pages = await servePages();
  const answers = new Map<string, Answer>();
  const browser = await launch(name, {
    ...{ extensionDir: builtExtension(name), proxy: internet, isDirect },
  });
  const desk = await browser.extensionPage('icons/16.png');
  await desk.evaluate(takeNotes);
  let entered: Mode = 'warm';
  const enter = async (mode: Mode) => {
    entered = mode;
    await service.front.setMode(mode === 'down' ? 'down' : 'up');
    if (mode !== 'down') await forgetBackOff(desk);
  };
  await until(
    async () => (await viewOf(desk)).protection.ruleset?.version === service.version() || undefined,
    { what: 'the published ruleset in force' },
  );
  if (hosts[0] !== undefined) await untilNetHolds(desk, 'getDynamicRules', hosts[0]);
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
    answer(address, page) {
      const { origin, hostname, pathname } = new URL(address);
      answers.set(`${origin}${pathname}`, page);
      internet.answer(hostname, ({ url }) => answers.get(url.split('?', 1)[0] ?? '') ?? {});
    },
    async clear() {
      answers.clear();
      await browser.closeAllBut([desk]);
      await enter(entered);
    },
    enter,
    async close() {
      await browser.close();
      await pages.close();
      await service.close();
      await internet.close();
    },
  };
}

/** A service whose ruleset lists these hosts beside those of every ruleset. */
async function startListing(hosts: readonly string[]): Promise<PolicyService> {
  const folder = await makeTemporaryFolder('attacked');
  const from = join(folder.path, 'hosts.txt');
  try {
    await writeFile(from, hosts.join('\n'));
    const list = { name: 'attacked', from, violation: 'phishing', format: 'hosts' } as const;
    return await startPolicyService({ lists: [list] });
  } finally {
    await folder.remove();
  }
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

function takeNotes(): void {
  const trail: Step[] = [];
  const told = Object.assign(globalThis, { trail, asked: 0 });
  chrome.runtime.onMessage.addListener((sent) => {
    if ((sent as { name?: string }).name === 'links.judge') told.asked += 1;
  });
  const note =
    (event: Step['event']) =>
    ({ url, tabId, frameId, error }: Navigated) =>
      trail.push({
        ...{ event, url, tabId, frameId, at: Date.now() },
        ...(error === undefined ? {} : { error }),
      });
  chrome.webNavigation.onBeforeNavigate.addListener(note('began'));
  chrome.webNavigation.onCommitted.addListener(note('committed'));
  chrome.webNavigation.onErrorOccurred.addListener(note('failed'));
}
