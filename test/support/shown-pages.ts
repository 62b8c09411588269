/// <reference lib="dom" />
/** Every page of the extension with something on it, to be looked at one after another. */

import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { serveDemo } from '../../scripts/demo.ts';
import { waitUntilGuarded } from '../../scripts/guarded-page.ts';
import { SECTIONS } from '../../src/extension/pages/options/sections.ts';
import { openStore } from '../../src/service/index.ts';
import { type GuardedBrowser, type LaunchOptions, launch, WELCOME } from './browsers.ts';
import { follow, openGate, openPopup, rulesetTaken } from './guarded-chat.ts';
import { startInternet } from './internet.ts';
import { ruledLink } from './ruled-link.ts';
import { startPolicyService } from './service.ts';
import { until } from './until.ts';

const OPTIONS = 'src/extension/pages/options/index.html';
const COMPLAIN = 'src/extension/pages/complain/index.html';

/** A destination in the demo that a ruling speaks of. */
const RULED = 'fraud.link-guard';

/** One of a provider that is graded. */
const GRADED = 'item.taobao.com';

/** What a provider is graded for takes a few. */
const UPHELD = 4;

/** Goes through t.cn, which hides where it leads. */
const WRAPPED = 'https://www.google.com/url?q=https%3A%2F%2Ft.cn%2FA6demo01%3Futm_source%3Dchat';

export interface Stage {
  readonly browser: GuardedBrowser;
  /** The demo's group chat, with links of every kind. */
  readonly chat: Page;
  close(): Promise<void>;
}

export interface ShownPage {
  readonly name: string;
  /** The test opens what is on it without pressing: what moves then, moves for a reason. */
  readonly isOpenedByScript?: true;
  /** In a tab of its own. */
  open(stage: Stage): Promise<Page>;
}

export async function openStage(
  name: GuardedBrowser['name'],
  options: Pick<LaunchOptions, 'extensionDir' | 'lang' | 'colourScheme'>,
): Promise<Stage> {
  await using closing = new AsyncDisposableStack();
  const proxy = closing.adopt(await startInternet(), (one) => one.close());
  const service = closing.adopt(await startPolicyService(), (one) => one.close());
  await decideSome(service.dataDir);
  const demo = closing.adopt(await serveDemo({ port: 0 }), (one) => one.close());
  const browser = closing.adopt(await launch(name, { ...options, proxy }), (one) => one.close());
  await rulesetTaken(browser, service);
  if (options.lang?.startsWith('zh')) await speakIn(browser, options.lang);
  const chat = await browser.newPage(`${demo.address}/?in=market`);
  await waitUntilGuarded(chat);
  const ending = closing.move();
  return { browser, chat, close: () => ending.disposeAsync() };
}

export const SHOWN_PAGES: readonly ShownPage[] = [
  { name: 'popup', open: openFilledPopup },
  {
    name: 'popup: a link, its reasons and the form',
    isOpenedByScript: true,
    open: openLinkInPopup,
  },
  ...SECTIONS.map(({ id }) => ({
    name: `options: ${id}`,
    open: ({ browser }: Stage) => openOptions(browser, id),
  })),
  { name: 'options: a link that was tried', open: openTried },
  { name: 'gate: ask', open: (stage) => stop(stage, 't.cn/A6demo01', 'ask') },
  { name: 'gate: warn', open: openWarning },
  { name: 'gate: warn, with a ruling', open: openRuled },
  { name: 'gate: block', open: (stage) => stop(stage, 'phishing.link-guard', 'block') },
  { name: 'welcome', open: openWelcome },
  { name: 'complain: nothing to complain of', open: openEmptyComplaint },
  // Leaves the choice that it makes.
  { name: 'gate: ask, with a grade', open: openGraded },
];

/** A browser without words in a language speaks a near one: then the extension's own choice is made. */
async function speakIn(browser: GuardedBrowser, wanted: string): Promise<void> {
  const page = await browser.extensionPage(OPTIONS);
  const spoken = () => page.evaluate(() => document.documentElement.lang);
  await page.waitForSelector('#language');
  if ((await spoken()) !== wanted) {
    await page.select('#language', wanted.replace('-', '_'));
    await until(async () => (await spoken()) === wanted, { what: `words in ${wanted}` });
  }
  await page.close();
}

