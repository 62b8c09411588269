/// <reference lib="dom" />
/** Sites that the person writes, tries and switches on the options page. */
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { revokeHost } from '../support/grant-host.ts';
import { until } from '../support/until.ts';
import {
  type AccessWorld,
  OPTIONS,
  pressButton,
  registered,
  untilWords,
  wordsOf,
} from './access-world.ts';
import { untilStopped } from './content-guarded-page.ts';

declare const chrome: {
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
};

const SITE = {
  id: 'works-chat',
  name: { en: 'Works chat', zh: '工作聊天' },
  hosts: ['chat.example'],
  fingerprint: '#works-chat',
  list: '.talk',
  message: '.line',
  exclude: '.tool',
  clues: [{ at: 'around', selector: '.room', context: 'group', certainty: 'likely' }],
  lastVerified: '2026-11-20',
};

/** Replaces what stands in the editor, by keyboard. */
async function write(options: Page, text: string): Promise<void> {
  await options.bringToFront();
  await options.focus('textarea');
  await options.keyboard.down('Control');
  await options.keyboard.press('a');
  await options.keyboard.up('Control');
  await options.keyboard.type(text);
}

async function untilPopupSays(world: AccessWorld, words: string): Promise<void> {
  const popup = await world.openPopup();
  await untilWords(popup, words);
  await popup.close();
}

export function customSites(world: () => AccessWorld): void {
  test('a definition is read with every fault at its place', async () => {
    const options = await world().browser.extensionPage(OPTIONS);
    await pressButton(options, 'Add a site');
    await write(options, JSON.stringify({ ...SITE, id: 'slack', lists: '.talk' }));
    await pressButton(options, 'Save');
    await untilWords(options, 'lists is not a field of a site');
    await write(options, JSON.stringify({ ...SITE, id: 'demo' }));
    await pressButton(options, 'Save');
    await untilWords(options, 'id is the id of a chat that comes with Link Guard');
    await write(options, '{ "id": ');
    await pressButton(options, 'Save');
    await untilWords(options, 'This is not JSON');
    await options.close();
  });

  test('a definition is tried on the open page, with the selectors that cannot be read', async () => {
    const options = await world().browser.extensionPage(OPTIONS);
    await pressButton(options, 'Add a site');
    await write(options, JSON.stringify({ ...SITE, composer: 'textarea[' }));
    await pressButton(options, 'Try');
    await untilWords(options, 'The page is recognised');
    const words = (await wordsOf(options)).replace(/\s+/g, ' ');
    expect(words).toContain('Lists 1 Messages 2 Links in messages 1 Links left out 1');
    expect(words).toContain('1 × Probably: Group chat');
    expect(words).toContain('cannot read the selectors in: composer');
    await options.close();
  });

  test('a saved site is what the page is, until it is deleted', async () => {
    await untilPopupSays(world(), 'does not know this page’s layout');
    const options = await world().browser.extensionPage(OPTIONS);
    await pressButton(options, 'Add a site');
    await write(options, JSON.stringify(SITE));
    await pressButton(options, 'Save');
    await untilWords(options, 'works-chat');
    await untilPopupSays(world(), 'Works chat');
    await untilPopupSays(world(), 'Probably: Group chat');
    await world().chat.bringToFront();
    await world().chat.reload();
    await untilStopped(world().chat, '#one');
    await untilPopupSays(world(), 'Probably: Group chat');
    await pressButton(options, 'Delete');
    await pressButton(options, 'Really delete');
    await until(async () => !(await wordsOf(options)).includes('works-chat'), {
      what: 'the site to be gone',
    });
    await untilPopupSays(world(), 'does not know this page’s layout');
    await options.close();
  });

  test('a saved site says that its host is not turned on, and turns it on', async () => {
    const { browser } = world();
    const options = await browser.extensionPage(OPTIONS);
    await pressButton(options, 'Add a site');
    await write(options, JSON.stringify({ ...SITE, hosts: ['works.example'] }));
    await pressButton(options, 'Save');
    const row = () =>
      options.evaluate(
        () =>
          [...document.querySelectorAll('li')].find((one) => one.innerText.includes('works-chat'))
            ?.innerText,
      );
    await until(async () => (await row())?.includes('not turned on'), { what: 'how it stands' });
    await browser.answerYes('https://works.example/*');
    await options.bringToFront();
    await (await options.waitForSelector('[aria-label="Turn on: Works chat"]'))?.click();
    await until(async () => (await row())?.includes('turned on by you'), { what: 'it is on' });
    expect(await registered(options)).toContain('https://works.example/*');
    expect(await options.$('[aria-label="Turn on: Works chat"]')).toBeNull();
    await revokeHost(browser, 'https://works.example/*');
    await pressButton(options, 'Delete');
    await pressButton(options, 'Really delete');
    await until(async () => (await row()) === undefined, { what: 'the site to be gone' });
    await options.evaluate((message) => chrome.runtime.sendMessage(message), {
      protocol: 'page',
      name: 'site.turnOff',
      input: { pattern: 'https://works.example/*' },
    });
    await options.close();
  });

  test('a site that is switched off is read as one that nobody knows, and back', async () => {
    const options = await world().browser.extensionPage(OPTIONS);
    const demo = await world().browser.newPage();
    await demo.close();
    const flip = async () => {
      await options.bringToFront();
      await (await options.waitForSelector('[aria-label="Recognise: Demo chat"]'))?.press(' ');
    };
    await flip();
    await untilWords(options, 'switched off');
    await flip();
    await until(async () => !(await wordsOf(options)).includes('switched off\n'), {
      what: 'the site to be on again',
    });
    await options.close();
  });
}
