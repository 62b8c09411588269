/// <reference lib="dom" />
/** What becomes of guarded pages that are open while something is done to the extension, or to them. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PopupView } from '../../src/extension/messaging/protocol.ts';
import { say, untilState } from '../support/bare-chat.ts';
import { ask, calm, type Ground, LISTED, prepareGround, viewOf } from '../support/fault-ground.ts';
import { grantHosts, revokeHost } from '../support/grant-host.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';

declare const chrome: {
  readonly action: { getTitle(of: { tabId: number }): Promise<string> };
  readonly storage: { readonly local: { set(items: object): Promise<void> } };
};

const PLAIN = 'https://plain.example/';
const SLACK = 'https://app.slack.com/*';

describe.each(BROWSERS_OF_RUN)('a guarded page that is open, in %s', (name) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await prepareGround(name);
  });
  afterAll(() => ground.close());
  beforeEach(() => calm(ground));

  const titleOf = async (page: Page) => {
    const tabId = await ground.browser.tabId(page);
    return ground.desk.evaluate((id) => chrome.action.getTitle({ tabId: id }), tabId);
  };
  const popupOf = async (page: Page) =>
    ask<PopupView>(ground.desk, 'popup.view', { tabId: await ground.browser.tabId(page) });
  const untilTitle = (page: Page, words: string) =>
    until(async () => (await titleOf(page)).includes(words), { what: `the title "${words}"` });

  test('shows the chat in its frame, though the page around it has more links', async () => {
    const { chat, server } = ground;
    await chat.evaluate(makeAround, `${server.address}/inner`);
    await until(async () => (await popupOf(chat)).page?.links.length === 1, {
      what: 'the link of the frame',
    });
    const { page } = await popupOf(chat);
    expect(page).toMatchObject({ site: 'demo', isRecognised: true, context: 'direct' });
  });

  test('is called limited while a frame of it undoes what we do, and no longer', async () => {
    const { chat, server } = ground;
    await chat.evaluate(makeAround, `${server.address}/inner`);
    await chat.evaluate(fightIn, `https://${LISTED}/fought`);
    await untilTitle(chat, 'undoes what Link Guard does');
    expect((await popupOf(chat)).page?.isDegraded).toBe(true);
    await chat.evaluate(() => document.querySelector('iframe')?.remove());
    await until(
      async () => {
        await popupOf(chat);
        return !(await titleOf(chat)).includes('undoes');
      },
      { what: 'the title to forget the frame' },
    );
  });

  test('is judged again when an exception expires, without anybody doing anything', async () => {
    const { chat, desk } = ground;
    await ask(desk, 'choice.set', { context: 'direct', choice: 'ask' });
    const madeAt = Date.now();
    await desk.evaluate((exception) => chrome.storage.local.set({ exceptions: [exception] }), {
      ...{ id: 'soon', scope: 'origin', value: 'https://plain.example' },
      ...{ madeAt, expiresAt: madeAt + 15_000, madeIn: 'direct' },
    });
    // Somebody changes something else, by which the next alarm is set.
    await ask(desk, 'choice.set', { context: 'bot', choice: 'ask' });
    await say(chat, 'plain', PLAIN);
    await untilState(chat, 'plain', 'open');
    await untilState(chat, 'plain', 'stopped', 30_000);
    expect(Date.now()).toBeGreaterThanOrEqual(madeAt + 15_000);
    await ask(desk, 'choice.set', { context: 'direct', choice: null });
    await ask(desk, 'choice.set', { context: 'bot', choice: null });
  });

  // The manifest's own sites cannot be taken away one by one without a screen in Chromium.
  test.runIf(name === 'firefox')(
    'is protected while the access to another site is taken away, which is named',
    async () => {
      const { browser, chat, desk } = ground;
      await revokeHost(browser, SLACK);
      await until(async () => (await viewOf(desk)).protection.withheld.length > 0, {
        what: 'the site that is withheld',
      });
      const { state, withheld, problems } = (await popupOf(chat)).protection;
      expect({ state, withheld, problems }).toEqual({
        ...{ state: 'protecting', withheld: ['app.slack.com'], problems: [] },
      });
      const popup = await browser.extensionPage('src/extension/pages/popup/index.html');
      await until(
        () => popup.evaluate(() => document.body.innerText.includes('no access to: app.slack.com')),
        { what: 'its name in the popup' },
      );
      await popup.close();
      await grantHosts(browser, [SLACK]);
      expect((await viewOf(desk)).protection.withheld).toEqual([]);
    },
  );

  // Last: it takes the extension's pages along.
  test('is guarded again, and called so, after the extension was off for a moment', async () => {
    const { browser, chat } = ground;
    await say(chat, 'before', `https://${LISTED}/before`);
    await untilState(chat, 'before', 'stopped');
    await browser.offAndOn();
    await chat.bringToFront();
    await say(chat, 'after', `https://${LISTED}/after`);
    await untilState(chat, 'after', 'stopped');
    const desk = await browser.extensionPage('icons/16.png');
    const tabId = await browser.tabId(chat);
    await until(
      async () =>
        (await desk.evaluate((id) => chrome.action.getTitle({ tabId: id }), tabId)) ===
        'Protecting',
      { what: 'the toolbar to say so' },
    );
    expect((await ask<PopupView>(desk, 'popup.view', { tabId })).page?.site).toBe('demo');
  });
});

/** A page of a known host without a chat of its own: two links in a log that nobody knows, and a frame. */
function makeAround(inner: string): Promise<void> {
  document.body.removeAttribute('data-demo-chat');
  document.body.innerHTML = `<div role="log"><p><a href="https://one.example/">one</a></p>
    <p><a href="https://two.example/">two</a></p></div>`;
  const frame = document.createElement('iframe');
  frame.src = inner;
  document.body.append(frame);
  return new Promise((resolve) => {
    frame.addEventListener('load', () => {
      const log = frame.contentDocument?.querySelector('[role="log"]');
      if (log) log.innerHTML = '<p data-message><a href="https://inner.example/">inner</a></p>';
      resolve();
    });
  });
}

/** The frame's page writes its own link back, as often as we write ours. */
function fightIn(address: string): void {
  const inner = document.querySelector('iframe')?.contentDocument;
  const log = inner?.querySelector('[role="log"]');
  if (!inner || !log) throw new Error('the frame has no chat');
  log.innerHTML = `<p data-message><a id="fought" href="${address}">fought</a></p>`;
  inner.defaultView?.setInterval(() => {
    const link = inner.getElementById('fought');
    if (link?.getAttribute('href') !== address) link?.setAttribute('href', address);
  }, 20);
}
