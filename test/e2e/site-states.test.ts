/// <reference lib="dom" />
/**
 * What becomes of a page whose site is known, and yet not to be read as it is known: its layout has
 * changed, it has no conversation on this route, or the ruleset switches its adapter off.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { packagedPolicy } from '../../src/policy/index.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { lookForUpdate } from '../support/fault-ground.ts';
import { grantHosts } from '../support/grant-host.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';
import { untilWords } from './access-world.ts';
import { type Extension, hrefOf, openExtension, untilStopped } from './content-guarded-page.ts';
import { type ChatPages, LISTED, listedLink, serveChatPages } from './content-pages.ts';

const FIXTURES = new URL('../fixtures/sites/', import.meta.url);

/** A site that is known has to be missed for eight seconds. */
const PATIENCE = 20_000;

/** Slack's pane and list, with messages that carry none of its marks, and one declared log. */
const CHANGED_SLACK = `<!doctype html><html lang="en"><meta charset="utf-8"><title>changed</title>
<link rel="icon" href="data:,"><body><div data-qa="message_pane"><div data-qa="slack_kit_list" role="log">
<div class="row">${listedLink('one')}</div></div></div></body></html>`;

/** As WhatsApp Web is until somebody opens a chat. */
const NO_CHAT_OPEN = `<!doctype html><html lang="en"><meta charset="utf-8"><title>quiet</title>
<link rel="icon" href="data:,"><body><div id="pane-side"><input></div></body></html>`;

