/// <reference lib="dom" />
/** From the first run to the first guarded link, and from a question to its answer and back. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { serveDemo } from '../../scripts/demo.ts';
import type { RunningServer } from '../../scripts/folder-server.ts';
import { waitUntilGuarded } from '../../scripts/guarded-page.ts';
import { axeViolations } from '../support/axe.ts';
import { type GuardedBrowser, launch, WELCOME } from '../support/browsers.ts';
import { ask } from '../support/fault-ground.ts';
import { press, waitForText } from '../support/form.ts';
import {
  follow,
  guarded,
  linkOf,
  openGate,
  openPopup,
  rulesetTaken,
  SENTINEL,
} from '../support/guarded-chat.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';

const COMPLAIN = 'src/extension/pages/complain/index.html';
const SHORTENED = 't.cn/A6demo01';

describe.each(BROWSERS)('a person with the guard, in %s', (name) => {
  let internet: Internet;
  let service: PolicyService;
  let demo: RunningServer;
  let browser: GuardedBrowser;
  let chat: Page;
  beforeAll(async () => {
    internet = await startInternet();
    service = await startPolicyService();
    demo = await serveDemo({ port: 0 });
    browser = await launch(name, {
      extensionDir: builtExtension(name),
      proxy: internet,
      keepsWelcome: true,
    });
    await rulesetTaken(browser, service);
  });
  afterAll(async () => {
    await browser.close();
    await demo.close();
    await service.close();
    await internet.close();
  });

  test('is welcomed, chooses where to start by keyboard, and sees what comes of it', async () => {
    await until(() => browser.closeTabsOf(WELCOME), { what: 'the welcome after the installation' });
    const welcome = await browser.extensionPage(WELCOME);
    await welcome.waitForSelector('.starting-point input:checked');
    expect(await axeViolations(welcome)).toEqual([]);
    await welcome.bringToFront();
    await welcome.focus('.starting-point input:checked');
    await welcome.keyboard.press('ArrowDown');
    await until(() => marksOf(welcome).then((marks) => marks[0] === 'Asks first'), {
      what: 'the sample of a shop to ask in a group',
    });
    await welcome.close();
  });

  test('reads in the popup what happens to a Taobao link in a group, and changes it', async () => {
    chat = await browser.newPage(`${demo.address}/?in=market`);
    await waitUntilGuarded(chat);
    const popup = await openPopup(browser, chat);
    await waitForText(popup, 'A Taobao link here asks you first');
    expect(await axeViolations(popup)).toEqual([]);
    await popup.bringToFront();
    await popup.focus('.segments input:checked');
    // From "ask" to "open", which stands before it.
    await popup.keyboard.press('ArrowLeft');
    await waitForText(popup, 'A Taobao link here opens');
    // Back to the policy, which asks about what hides where it leads.
    await popup.click('.segment-policy input');
    await popup.waitForSelector('.segment-policy input:checked');
    await popup.close();
    await until(async () => (await linkOf(chat, SHORTENED)).href.startsWith(SENTINEL), {
      what: 'the policy to hold again',
    });
  });

  test('reads in the popup that a choice for shops decides, and takes it back there', async () => {
    const desk = await browser.extensionPage('icons/16.png');
    await ask(desk, 'category.choose', { category: 'shopping', choice: 'block' });
    const popup = await openPopup(browser, chat);
    await waitForText(popup, 'A Taobao link here stays closed');
    await waitForText(popup, 'You chose this for all links of this kind (shopping).');
    expect(await axeViolations(popup)).toEqual([]);
    await press(popup, 'Take back');
    await waitForText(popup, 'A Taobao link here opens');
    await ask(desk, 'site.choose', { id: 'demo', choice: 'block' });
    await waitForText(popup, 'You chose this for all links on this chat site');
    await press(popup, 'Take back');
    await waitForText(popup, 'A Taobao link here opens');
    await popup.close();
    await desk.close();
  });

  test('copies a report where the kind of conversation is told wrongly; nothing is sent', async () => {
    const popup = await openPopup(browser, chat);
    await (await popup.waitForSelector('.here .disclosure summary'))?.click();
    const report = await popup.waitForSelector('.wrong-kind pre');
    const words = (await report?.evaluate((one) => one.textContent)) ?? '';
    expect(words).toMatch(/^Link Guard \d[^\n]*\nsite: demo\ntold: group \([a-z]+\)\nis: direct$/);
    await popup.close();
  });

  test('answers a question at the gate by keyboard, is not asked again, and takes it back', async () => {
    await chat.bringToFront();
    expect((await guarded(chat, SHORTENED)).href).toMatch(SENTINEL);
    await follow({ browser, reader: chat }, SHORTENED, 'keyboard');
    const gate = await openGate(browser);
    await gate.waitForSelector('.gate-ask #continue:not([disabled])');
    expect(await axeViolations(gate)).toEqual([]);
    expect(await gate.evaluate(() => document.activeElement?.id)).toBe('go-back');
    await gate.bringToFront();
    await gate.focus('#continue');
    await gate.keyboard.press('Enter');
    await until(() => internet.requests('t.cn').length > 0, { what: 'the destination' });
    await browser.closeAllBut([]);
    chat = await browser.newPage(`${demo.address}/?in=market`);
    await waitUntilGuarded(chat);
    expect((await linkOf(chat, SHORTENED)).href).not.toMatch(SENTINEL);
    const popup = await openPopup(browser, chat);
    await (await popup.waitForSelector('[role=tab][id$=exceptions]'))?.click();
    await waitForText(popup, 'not asked again until the browser closes');
    await (await popup.waitForSelector('.row-with-button button'))?.click();
    await waitForText(popup, 'No exceptions');
    await popup.close();
    await until(async () => (await linkOf(chat, SHORTENED)).href.startsWith(SENTINEL), {
      what: 'the question to be asked again',
    });
  });

  test('complains from the menu, with the link in the form', async () => {
    const selector = `a[href^="${SENTINEL}"]`;
    await browser.pickFromMenu(chat, selector, 'complain', 'Report this link');
    const form = await browser.findExtensionPage(COMPLAIN);
    await form.waitForSelector('form.complaint');
    expect(await axeViolations(form)).toEqual([]);
    await form.select('form.complaint select', 'fraud');
    await press(form, 'Send');
    await waitForText(form, 'Saved. It is sent as soon as');
    await form.close();
  });

  test('sees on the toolbar whether a page is guarded', async () => {
    const desk = await browser.extensionPage('icons/16.png');
    const id = await browser.tabId(chat);
    const titles = () =>
      desk.evaluate(
        async (tabId) => [
          await chrome.action.getTitle({ tabId }),
          await chrome.action.getTitle({}),
        ],
        id,
      );
    await until(async () => /^(Protecting|Limited)/.test((await titles())[0] ?? ''), {
      what: 'the state of the chat',
    });
    expect((await titles())[1]).toMatch(/^(Link Guard is not used on this page|Limited)/);
    await desk.close();
  });
});

function marksOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.demo-message .mark')].map((one) => one.textContent ?? ''),
  );
}

declare const chrome: {
  readonly action: { getTitle(where: { tabId?: number }): Promise<string> };
};
