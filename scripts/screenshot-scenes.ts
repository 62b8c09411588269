/// <reference lib="dom" />
/** What there is to be seen, in the order in which one scene leads to the next. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'puppeteer-core';
import { WELCOME } from '../test/support/browsers.ts';
import { follow, GATE, guarded, openGate, openPopup } from '../test/support/guarded-chat.ts';
import type { PolicyService } from '../test/support/service.ts';
import { until } from '../test/support/until.ts';
import { waitUntilGuarded } from './guarded-page.ts';
import { picturesOfOptions } from './screenshot-options.ts';
import { POPUP_SIZE, type Scenery } from './screenshot-scenery.ts';

type Scene = (scenery: Scenery) => Promise<void>;

const conversations: Scene = async ({ chat, demo, picture }) => {
  await chat.goto(`${demo.address}/?in=lin`);
  await waitUntilGuarded(chat);
  await picture(chat, 'chat-direct');
  await chat.goto(`${demo.address}/?in=market`);
  await waitUntilGuarded(chat);
  await picture(chat, 'chat-group');
};

const gates: Scene = async (scenery) => {
  const { browser, chat, demo, picture } = scenery;
  const stopped = [
    ['gate-ask', 't.cn/A6demo01'],
    ['gate-warn-text', 'stall fee'],
    ['gate-warn-fraud', 'fraud.link-guard'],
    ['gate-block', 'phishing.link-guard'],
  ] as const;
  for (const [name, word] of stopped) {
    const gate = await stop(scenery, word);
    await picture(gate, name);
    await gate.close();
  }
  await chat.goto(`${demo.address}/?in=lin`);
  const gate = await stop(scenery, 'looks odd');
  await picture(gate, 'gate-warn-look-alike');
  await (await gate.waitForSelector('details.anyway summary'))?.click();
  await (await gate.waitForSelector('.remember input'))?.click();
  await gate.waitForSelector('#continue:not([disabled])');
  await (await gate.waitForSelector('button.plain'))?.click();
  await gate.waitForSelector('form.complaint');
  await picture(gate, 'gate-warn-all-open');
  await gate.close();
  await chat.goto(`${demo.address}/?in=notes`);
  await type(chat, 'half an address: https://[2001:db8::/?q=1');
  const unreadable = await stop(scenery, 'half an address');
  await picture(unreadable, 'gate-unparsable');
  await unreadable.close();
  const unknown = await browser.extensionPage(GATE);
  await unknown.waitForSelector('h1');
  await picture(unknown, 'gate-unknown');
  await unknown.close();
};

const exceptions: Scene = async (scenery) => {
  const { browser, chat, demo, picture } = scenery;
  await chat.goto(`${demo.address}/?in=market`);
  await goOn(await stop(scenery, 't.cn/A6demo01'), { scope: 0, days: '1' });
  await goOn(await stop(scenery, 'stall fee'), { scope: 1, days: '30' });
  await chat.goto(`${demo.address}/?in=lin`);
  await goOn(await stop(scenery, 'looks odd'), { scope: 2, days: 'always' });
  const popup = await openPopup(browser, chat);
  await chooseTab(popup, 'exceptions');
  await popup.waitForSelector('.row-with-button');
  await picture(popup, 'popup-exceptions', POPUP_SIZE);
  for (let left = 3; left > 0; left -= 1) {
    await popup.click('.row-with-button button');
    await until(
      () => popup.evaluate((n) => document.querySelectorAll('.row-with-button').length < n, left),
      { what: 'an exception to be undone' },
    );
  }
  await picture(popup, 'popup-exceptions-none', POPUP_SIZE);
  await popup.close();
};

const links: Scene = async ({ browser, chat, demo, picture }) => {
  await chat.goto(`${demo.address}/?in=market`);
  // High enough to have every link in view.
  await chat.setViewport({ width: 1000, height: 1600 });
  await waitUntilGuarded(chat);
  const popup = await openPopup(browser, chat);
  await popup.waitForSelector('details.row');
  await picture(popup, 'popup-links', POPUP_SIZE);
  await openRow(popup, 'account-check.example');
  await picture(popup, 'popup-link-open', POPUP_SIZE);
  await popup.click('.row-more > button');
  await popup.waitForSelector('form.complaint');
  await popup.select('form.complaint select', 'phishing');
  await popup.type('form.complaint textarea', 'It asks for the card number.');
  await picture(popup, 'popup-complaint-form', POPUP_SIZE);
  await popup.close();
};

const complaints: Scene = async ({ browser, chat, picture, service }) => {
  const ruled = [
    ['item.taobao.com', 'marketing', 'dismissed'],
    ['fraud.link-guard.example', 'fraud', 'upheld'],
    ['v.douyin.com', 'inducement', 'in-review'],
    ['phishing.link-guard.example', 'wrongly-stopped', 'received'],
  ] as const;
  const popup = await openPopup(browser, chat);
  await chooseTab(popup, 'complaints');
  await picture(popup, 'popup-complaints-none', POPUP_SIZE);
  await chooseTab(popup, 'links');
  for (const [host, kind, state] of ruled) {
    await complain(popup, host, kind);
    await rule(service, host, state);
  }
  await chooseTab(popup, 'complaints');
  await until(() => popup.evaluate(askForStates), { what: 'the states of the complaints' });
  await chooseTab(popup, 'links');
  await service.front.setMode('down');
  await complain(popup, 'account-check.example', 'phishing');
  await chooseTab(popup, 'complaints');
  await picture(popup, 'popup-complaints', POPUP_SIZE);
  await popup.close();
};

/** The service is away since the last complaint was filed. */
const troubles: Scene = async ({ browser, chat, demo, picture }) => {
  await chat.goto(`${demo.address}/?in=lin`);
  await type(chat, 'and this one: https://not-seen-before.example/');
  await guarded(chat, 'not-seen-before');
  const popup = await openPopup(browser, chat);
  await popup.waitForSelector('.problems');
  await (await popup.waitForSelector('.protection > summary'))?.click();
  await picture(popup, 'popup-service-down', POPUP_SIZE);
  await popup.evaluate(() =>
    chrome.storage.session.set({
      problems: ['storage-full', 'update-rollback'].map((code) => ({ code, place: 'guard' })),
    }),
  );
  await until(() => popup.evaluate(() => document.querySelectorAll('.problems li').length > 2), {
    what: 'the problems',
  });
  await picture(popup, 'popup-problems', POPUP_SIZE);
  await popup.close();
};

