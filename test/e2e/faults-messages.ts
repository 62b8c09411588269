/** Messages from places that may not send them. */
import { describe, expect, test } from 'vitest';
import { say, untilState } from '../support/bare-chat.ts';
import type { BrowserName } from '../support/browsers.ts';
import { type Ground, LISTED, viewOf } from '../support/fault-ground.ts';
import { FOR_PAGES, isolatedWorld } from '../support/isolated-world.ts';

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
      const world = await isolatedWorld(chat);
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
