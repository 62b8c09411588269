/// <reference lib="dom" />
/**
 * Two people in a real web chat with the guard in their browser: Converse.js over Prosody, one
 * conversation between them and one room, and words to find each link again.
 */
import type { Page } from 'puppeteer-core';
import { type GuardedBrowser, launch } from './browsers.ts';
import { joinRoom, loggedIn, openChat, send, serveWebChat, waitForMessage } from './converse.ts';
import type { Internet } from './internet.ts';
import { startChatServer } from './prosody.ts';
import type { PolicyService } from './service.ts';
import { builtExtension } from './test-ground.ts';
import { until } from './until.ts';

export const GATE = 'src/extension/pages/gate/index.html';
export const POPUP = 'src/extension/pages/popup/index.html';

export const SENTINEL = 'https://stopped.link-guard.invalid/';

export type Where = 'direct' | 'room';

export interface GuardedChat {
  readonly browser: GuardedBrowser;
  /** Who writes, and who reads and is guarded. */
  readonly writer: Page;
  readonly reader: Page;
  /** Brings the conversation into view for both. */
  enter(where: Where): Promise<void>;
  /** The writer sends an address; gives the word by which the reader's link is found. */
  sendLink(address: string): Promise<string>;
  close(): Promise<void>;
}

export interface LinkInPage {
  readonly href: string;
  readonly rel: string;
  readonly text: string;
}

export async function startGuardedChat(
  name: GuardedBrowser['name'],
  { policy, internet }: { policy: string; internet: Internet },
): Promise<GuardedChat> {
  const server = await startChatServer(['alice', 'bob']);
  const [alice, bob] = server.accounts;
  if (alice === undefined || bob === undefined) throw new TypeError('two accounts were asked for');
  const chat = await serveWebChat(server);
  const browser = await launch(name, {
    extensionDir: builtExtension(name, policy),
    proxy: internet,
  });
  const writer = await browser.newPage(chat.address(alice, 0));
  const reader = await browser.newPage(chat.address(bob, 1));
  await loggedIn(writer);
  await loggedIn(reader);
  let sent = 0;
  return {
    browser,
    writer,
    reader,
    async enter(where) {
      if (where === 'direct') {
        await openChat(writer, bob.jid);
        await openChat(reader, alice.jid);
      } else {
        await joinRoom(writer, server.room('market'), 'alice');
        await joinRoom(reader, server.room('market'), 'bob');
      }
    },
    async sendLink(address) {
      sent += 1;
      const word = `link-${sent}-here`;
      await send(writer, `${word} ${address}`);
      await waitForMessage(reader, word);
      return word;
    },
    async close() {
      await browser.close();
      await chat.close();
      await server.stop();
    },
  };
}

/** The link in the message with this word, as the page holds it now. */
export async function linkOf(page: Page, word: string): Promise<LinkInPage> {
  return until(() => page.evaluate(readLink, word), { what: `the link of ${word}` });
}

/** Waits until the guard has stopped the link or written its real destination. */
export async function guarded(page: Page, word: string): Promise<LinkInPage> {
  return until(
    async () => {
      const link = await linkOf(page, word);
      return (link.href.startsWith(SENTINEL) || link.rel.includes('noreferrer')) && link;
    },
    { what: `the guard on ${word}` },
  );
}

function readLink(word: string): LinkInPage | undefined {
  const messages = [...document.querySelectorAll('.chat-msg__text, [data-message]')];
  const message = messages.find((one) => one.textContent?.includes(word));
  const link = message?.querySelector('a');
  return link === null || link === undefined
    ? undefined
    : { href: link.href, rel: link.rel, text: link.textContent ?? '' };
}

/** Where on the page the link stands, for a real mouse. */
export async function pointOf(page: Page, word: string): Promise<{ x: number; y: number }> {
  await page.bringToFront();
  return until(
    () =>
      page.evaluate((wanted) => {
        const messages = [...document.querySelectorAll('.chat-msg__text, [data-message]')];
        const link = messages.find((one) => one.textContent?.includes(wanted))?.querySelector('a');
        link?.scrollIntoView({ block: 'center', behavior: 'instant' });
        const [box] = link?.getClientRects() ?? [];
        if (box === undefined) return undefined;
        const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        return document.elementFromPoint(point.x, point.y)?.closest('a') === link
          ? point
          : undefined;
      }, word),
    { what: `the place of ${word}` },
  );
}

/** Each way in which a person follows a link that is in view. */
export const WAYS = ['click', 'middle click', 'keyboard', 'ctrl-click', 'address'] as const;

export type Way = (typeof WAYS)[number];

export async function follow(
  { browser, reader }: Pick<GuardedChat, 'browser' | 'reader'>,
  word: string,
  way: Way,
): Promise<void> {
  if (way === 'address') {
    // "Open in new tab" from the menu gives a new tab what the page holds.
    const { href } = await linkOf(reader, word);
    const tab = await browser.newPage();
    tab.goto(href).catch(() => undefined);
    return;
  }
  if (way === 'keyboard') {
    await reader.bringToFront();
    await reader.evaluate((wanted) => {
      const messages = [...document.querySelectorAll('.chat-msg__text, [data-message]')];
      const message = messages.find((one) => one.textContent?.includes(wanted));
      message?.querySelector('a')?.focus();
    }, word);
    await reader.keyboard.press('Enter');
    return;
  }
  const { x, y } = await pointOf(reader, word);
  if (way === 'ctrl-click') await reader.keyboard.down('Control');
  await reader.mouse.click(x, y, { button: way === 'middle click' ? 'middle' : 'left' });
  if (way === 'ctrl-click') await reader.keyboard.up('Control');
}

/** Waits for the gate, gives its words and its action, and closes it. */
export async function readGate(
  browser: GuardedBrowser,
  after = 'a press',
): Promise<{ readonly action: string; readonly words: string }> {
  try {
    return await browser.readAndClose(GATE, () => {
      const main = document.querySelector('main.gate');
      const action = /gate-(ask|warn|block)/.exec(main?.className ?? '')?.[1];
      return action === undefined ? undefined : { action, words: document.body.innerText };
    });
  } catch (cause) {
    throw new Error(`no gate was read after ${after}`, { cause });
  }
}

export function openGate(browser: GuardedBrowser): Promise<Page> {
  return browser.findExtensionPage(GATE);
}

/** Opens the popup on a page's tab, as a tab of its own. */
export async function openPopup(browser: GuardedBrowser, page: Page): Promise<Page> {
  return browser.extensionPage(`${POPUP}?tab=${await browser.tabId(page)}`);
}

/** Waits until the background has taken the ruleset that the service published. */
export async function rulesetTaken(browser: GuardedBrowser, service: PolicyService): Promise<void> {
  const popup = await browser.extensionPage(POPUP);
  await until(
    () =>
      popup.evaluate(
        (version) => document.body.innerHTML.includes(version),
        String(service.version()),
      ),
    { what: 'the published ruleset in force', within: 30_000 },
  );
  await popup.close();
}