/** What people ruled, in the store of the service. */
async function decideSome(dataDir: string): Promise<void> {
  const store = await openStore(join(dataDir, 'link-guard.sqlite'));
  await ruledLink(store, `https://${RULED}.example/prize?share=1`, { scope: 'host' });
  for (let number = 1; number <= UPHELD; number += 1) {
    await ruledLink(store, `https://${GRADED}/item.htm?id=${number}`);
  }
  await store.close();
}

async function openFilledPopup({ browser, chat }: Stage): Promise<Page> {
  const popup = await openPopup(browser, chat);
  await popup.waitForSelector('details.row');
  await layOutAll(popup);
  return popup;
}

/** What is out of view is laid out when it comes into view; here all of it is looked at. */
export async function layOutAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important }');
    document.adoptedStyleSheets.push(sheet);
  });
}

async function openLinkInPopup(stage: Stage): Promise<Page> {
  const popup = await openFilledPopup(stage);
  await popup.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  });
  await (await popup.waitForSelector('.row-more > button'))?.click();
  await popup.waitForSelector('form.complaint');
  return popup;
}

async function openOptions(browser: GuardedBrowser, section: string): Promise<Page> {
  const page = await browser.extensionPage(OPTIONS);
  await page.evaluate((id) => {
    location.hash = id;
  }, section);
  await page.waitForSelector(`main.section-${section} .part`);
  return page;
}

async function openTried({ browser }: Stage): Promise<Page> {
  const page = await openOptions(browser, 'try');
  await page.bringToFront();
  await page.type('#try-address', WRAPPED);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.tried');
  return page;
}

async function stop({ browser, chat }: Stage, word: string, action: string): Promise<Page> {
  await chat.bringToFront();
  await follow({ browser, reader: chat }, word, 'click');
  const gate = await openGate(browser);
  await gate.waitForSelector(`main.gate-${action}`);
  if (action === 'ask') await gate.waitForSelector('#continue:not([disabled])');
  return gate;
}

/** With its way on and its complaint in sight. */
async function openWarning(stage: Stage): Promise<Page> {
  const gate = await stop(stage, 'stall fee', 'warn');
  await (await gate.waitForSelector('details.anyway summary'))?.click();
  await (await gate.waitForSelector('.remember input'))?.click();
  await gate.waitForSelector('#continue:not([disabled])');
  return gate;
}

async function openRuled(stage: Stage): Promise<Page> {
  const gate = await stop(stage, RULED, 'warn');
  await gate.waitForSelector('.ruling');
  return gate;
}

async function openGraded(stage: Stage): Promise<Page> {
  const { browser, chat } = stage;
  const popup = await openPopup(browser, chat);
  await (await popup.waitForSelector('.segment input[value=ask]'))?.click();
  await popup.waitForSelector('.segment input[value=ask]:checked');
  await popup.close();
  await until(() => chat.evaluate(isStopped, GRADED), { what: 'a link that is asked about' });
  const gate = await stop(stage, GRADED, 'ask');
  await (await gate.waitForSelector('.disclosure > summary'))?.click();
  await gate.waitForSelector('.credit');
  return gate;
}

function isStopped(host: string): boolean {
  const link = [...document.links].find(({ textContent }) => textContent?.includes(host));
  return link?.href.includes('.link-guard.invalid/') === true;
}

async function openWelcome({ browser }: Stage): Promise<Page> {
  const welcome = await browser.extensionPage(WELCOME);
  await welcome.waitForSelector('.demo-message');
  await welcome.waitForSelector('.welcome-sites li');
  return welcome;
}

async function openEmptyComplaint({ browser }: Stage): Promise<Page> {
  const page = await browser.extensionPage(COMPLAIN);
  await page.waitForSelector('.empty');
  return page;
}
