/** Going on from the gate, and going back from it. */
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { press } from '../support/bare-chat.ts';
import { type Ground, LISTED } from '../support/fault-ground.ts';
import {
  byClick,
  FRAUD,
  findGate,
  GOOD,
  gateText,
  goOn,
  see,
  sessionRules,
} from '../support/net-ground.ts';
import { until } from '../support/until.ts';

const AT = `https://${FRAUD}/page`;

export function goingOn(ground: () => Ground): void {
  describe('going on from the gate', () => {
    test('opens the page in that tab, with all that it needs, and in no other', async () => {
      const { browser, chat, internet } = ground();
      internet.answer(FRAUD, ({ url }) => ({
        body: url.endsWith('/page')
          ? '<!doctype html><title>f</title><link rel="icon" href="data:,"><img src="/picture">'
          : '',
      }));
      await see(ground(), 'fraud', AT);
      await press(chat, 'fraud');
      const gate = await findGate(ground());
      await goOn(gate);
      await until(() => internet.requests(FRAUD).some(({ url }) => url.endsWith('/picture')), {
        what: 'the page and its picture',
      });
      const before = internet.requests(FRAUD).length;
      await byClick(chat, `location.href = '${AT}?again'`);
      await until(async () => (await browser.address(chat)).includes('/gate/'), {
        what: 'the gate in the other tab',
      });
      expect(internet.requests(FRAUD).slice(before)).toEqual([]);
    });

    test('ends when the tab shows a page of another host', async () => {
      const { chat, desk, internet } = ground();
      internet.answer(FRAUD, () => ({ body: page('fraud') }));
      internet.answer(GOOD, () => ({ body: page('good') }));
      await see(ground(), 'fraud', AT);
      await press(chat, 'fraud');
      const tab = await findGate(ground());
      await goOn(tab);
      await until(() => tab.evaluate(() => document.title === 'fraud'), { what: 'the page' });
      expect(await visitedTabs(desk)).toHaveLength(1);
      await go(tab, `https://${GOOD}/`);
      await until(async () => (await visitedTabs(desk)).length === 0, { what: 'the visit to end' });
      const before = internet.requests(FRAUD).length;
      await go(tab, AT);
      await until(async () => (await gateText(tab)).text.includes(AT), { what: 'the gate again' });
      expect(internet.requests(FRAUD).slice(before)).toEqual([]);
    });
  });

  describe('going back from the gate', () => {
    test.each(['the button of the gate', 'the history'])(
      'leads to the chat, by %s',
      async (way) => {
        const { browser, chat, internet, server } = ground();
        await see(ground(), 'seen', `https://${LISTED}/`);
        await byClick(chat, `location.href = 'https://${LISTED}/page'`);
        const gate = await findGate(ground());
        if (way === 'the history') await gate.evaluate(() => history.back());
        else await gate.click('#go-back');
        await until(async () => (await browser.address(chat)) === `${server.address}/`, {
          what: 'the chat',
        });
        await until(() => chat.evaluate(() => document.querySelector('[role="log"]') !== null), {
          what: 'the words of the chat',
        });
        expect(internet.requests(LISTED)).toEqual([]);
        // And from there the way to the gate is open again.
        await byClick(chat, `location.href = 'https://${LISTED}/page'`);
        expect((await gateText(await findGate(ground()))).text).toContain(`${LISTED}/page`);
      },
    );
  });
}

/** Without an icon that is asked for later. */
function page(title: string): string {
  return `<!doctype html><title>${title}</title><link rel="icon" href="data:,">`;
}

function go(tab: Page, address: string): Promise<void> {
  return tab.evaluate((at) => location.assign(at), address).catch(() => undefined);
}

async function visitedTabs(desk: Page): Promise<readonly number[]> {
  return (await sessionRules(desk)).flatMap(({ condition }) => condition.tabIds ?? []);
}