/** Element with everything that tells its messages renamed. */
const changedElement = (role: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>changed</title>
<link rel="icon" href="data:,"><body><div class="mx_MatrixChat"><div ${role}>${listedLink('one')}</div>
<div class="mx_BasicMessageComposer_input" contenteditable="true"></div></div></body></html>`;

/** A page of a big host with a feed and, once it is opened, a box with a chat. */
const FEED = `<!doctype html><html lang="en"><meta charset="utf-8"><title>feed</title>
<link rel="icon" href="data:,"><body><div role="feed"><p>${listedLink('post')}</p></div></body></html>`;
const CHAT_BOX = `<div role="log"><div data-message-id="1" data-scope="messages_table">${listedLink('one')}</div></div>`;

const beside = `<a id="beside" href="https://${LISTED}/beside">beside</a>`;
const LINES = '<li>hi</li>'.repeat(99);

/** Chats that nobody knows and that declare nothing. */
const UNDECLARED = {
  'plain boxes, one of which scrolls': `<div style="float:left;width:20%;height:90vh">${beside}</div>
<div><div style="height:70vh;overflow-y:auto"><div>hi</div><div>${listedLink('one')}</div></div>
<textarea></textarea></div>`,
  'a list in a box that scrolls': `${beside}<div style="height:60vh;overflow-y:auto"><ul>
<li>${listedLink('one')}</li>${LINES}</ul></div>
<div style="height:30vh;overflow-y:auto"><ol><li>${beside.replace('"beside"', '"smaller"')}</li>${LINES}</ol></div>`,
};

describe.each(BROWSERS_OF_RUN)('a site that is known, in %s', (name) => {
  let internet: Internet;
  let service: PolicyService;
  let browser: GuardedBrowser;
  let extension: Extension;
  let page: Page;
  let pages: ChatPages;
  beforeAll(async () => {
    internet = await startInternet();
    service = await startPolicyService();
    pages = await serveChatPages();
    browser = await launch(name, { extensionDir: builtExtension(name), proxy: internet });
    extension = await openExtension(browser);
    page = await browser.newPage();
  });
  afterEach(() => {
    expect(internet.contacts(LISTED)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await pages.close();
    await service.close();
    await internet.close();
  });

  async function untilSite(site: string, expected?: string): Promise<void> {
    await page.bringToFront();
    await until(
      async () => {
        const told = await extension.describe(page);
        return told.site === site && told.expected === expected;
      },
      { what: `the page to be read as ${site}`, within: PATIENCE },
    );
  }

  async function popupSays(words: string): Promise<void> {
    const popup = await browser.extensionPage(
      `src/extension/pages/popup/index.html?tab=${await browser.tabId(page)}`,
    );
    await untilWords(popup, words);
    await popup.close();
    await page.bringToFront();
  }

  /** What the toolbar says of the page. */
  async function untilToolbarSays(words: string): Promise<void> {
    const desk = await browser.extensionPage('icons/16.png');
    const tabId = await browser.tabId(page);
    await until(() => desk.evaluate(titleOf, tabId).then((title) => title.includes(words)), {
      what: `the toolbar to say "${words}"`,
    });
    await desk.close();
    await page.bringToFront();
  }

  test('is guarded as any other page while its messages are not found, and says so', async () => {
    internet.answer('web.whatsapp.com', () => ({ body: NO_CHAT_OPEN }));
    const quiet = await browser.newPage('https://web.whatsapp.com/');
    await until(async () => (await extension.describe(quiet))?.site === 'whatsapp', {
      what: 'the page without a chat to be known',
    });
    await page.bringToFront();
    internet.answer('app.slack.com', () => ({ body: CHANGED_SLACK }));
    await page.goto('https://app.slack.com/client/T01/C01');
    await untilSite('generic', 'slack');
    await untilStopped(page, '#one');
    await popupSays('the conversation is not recognised here');
    await page.evaluate(() =>
      document.querySelector('.row')?.setAttribute('data-qa', 'message_container'),
    );
    await untilSite('slack');
    await untilStopped(page, '#one');
    await untilToolbarSays('Protecting');
    // By now the other one has been looked at for longer.
    await quiet.bringToFront();
    await quiet.evaluate(() => document.body.append('news'));
    await until(() => quiet.evaluate(() => performance.now() > 8_000), { what: 'as long' });
    expect(await extension.describe(quiet)).toMatchObject({ site: 'whatsapp' });
    expect((await extension.describe(quiet)).expected).toBeUndefined();
    await quiet.close();
  });

  test('is missed on a host of its own, too, once somebody can write there', async () => {
    await page.goto(pages.add(changedElement('role="log"')));
    await untilSite('generic', 'element');
    await untilStopped(page, '#one');
    await popupSays('Links are guarded all the same');
    await untilToolbarSays('Protecting');
  });

  test('is not said to be guarded where nothing at all can be read', async () => {
    await page.goto(pages.add(changedElement('')));
    await until(async () => (await extension.describe(page))?.expected === 'element', {
      what: 'Element to be missed',
      within: PATIENCE,
    });
    await popupSays('links in them are not guarded');
    await untilToolbarSays('finds no chat on this page');
    await page.evaluate(() =>
      document.querySelector('#one')?.parentElement?.setAttribute('role', 'log'),
    );
    await untilStopped(page, '#one');
    await untilToolbarSays('Protecting');
  });

  test('is looked for alone, where it may stand over the other pages of its host', async () => {
    await grantHosts(browser, ['https://www.facebook.com/*']);
    internet.answer('www.facebook.com', () => ({ body: FEED }));
    await page.bringToFront();
    await extension.takeBatches();
    await page.goto('https://www.facebook.com/');
    await popupSays('finds no chat on this page');
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), CHAT_BOX);
    await untilStopped(page, '#one');
    expect(await hrefOf(page, '#post')).toBe(`https://${LISTED}/post`);
    expect(await extension.takeBatches()).toEqual([1]);
    await page.evaluate(() => document.querySelector('[role="log"]')?.remove());
    await untilToolbarSays('finds no chat on this page');
  });

  test.each(Object.entries(UNDECLARED))('that nobody knows is read in %s', async (_, body) => {
    await page.bringToFront();
    await page.goto(
      pages.add(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>unknown</title><link rel="icon" href="data:,"><body style="margin:0">${body}</body></html>`,
      ),
    );
    await untilStopped(page, '#one');
    expect(await hrefOf(page, '#beside')).toBe(`https://${LISTED}/beside`);
    await untilToolbarSays('Protecting');
  });

  test('is left alone on routes without conversations, also when it gets there by itself', async () => {
    await grantHosts(browser, ['https://www.instagram.com/*']);
    const body = await readFile(new URL('instagram.html', FIXTURES), 'utf8');
    const script = await readFile(new URL('chat.js', FIXTURES), 'utf8');
    internet.answer('www.instagram.com', ({ url }) =>
      new URL(url).pathname === '/chat.js'
        ? { headers: { 'Content-Type': 'text/javascript' }, body: script }
        : { headers: { 'Content-Type': 'text/html; charset=utf-8' }, body },
    );
    const link = '[role="log"] a:last-of-type[href*="linkshim"], [role="log"] a[href*="invalid"]';
    await page.bringToFront();
    await page.goto('https://www.instagram.com/direct/t/lin/');
    await untilStopped(page, link);
    await page.evaluate(() => history.pushState(null, '', '/p/a-picture/'));
    await until(async () => (await hrefOf(page, link))?.startsWith('/linkshim/'), {
      what: 'the page to have its own link again',
    });
    await page.evaluate(() => history.pushState(null, '', '/direct/t/lin/'));
    await untilStopped(page, link);
  });

  test('is read as any other page while the ruleset switches its adapter off', async () => {
    // A picture: no code runs in its document.
    const desk = await browser.extensionPage('icons/16.png');
    const policy = packagedPolicy('everyday');
    const body = CHANGED_SLACK.replace('class="row"', 'data-qa="message_container"');
    internet.answer('app.slack.com', () => ({ body }));
    await page.bringToFront();
    await page.goto('https://app.slack.com/client/T01/C01');
    await untilSite('slack');
    await service.publish({ policy: { ...policy, sitesOff: ['slack'] } });
    await lookForUpdate(desk);
    await untilSite('generic');
    await untilStopped(page, '#one');
    await popupSays('does not know this page’s layout');
    await page.reload();
    await untilSite('generic');
    await untilStopped(page, '#one');
    await service.publish({ policy });
    await lookForUpdate(desk);
    await untilSite('slack');
    await desk.close();
  });
});

function titleOf(tabId: number): Promise<string> {
  return chrome.action.getTitle({ tabId });
}

declare const chrome: {
  readonly action: { getTitle(where: { tabId?: number }): Promise<string> };
};
