/** What is listed as a whole host is not opened from a guarded page, also where no link was seen. */
import { describe, expect, test } from 'vitest';
import { GATE, type Ground, readGateText, viewOf } from '../support/fault-ground.ts';
import {
  byClick,
  dynamicRules,
  findGate,
  GOOD,
  gateText,
  isHeld,
  LATER,
  loseRules,
  publishLists,
  untilHeard,
} from '../support/net-ground.ts';
import { until } from '../support/until.ts';

const AT = `https://${LATER}/page`;
const HTML = JSON.stringify;

const WAYS: readonly [name: string, script: string][] = [
  ['location', `location.href = '${AT}'`],
  // With an opener it is a way of navigating of the attack table (N20a), read past the driver.
  ['window.open', `window.open('${AT}', '_blank', 'noopener')`],
  [
    'a form that posts',
    `document.body.insertAdjacentHTML('beforeend', ${HTML(`<form id="f" method="post" action="${AT}"></form>`)}); f.submit()`,
  ],
  [
    'a refresh',
    `document.head.insertAdjacentHTML('beforeend', ${HTML(`<meta http-equiv="refresh" content="0;url=${AT}">`)})`,
  ],
  ['a redirect by an unlisted host', `location.href = 'https://${GOOD}/302'`],
];

export function listedHosts(ground: () => Ground): void {
  describe('a listed host of which no link was seen', () => {
    test.each(WAYS)('is not reached by %s, and the gate says why', async (_, script) => {
      const { browser, chat, desk, internet } = ground();
      internet.answer(GOOD, () => ({ status: 302, headers: { Location: AT } }));
      await untilInForce(ground(), LATER);
      expect(await isHeld(desk, LATER)).toBe(false);
      await byClick(chat, script);
      // Chromium's driver loses the page of a window that keeps its opener until the gate is in it.
      const { text } = await browser.readAndClose(GATE, readGateText);
      expect(text).toContain(AT);
      expect(text).toContain('phishing');
      expect(internet.requests(LATER)).toEqual([]);
    });

    test('is not shown in a frame', async () => {
      const { chat, internet } = ground();
      internet.answer(GOOD, () => ({ body: '' }));
      await untilInForce(ground(), LATER);
      await byClick(
        chat,
        `for (const src of ['${AT}', 'https://${GOOD}/frame']) document.body.append(Object.assign(document.createElement('iframe'), { src }))`,
      );
      await untilHeard(ground(), GOOD);
      expect(internet.requests(LATER)).toEqual([]);
    });

    test('is not reached while the worker is gone, and is from a page that is not guarded', async () => {
      const { browser, chat, internet } = ground();
      await untilInForce(ground(), LATER);
      await browser.killWorker();
      await byClick(chat, `location.href = '${AT}'`);
      expect((await gateText(await findGate(ground()))).text).toContain(AT);
      expect(internet.requests(LATER)).toEqual([]);
      await browser.newPage(AT).catch(() => undefined);
      await untilHeard(ground(), LATER);
    });

    test('is let go when it is not listed any more', async () => {
      const host = 'once.faults.example';
      await publishLists(ground(), host);
      await untilInForce(ground(), host);
      await publishLists(ground());
      await until(async () => !(await isInForce(ground(), host)), { what: 'the host to be free' });
      await untilInForce(ground(), LATER);
    });
  });

  describe('the self-test', () => {
    test('brings back the listed hosts that the browser lost', async () => {
      const { desk } = ground();
      await untilInForce(ground(), LATER);
      await loseRules(desk);
      expect(await isInForce(ground(), LATER)).toBe(false);
      await viewOf(desk);
      await untilInForce(ground(), LATER);
      expect((await viewOf(desk)).protection).toMatchObject({ state: 'protecting', problems: [] });
    });
  });
}

async function isInForce({ desk }: Ground, host: string): Promise<boolean> {
  return (await dynamicRules(desk)).some(
    ({ condition }) =>
      condition.requestDomains?.includes(host) && condition.initiatorDomains?.includes('localhost'),
  );
}

async function untilInForce(ground: Ground, host: string): Promise<void> {
  await until(() => isInForce(ground, host), { what: `a rule that holds ${host}` });
}
