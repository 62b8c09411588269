/// <reference lib="dom" />
/** What a person does in the popup and by the keyboard, with the links that are in view. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { say, untilState } from '../support/bare-chat.ts';
import { ask, calm, type Ground, openPopup, prepareGround } from '../support/fault-ground.ts';
import { press, waitForText } from '../support/form.ts';
import { complain, openRow } from '../support/reviewing.ts';
import { until } from '../support/until.ts';

const OPTIONS = 'src/extension/pages/options/index.html';
/** As many as the popup lists. */
const LISTED = 200;
/** Hides where it leads, which the everyday policy asks about. */
const SHORTENER = 't.cn';
const SHORTENED = `https://${SHORTENER}/A6demo01`;

describe.each(BROWSERS)('the popup over a chat, in %s', (name) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await prepareGround(name);
  });
  afterAll(() => ground.close());
  beforeEach(() => calm(ground));

  test(`lists ${LISTED} links in view, and says where there are more`, async () => {
    const { chat } = ground;
    await fillView(chat, LISTED);
    const popup = await openPopup(ground);
    await untilRows(popup, LISTED);
    expect(await countOf(popup)).toBe('200');
    await fillView(chat, LISTED + 30);
    await until(async () => (await countOf(popup)) === '200+', { what: 'more than are listed' });
    expect(await rowsOf(popup)).toBe(LISTED);
    await waitForText(popup, 'Only the first 200 links in view are listed.');
    await popup.close();
  });

  test('lists only what is in view', async () => {
    const { chat } = ground;
    for (const id of ['one', 'two']) await say(chat, id, `https://${id}.example/`);
    await chat.evaluate(() => {
      document.querySelector('p')?.style.setProperty('margin-bottom', '3000px');
    });
    const popup = await openPopup(ground);
    await untilRows(popup, 1);
    await waitForText(popup, 'one.example');
    await popup.close();
  });

  test('what was said below a link stays when it is judged otherwise', async () => {
    const { chat, desk } = ground;
    await say(chat, 'plain', 'https://plain.example/');
    await untilState(chat, 'plain', 'open');
    const popup = await openPopup(ground);
    await complain(popup, 'plain.example');
    await waitForText(popup, 'Saved. It is sent as soon as');
    await ask(desk, 'choice.set', { context: 'direct', choice: 'block' });
    await popup.waitForSelector('.row-head-line .mark-block');
    await waitForText(popup, 'You chose this');
    await waitForText(popup, 'Saved. It is sent as soon as');
    await ask(desk, 'choice.set', { context: 'direct', choice: null });
    await untilState(chat, 'plain', 'open');
    await popup.close();
  });

  test('takes one complaint after another, and lists them whenever it is asked to', async () => {
    const { chat } = ground;
    for (const id of ['first', 'second']) {
      await say(chat, id, `https://${id}.example/`);
      await untilState(chat, id, 'open');
    }
    const popup = await openPopup(ground);
    for (const id of ['first', 'second']) {
      await complain(popup, `${id}.example`);
      await popup.click('details.row[open] > summary');
      await until(async () => (await popup.$('.row-more')) === null, { what: 'the row to close' });
    }
    for (const [tab, row] of [
      ['complaints', '.row-flat'],
      ['links', 'details.row'],
      ['complaints', '.row-flat'],
    ]) {
      await popup.click(`[role=tab][id$=${tab}]`);
      await popup.waitForSelector(`[role=tabpanel] ${row}`);
    }
    await popup.close();
  });

  test('opens a link once, which is not asked about again in this conversation', async () => {
    const { chat, internet, browser } = ground;
    await say(chat, 'asked', SHORTENED);
    await untilState(chat, 'asked', 'stopped');
    const popup = await openPopup(ground);
    await openRow(popup, SHORTENER);
    await press(popup, 'Open once');
    await until(() => internet.requests(SHORTENER).length > 0, { what: 'the destination' });
    await untilState(chat, 'asked', 'open');
    await browser.closeAllBut([chat, ground.desk]);
    await chat.reload();
    await say(chat, 'again', SHORTENED);
    await untilState(chat, 'again', 'open');
    await say(chat, 'other', `https://${SHORTENER}/another`);
    await untilState(chat, 'other', 'stopped');
    await browser.killWorker();
    await chat.reload();
    await say(chat, 'later', SHORTENED);
    await untilState(chat, 'later', 'open');
    // Another conversation of the same kind, by the chat's own address.
    await chat.evaluate(() => {
      location.hash = 'another-conversation';
    });
    await untilState(chat, 'later', 'stopped');
    await chat.evaluate(() => {
      location.hash = '';
    });
    await untilState(chat, 'later', 'open');
  });

  test.runIf(name === 'chromium')(
    'opens from the toolbar over the tab in view, fits, and is gone through in its order',
    async () => {
      const { browser, chat } = ground;
      await say(chat, 'plain', 'https://plain.example/');
      await untilState(chat, 'plain', 'open');
      await browser.pressAction(chat, async (popup) => {
        await waitForText(popup, 'plain.example');
        expect(new URL(popup.url()).search).toBe('');
        const room = await popup.evaluate(() => {
          const { scrollWidth, clientWidth, scrollHeight } = document.documentElement;
          return { beside: scrollWidth - clientWidth, width: innerWidth, scrollHeight };
        });
        expect(room.beside).toBe(0);
        expect(room.width).toBeGreaterThanOrEqual(380);
        const parts = await partsByTab(popup);
        const inOrder = ['top', 'here', 'choices', 'lists', 'hints', 'foot'];
        expect(parts).toEqual(inOrder);
      });
    },
  );

  test.runIf(name === 'firefox')(
    'checks a link of a page that is not guarded, by the browser’s own menu',
    async () => {
      const { browser } = ground;
      const page = await browser.newPage('http://elsewhere.example/');
      await page.evaluate(() => {
        const link = document.createElement('a');
        link.href = 'https://checked.example/page';
        link.textContent = 'a link that nobody guards';
        document.body.replaceChildren(link);
      });
      await browser.pickFromMenu(page, 'a', 'check', 'Check this link with Link Guard');
      const tried = await browser.findExtensionPage(OPTIONS);
      await tried.waitForSelector('.tried');
      const fields = ['#try-address', '#try-text'].map((selector) =>
        tried.$eval(selector, (field) => (field as HTMLInputElement).value),
      );
      expect(await Promise.all(fields)).toEqual([
        'https://checked.example/page',
        'a link that nobody guards',
      ]);
      await browser.closeAllBut([ground.chat, ground.desk]);
    },
  );

  test('the keyboard command tries the link that is focused, or selected, or none', async () => {
    const { chat } = ground;
    const wrapped = 'https://www.google.com/url?q=https%3A%2F%2Ftried.example%2Fpage';
    await say(chat, 'focused', wrapped);
    await say(chat, 'stopped', 'https://listed.faults.example/');
    await untilState(chat, 'stopped', 'stopped');

    await chat.focus('#focused');
    expect(await triedBy(ground)).toContain('tried.example');
    // What stands in the page in its place is not what is tried.
    await chat.focus('#stopped');
    expect(await triedBy(ground)).toContain('listed.faults.example');
    await chat.evaluate(() => {
      (document.activeElement as HTMLElement).blur();
      const message = document.querySelector('#focused')?.parentElement as Element;
      getSelection()?.selectAllChildren(message);
    });
    expect(await triedBy(ground)).toContain('tried.example');
    await chat.evaluate(() => getSelection()?.removeAllRanges());
    expect(await triedBy(ground)).toBe('');
  });
});

