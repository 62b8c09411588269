/**
 * Converse.js, a real web chat, as people use it: its own build from the registry package, served
 * on loopback, logged in by the address of the page. Two people in one browser stand on two
 * origins (`localhost` and `127.0.0.1`), so that neither sees what the other has stored.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { serveFolder } from '../../scripts/folder-server.ts';
import { pathInProject } from '../../scripts/project.ts';
import type { Account, ChatServer } from './prosody.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export interface WebChat {
  /** Where an account's chat stands; the page logs in by itself. `person` 0 and 1 have origins. */
  address(account: Account, person: 0 | 1): string;
  close(): Promise<void>;
}

/** What the page hands out to the tests. */
interface ConverseApi {
  readonly chats: {
    open(jid: string, attributes: object, force: boolean): Promise<unknown>;
    get(jid: string): Promise<ConverseChat>;
  };
  readonly rooms: { open(jid: string, attributes: object, force: boolean): Promise<unknown> };
}

interface ConverseChat {
  sendMessage(message: { readonly body: string }): Promise<unknown>;
  readonly messages: { last(): { save(attributes: object): void } };
}

declare global {
  interface Window {
    converseApi?: ConverseApi;
  }
}

export async function serveWebChat(server: ChatServer): Promise<WebChat> {
  const folder = await makeTemporaryFolder('converse');
  const dist = pathInProject('node_modules/converse.js/dist');
  const files: Readonly<Record<string, string>> = {
    'index.html': PAGE,
    'start.js': START.replace('WEBSOCKET', server.websocketAddress),
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder.path, name), text);
  }
  const page = await serveFolder({
    folder: folder.path,
    mounts: { '/dist/': dist },
    port: 0,
    headers: { 'Cache-Control': 'max-age=3600' },
  });
  return {
    address({ jid, password }, person) {
      const host = person === 0 ? 'localhost' : '127.0.0.1';
      return `http://${host}:${page.port}/?${new URLSearchParams({ jid, password })}`;
    },
    async close() {
      await page.close();
      await folder.remove();
    },
  };
}

/** Waits until this page's chat is logged in. */
export async function loggedIn(page: Page): Promise<void> {
  await until(() => page.evaluate(() => window.converseApi !== undefined), {
    what: 'the login of Converse',
    within: 20_000,
  });
}

/** Brings a one-to-one conversation with this address into view. */
export async function openChat(page: Page, jid: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate((to) => void window.converseApi?.chats.open(to, {}, true), jid);
  await composerOf(page, jid);
}

/** Enters a room and brings it into view; gives back when the server has let us in. */
export async function joinRoom(page: Page, jid: string, nick: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate(
    (to, as) => void window.converseApi?.rooms.open(to, { nick: as }, true),
    jid,
    nick,
  );
  await composerOf(page, jid);
}

/** Types into the composer of the conversation in view and sends, as a person does. */
export async function send(page: Page, text: string): Promise<void> {
  await page.bringToFront();
  const composer = await page.waitForSelector('textarea.chat-textarea', { visible: true });
  if (composer === null) throw new Error('no composer is in view');
  await composer.focus();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Waits until a message with this text is in view; gives how many links stand in it. */
export async function waitForMessage(
  page: Page,
  text: string,
): Promise<{ readonly links: number }> {
  // A tab behind another one is not rendered.
  await page.bringToFront();
  return until(() => page.evaluate(messageWith, text), { what: `the message "${text}"` });
}

function messageWith(text: string) {
  const messages = [...document.querySelectorAll('.chat-msg__text')];
  const message = messages.find((one) => one.textContent?.includes(text));
  return message && { links: message.querySelectorAll('a').length };
}

async function composerOf(page: Page, jid: string): Promise<void> {
  await until(
    () =>
      page.evaluate((address) => {
        const boxes = [...document.querySelectorAll('converse-chat, converse-muc')];
        const box = boxes.find((one) => one.getAttribute('jid') === address);
        const composer = box?.querySelector<HTMLTextAreaElement>('textarea.chat-textarea');
        return composer?.checkVisibility() === true && !composer.disabled;
      }, jid),
    { what: `the composer for ${jid}` },
  );
}

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Chat</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/dist/converse.min.css">
<script type="module" src="/start.js"></script>
</head><body class="converse-fullscreen"><div id="conversejs-bg"></div></body></html>`;

const START = `
import converse from '/dist/converse.min.js';
const query = new URLSearchParams(location.search);
converse.plugins.add('link-guard-tests', {
  initialize() {
    const { api } = this._converse;
    api.listen.on('connected', () => { window.converseApi = api; });
  },
});
await converse.initialize({
  view_mode: 'fullscreen',
  websocket_url: 'WEBSOCKET',
  authentication: 'login',
  auto_login: true,
  jid: query.get('jid'),
  password: query.get('password'),
  assets_path: '/dist/',
  discover_connection_methods: false,
  whitelisted_plugins: ['link-guard-tests'],
  blacklisted_plugins: ['converse-omemo'],
});`;
