/// <reference lib="dom" />
/** What the tests of the net do again and again: see a listed link, run a page's script, read rules. */
import type { Page } from 'puppeteer-core';
import { say, untilState } from './bare-chat.ts';
import {
  GATE,
  type GateText,
  type Ground,
  LISTED,
  lookForUpdate,
  readGateText,
  untilVersion,
} from './fault-ground.ts';
import { until } from './until.ts';

/** Listed as phishing, and never in a link. */
export const LATER = 'later.faults.example';

/** Listed for fraud: one may go on. */
export const FRAUD = 'fraud.faults.example';

/** Listed for what is not severe. */
export const LESSER = 'lesser.faults.example';

/** Listed as this page alone. */
export const BAD_PAGE = 'https://shared.faults.example/bad/';

/** Listed nowhere; every test says what it answers. */
export const GOOD = 'good.faults.example';

/** Publishes all of these, and hosts beside them, and waits until that is in force. */
export async function publishLists(
  { service, desk }: Ground,
  ...others: readonly string[]
): Promise<void> {
  const version = await service.publish([LISTED, LATER, ...others], {
    ...{ pages: [BAD_PAGE], fraud: [FRAUD], lesser: [LESSER] },
  });
  await lookForUpdate(desk);
  await untilVersion(desk, version);
}

export interface TestRule {
  readonly id: number;
  readonly priority: number;
  readonly action: { readonly type: string };
  readonly condition: {
    readonly initiatorDomains?: string[];
    readonly requestDomains?: string[];
    readonly excludedRequestDomains?: string[];
    readonly regexFilter?: string;
    readonly tabIds?: number[];
    readonly resourceTypes?: string[];
  };
}

interface RuleChange {
  readonly removeRuleIds: number[];
  readonly addRules?: TestRule[];
}

declare const chrome: {
  readonly declarativeNetRequest: {
    getDynamicRules(): Promise<TestRule[]>;
    getSessionRules(): Promise<TestRule[]>;
    updateDynamicRules(change: RuleChange): Promise<void>;
    updateSessionRules(change: RuleChange): Promise<void>;
  };
};

/** A chat page of its own for each test, with nothing behind it that the test before did. */
export async function openChat({ browser, server, internet }: Ground): Promise<Page> {
  const chat = await browser.newPage(`${server.address}/`);
  internet.clear();
  return chat;
}

/** Closes every tab but the desk's and the ground's own chat. */
export async function closeOthers({ browser, desk, chat }: Ground): Promise<void> {
  for (const page of await browser.pages()) {
    if (page !== desk && page !== chat) await page.close().catch(() => undefined);
  }
}

export function sessionRules(desk: Page): Promise<TestRule[]> {
  return desk.evaluate(() => chrome.declarativeNetRequest.getSessionRules());
}

export function dynamicRules(desk: Page): Promise<TestRule[]> {
  return desk.evaluate(() => chrome.declarativeNetRequest.getDynamicRules());
}

/** As if the browser had lost them. */
export async function loseRules(desk: Page): Promise<void> {
  await desk.evaluate(async () => {
    const net = chrome.declarativeNetRequest;
    const ids = (rules: TestRule[]) => ({ removeRuleIds: rules.map(({ id }) => id) });
    await net.updateDynamicRules(ids(await net.getDynamicRules()));
    await net.updateSessionRules(ids(await net.getSessionRules()));
  });
}

export async function isHeld(desk: Page, host: string): Promise<boolean> {
  return (await sessionRules(desk)).some(
    ({ action, condition }) =>
      action.type === 'block' && (condition.requestDomains ?? []).includes(host),
  );
}

/** Puts a link into the chat, and waits until the net keeps everything away from its host. */
export async function see({ chat, desk }: Ground, id: string, address: string): Promise<void> {
  await say(chat, id, address);
  await untilState(chat, id, 'stopped');
  const { hostname } = new URL(address);
  await until(() => isHeld(desk, hostname), { what: `a rule for ${hostname}` });
}

/** The gate that opens in whichever tab, once it is drawn. */
export async function findGate({ browser }: Pick<Ground, 'browser'>): Promise<Page> {
  const gate = await browser.findExtensionPage(GATE);
  await gateText(gate);
  return gate;
}

export function gateText(gate: Page): Promise<GateText> {
  return until(() => gate.evaluate(readGateText), { what: 'the words of the gate' });
}

/** Runs in the page as its own script would, after a real click on a button of the page. */
export async function byClick(page: Page, script: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate((code) => {
    const button = document.createElement('button');
    button.id = 'of-the-page';
    button.textContent = 'press me';
    button.style.cssText = 'position:fixed;top:0;left:0;width:120px;height:60px;z-index:9';
    button.addEventListener('click', () => {
      button.dataset.pressed = '';
      const element = document.createElement('script');
      element.textContent = code;
      document.head.append(element);
    });
    document.body.append(button);
  }, script);
  // Where a tab opens over this one, the driver does not always hear the end of its click, nor
  // anything else of this page.
  const opened = new Promise((resolve) => page.browser().once('targetcreated', resolve));
  const click = page.click('#of-the-page').catch(() => undefined);
  await Promise.race([click, opened, untilPressed(page).catch(() => opened)]);
}

async function untilPressed(page: Page): Promise<void> {
  await until(
    () =>
      page
        .evaluate(() => document.querySelector('#of-the-page:not([data-pressed])') === null)
        .catch(() => true),
    { what: 'the click on the page' },
  );
}

/** As a person does who was warned. */
export async function goOn(gate: Page): Promise<void> {
  await gate.bringToFront();
  await gate.click('.anyway > summary');
  await gate.waitForSelector('#continue:not([disabled])');
  await gate.focus('#continue');
  await gate.keyboard.press('Enter');
}

/** Waits until a host that is not listed has heard: what went before it has been tried by then. */
export async function untilHeard({ internet }: Ground, host: string): Promise<void> {
  await until(() => internet.requests(host).length > 0, { what: `a request to ${host}` });
}
