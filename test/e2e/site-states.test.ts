/// <reference lib="dom" />
/**
 * What becomes of a page whose site is known, and yet not to be read as it is known: its layout has
 * changed, it has no conversation on this route, or the ruleset switches its adapter off.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { packagedPolicy } from '../../src/policy/index.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { lookForUpdate } from '../support/fault-ground.ts';
import { grantHost } from '../support/grant-host.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { untilWords } from './access-world.ts';
import { type Extension, hrefOf, openExtension, untilStopped } from './content-guarded-page.ts';
import { LISTED, listedLink } from './content-pages.ts';

const FIXTURES = new URL('../fixtures/sites/', import.meta.url);

/** A site that is known has to be missed for eight seconds. */
const PATIENCE = 20_000;

/** Slack's pane and list, with messages that carry none of its marks, and one declared log. */
const CHANGED_SLACK = `<!doctype html><html lang="en"><meta charset="utf-8"><title>changed</title>
<link rel="icon" href="data:,"><body><div data-qa="message_pane"><div data-qa="slack_kit_list" role="log">
<div class="row">${listedLink('one')}</div></div></div></body></html>`;

describe.each(BROWSERS)('a site that is known, in %s', (name) => {
  let internet: Internet;
  let service: PolicyService;
  let browser: GuardedBrowser;
  let extension: Extension;
  let page: Page;
  beforeAll(async () => {
    internet = await startInternet();
    service = await startPolicyService();
    browser = await launch(name, { extensionDir: builtExtension(name), proxy: internet });
    extension = await openExtension(browser);
    page = await browser.newPage();
  });
  afterEach(() => {
    expect(internet.contacts(LISTED)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
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

  test('is guarded as any other page while its messages are not found, and says so', async () => {
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
  });

  test('is left alone on routes without conversations, also when it gets there by itself', async () => {
    await grantHost(browser, 'https://www.instagram.com/*');
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