/** The parts of the popup, in the order in which the Tab key reaches each first. */
async function partsByTab(popup: Page): Promise<readonly string[]> {
  const parts: string[] = [];
  for (;;) {
    await popup.keyboard.press('Tab');
    const part = await popup.evaluate(() => {
      const names = ['top', 'here', 'choices', 'lists', 'hints', 'foot'];
      return names.find((one) => document.activeElement?.closest(`.popup > .${one}`) !== null);
    });
    if (part === undefined) throw new Error(`nothing is reached after ${parts.join(', ')}`);
    if (part === parts[0] && parts.length > 1) return parts;
    if (!parts.includes(part)) parts.push(part);
    if (part === 'foot') return parts;
  }
}

/** Small and side by side, so that as many are in view as a test wants. */
async function fillView(chat: Page, links: number): Promise<void> {
  await chat.evaluate((count) => {
    const all = Array.from({ length: count }, (_, number) => {
      const message = document.createElement('p');
      message.dataset.message = '';
      message.style.cssText = 'float:left;width:50px;height:20px;margin:1px;overflow:hidden';
      const link = document.createElement('a');
      link.href = `https://host${number}.example/${number}`;
      link.textContent = `${number}`;
      message.append(link);
      return message;
    });
    document.querySelector('[role="log"]')?.replaceChildren(...all);
  }, links);
}

const rowsOf = (popup: Page) =>
  popup.evaluate(() => document.querySelectorAll('[role=tabpanel] details.row').length);

const countOf = (popup: Page) =>
  popup.evaluate(() => document.querySelector('[role=tab][id$=links] .count')?.textContent);

async function untilRows(popup: Page, rows: number): Promise<void> {
  let last = 0;
  await until(
    async () => {
      last = await rowsOf(popup);
      return last === rows;
    },
    { what: `${rows} rows` },
  ).catch((cause: unknown) => {
    throw new Error(`${last} rows, and not ${rows}`, { cause });
  });
}

/** The address that "try a link" opens with, once it is tried, or waits to be written; closes it. */
async function triedBy({ browser, chat }: Ground): Promise<string> {
  await browser.pressCommand(chat, 'try-link');
  const page = await browser.findExtensionPage(OPTIONS);
  const address = await until(
    () =>
      page.evaluate(() => {
        const field = document.querySelector<HTMLTextAreaElement>('#try-address');
        const isTried = document.querySelector('.tried') !== null;
        return isTried || document.activeElement === field ? (field?.value ?? '') : undefined;
      }),
    { what: 'a link that is tried, or to be written' },
  );
  await page.close();
  await chat.bringToFront();
  return address;
}