const elsewhere: Scene = async ({ browser, chat, demo, picture }) => {
  await chat.goto(`${demo.address}/?in=lin`);
  await waitUntilGuarded(chat);
  const popup = await openPopup(browser, chat);
  await (await popup.waitForSelector('.choices details > summary'))?.click();
  await picture(popup, 'popup-choices', POPUP_SIZE);
  await popup.close();
  const page = await browser.newPage('https://www.example.org/');
  const unguarded = await openPopup(browser, page);
  await unguarded.waitForSelector('.here');
  await picture(unguarded, 'popup-unguarded', POPUP_SIZE);
  await unguarded.close();
  await page.close();
};

/** The words of a draft that would be stopped for its readers. */
const drafts: Scene = async ({ chat, demo, picture }) => {
  await chat.goto(`${demo.address}/?in=market`);
  await waitUntilGuarded(chat);
  await chat.bringToFront();
  await chat.type('#composer', 'is this one good? https://phishing.link-guard.example/login');
  await until(() => chat.evaluate(hasHint), { what: 'the hint' });
  await picture(chat, 'composer-hint');
  await chat.$eval('#composer', (composer) => {
    (composer as HTMLTextAreaElement).value = '';
  });
};

/** What a person sees first, and the form that the browser's menu opens. */
const firstRun: Scene = async ({ browser, picture }) => {
  const welcome = await browser.extensionPage(WELCOME);
  await welcome.waitForSelector('.demo-message');
  await welcome.waitForSelector('.welcome-sites li');
  await picture(welcome, 'welcome');
  await welcome.close();
  const complain = await browser.extensionPage('src/extension/pages/complain/index.html');
  await complain.waitForSelector('.empty');
  await picture(complain, 'complain-none');
  await complain.close();
};

/** The popup on a group chat: what a person is to understand at one look. */
const atOneLook: Scene = async ({ browser, chat, demo, picture }) => {
  await chat.goto(`${demo.address}/?in=market`);
  await waitUntilGuarded(chat);
  const popup = await openPopup(browser, chat);
  await popup.waitForSelector('.ordinary');
  await picture(popup, 'popup-group', POPUP_SIZE);
  await (await popup.waitForSelector('.here .disclosure summary'))?.click();
  await popup.waitForSelector('.wrong-kind pre');
  await picture(popup, 'popup-wrong-kind', POPUP_SIZE);
  await popup.close();
};

