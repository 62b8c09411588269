/** Messages from places that may not send them. */
import type { CDPSession, Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { say, untilState } from '../support/bare-chat.ts';
import type { BrowserName } from '../support/browsers.ts';
import { type Ground, LISTED, viewOf } from '../support/fault-ground.ts';

/** Every name of the protocol for pages of the extension, with an input that it would take. */
const FOR_PAGES: readonly [string, unknown][] = [
  ['popup.view', {}],
  ['choice.set', { context: 'direct', choice: 'open' }],
  ['exception.remove', { id: 'x' }],
  [
    'complaint.file',
    { address: 'https://forged.example/', kind: 'fraud', context: 'direct', comment: '' },
  ],
  ['complaints.list', undefined],
  ['link.explain', { href: 'https://forged.example/', text: '', context: 'direct', site: 'demo' }],
  ['gate.view', undefined],
  ['gate.proceed', {}],
  ['gate.leave', undefined],
];

export function forgedMessages(ground: () => Ground, name: BrowserName): void {
  describe('a forged message', () => {
    test('of a web page has no way to the extension', async () => {
      const { chat, desk, service } = ground();
      const filed = () =>
        service.front.requests('/v1/complaints').filter(({ path }) => path === '/v1/complaints');
      const before = filed().length;
      await say(chat, 'listed', `https://${LISTED}/forged`);
      await untilState(chat, 'listed', 'stopped');
      const found = await chat.evaluate((forged) => {
        const api = globalThis as unknown as Record<string, { runtime?: object } | undefined>;
        for (const [message, input] of forged) {
          const detail = { protocol: 'page', name: message, input };
          window.postMessage(detail, '*');
          dispatchEvent(new MessageEvent('message', { data: detail }));
          document.dispatchEvent(new CustomEvent(message, { detail }));
        }
        return { chrome: typeof api.chrome?.runtime, browser: typeof api.browser?.runtime };
      }, FOR_PAGES);
      expect(found).toEqual({ chrome: 'undefined', browser: 'undefined' });
      const view = await viewOf(desk);
      expect(view.choices.direct.own).toBeUndefined();
      expect(view.complaints.filter(({ address }) => address.includes('forged'))).toEqual([]);
      expect(filed()).toHaveLength(before);
      await untilState(chat, 'listed', 'stopped');
    });

    // WebDriver BiDi does not show the worlds of Firefox's content scripts.
    if (name === 'firefox') return;
    test('of the content script’s world is refused what is for pages of the extension', async () => {
      const { chat } = ground();
      const world = await contentWorld(chat);
      for (const [message, input] of FOR_PAGES) {
        const reply = await world.send({ protocol: 'page', name: message, input });
        expect(reply).toMatchObject({ ok: false, code: 'not-allowed' });
      }
      for (const odd of [
        { protocol: 'content', name: 'toString', input: {} },
        { protocol: 'content', name: 'popup.view', input: {} },
        { protocol: 'content', name: '__proto__', input: {} },
      ]) {
        expect(await world.send(odd)).toMatchObject({ ok: false, code: 'no-such-message' });
      }
      for (const bad of [null, 1, 'x', {}, { protocol: 'none' }, { protocol: 'background' }]) {
        expect(await world.send(bad)).toMatchObject({ ok: false, code: 'bad-message' });
      }
      for (const input of [{}, { ...QUESTION, hrefs: 'x' }, { ...QUESTION, site: '../' }]) {
        expect(await world.send({ protocol: 'content', name: 'links.judge', input })).toMatchObject(
          { ok: false, code: 'bad-input' },
        );
      }
      await world.close();
    });
  });
}

const QUESTION = { site: 'demo', context: 'group', hrefs: [], texts: [] };

interface World {
  send(message: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** Runs in the isolated world of the content script: what a page gets that has broken out. */
async function contentWorld(page: Page): Promise<World> {
  const devtools: CDPSession = await page.createCDPSession();
  const found = new Promise<number>((resolve) => {
    devtools.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin.startsWith('chrome-extension:')) resolve(context.id);
    });
  });
  await devtools.send('Runtime.enable');
  const contextId = await found;
  return {
    async send(message) {
      const { result } = await devtools.send('Runtime.evaluate', {
        expression: `chrome.runtime.sendMessage(${JSON.stringify(message)})`,
        ...{ contextId, awaitPromise: true, returnByValue: true },
      });
      return result.value;
    },
    close: () => devtools.detach(),
  };
}