export const SCENES: readonly Scene[] = [
  firstRun,
  atOneLook,
  conversations,
  drafts,
  gates,
  exceptions,
  elsewhere,
  links,
  complaints,
  picturesOfOptions,
  troubles,
];

/** An element of a random name that stands still above the page. */
function hasHint(): boolean {
  return [...document.querySelectorAll('*')].some(
    (one) =>
      /^[a-z]{2}-[a-z]{6}$/.test(one.localName) && getComputedStyle(one).position === 'fixed',
  );
}

/** Follows a stopped link as a person does, to its gate. */
async function stop({ browser, chat }: Scenery, word: string): Promise<Page> {
  await chat.bringToFront();
  // Until nothing moves any more under the pointer.
  await waitUntilGuarded(chat);
  await follow({ browser, reader: chat }, word, 'click');
  const gate = await openGate(browser);
  await gate.waitForSelector('main.gate:not(.gate-plain)');
  // The way on opens after a moment, where there is one in sight.
  if ((await gate.$('.gate-ask #continue')) !== null) {
    await gate.waitForSelector('#continue:not([disabled])');
  }
  return gate;
}

/** States are asked for once a minute, unless nobody remembers when they were. */
async function askForStates(): Promise<boolean> {
  await chrome.storage.session.remove('states-asked-at');
  const ruled = ['upheld', 'dismissed', 'in-review'].map((one) => `.complaint-state-${one}`);
  return ruled.every((selector) => document.querySelector(selector) !== null);
}

async function goOn(gate: Page, remember: { scope: number; days: string }): Promise<void> {
  await gate.bringToFront();
  await (await gate.$('details.anyway summary'))?.click();
  await (await gate.waitForSelector('.remember input[type=checkbox]'))?.click();
  await gate.waitForSelector('.remember-what select');
  await (await gate.$$('.remember-what input[type=radio]'))[remember.scope]?.click();
  await gate.select('.remember-what select', remember.days);
  await gate.waitForSelector('#continue:not([disabled])');
  await gate.focus('#continue');
  await gate.keyboard.press('Enter');
  await until(async () => (await gate.title()).includes('.'), { what: 'the destination' });
  await gate.close();
}

async function type(chat: Page, text: string): Promise<void> {
  await chat.bringToFront();
  await chat.type('#composer', text);
  await chat.keyboard.press('Enter');
}

async function chooseTab(popup: Page, tab: string): Promise<void> {
  await (await popup.waitForSelector(`[role=tab][id$=${tab}]`))?.click();
}

/** Until nothing moves any more: the row that was open before is closed, and this one told. */
async function openRow(popup: Page, host: string): Promise<void> {
  await until(
    () =>
      popup.evaluate((wanted) => {
        const rows = [...document.querySelectorAll<HTMLDetailsElement>('details.row')];
        const wantedRow = rows.find((one) => one.textContent?.includes(wanted));
        for (const row of rows) row.open = row === wantedRow;
        const told = wantedRow?.querySelector('.row-more .trace') ?? null;
        return told !== null && document.querySelectorAll('.row-more').length === 1;
      }, host),
    { what: `the link to ${host} in the popup` },
  );
}

async function complain(popup: Page, host: string, kind: string): Promise<void> {
  await openRow(popup, host);
  await popup.click('.row-more > button');
  await popup.waitForSelector('form.complaint');
  await popup.select('form.complaint select', kind);
  await popup.click('form.complaint button[type=submit]');
  await popup.waitForSelector('.complaint [role=status]');
}

/** As if the desk had come to it: what is pictured here is the popup. */
async function rule({ dataDir, ...service }: PolicyService, host: string, state: string) {
  const store = new DatabaseSync(join(dataDir, 'link-guard.sqlite'));
  const update = store.prepare(
    `update case_complaints set state = ?
      where complaint_id in (select id from complaints where address like ?)`,
  );
  await until(() => Number(update.run(state, `%${host}%`).changes) > 0, {
    what: `the complaint about ${host} to arrive at ${service.front.address}`,
  });
  store.close();
}

declare const chrome: {
  readonly storage: {
    readonly session: {
      set(items: object): Promise<void>;
      remove(key: string): Promise<void>;
    };
  };
};
