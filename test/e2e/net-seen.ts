/** What was seen in the chat is out of reach, from anywhere, for every kind of request. */
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { say, untilState } from '../support/bare-chat.ts';
import { type Ground, LISTED } from '../support/fault-ground.ts';
import {
  BAD_PAGE,
  byClick,
  dynamicRules,
  FRAUD,
  findGate,
  GOOD,
  gateText,
  isHeld,
  LESSER,
  publishLists,
  see,
  sessionRules,
  untilHeard,
} from '../support/net-ground.ts';
import { until } from '../support/until.ts';

const AT = `https://${LISTED}/page`;
const HTML = JSON.stringify;

const frame = (attributes: string) => `
  const frame = document.createElement('iframe');
  Object.assign(frame, ${attributes});
  frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-top-navigation');
  document.body.append(frame);`;

/** Each begins with a click on the page, as a person would be made to do it. */
const WAYS: readonly [name: string, script: string][] = [
  ['location', `location.href = '${AT}'`],
  ['a script later on', `setTimeout(() => location.replace('${AT}'), 50)`],
  ['window.open', `window.open('${AT}')`],
  ['window.open without an opener', `window.open('${AT}', '_blank', 'noopener')`],
  [
    'a form that asks',
    `document.body.insertAdjacentHTML('beforeend', ${HTML(`<form id="f" action="${AT}"><input name="a"></form>`)}); f.submit()`,
  ],
  [
    'a form that posts',
    `document.body.insertAdjacentHTML('beforeend', ${HTML(`<form id="f" method="post" action="${AT}"></form>`)}); f.submit()`,
  ],
  [
    'a refresh',
    `document.head.insertAdjacentHTML('beforeend', ${HTML(`<meta http-equiv="refresh" content="0;url=${AT}">`)})`,
  ],
  ['a redirect by an unlisted host', `location.href = 'https://${GOOD}/302'`],
  ['a script on an unlisted host', `location.href = 'https://${GOOD}/script'`],
  [
    'a frame of the page',
    `const frame = document.createElement('iframe'); frame.srcdoc = ${HTML(`<a id="a" target="_top" href="${AT}">x</a><script>a.click()<${'/'}script>`)}; document.body.append(frame)`,
  ],
  [
    'a sandboxed frame',
    frame(`{ srcdoc: ${HTML(`<script>top.location = '${AT}'<${'/'}script>`)} }`),
  ],
  [
    'a frame of data',
    `const frame = document.createElement('iframe'); frame.src = 'data:text/html,' + encodeURIComponent(${HTML(`<button style="position:fixed;inset:0" onclick="top.location = '${AT}'">press</button>`)}); frame.style = 'position:fixed;top:0;left:0;width:300px;height:200px;z-index:10'; document.body.append(frame)`,
  ],
];

const SILENT = `
  const at = 'https://${LISTED}/silent';
  new Image().src = at;
  fetch(at, { mode: 'no-cors' }).catch(() => {});
  navigator.sendBeacon(at);
  try { new WebSocket('wss://${LISTED}/silent'); } catch {}
  document.head.insertAdjacentHTML('beforeend', '<link rel="prefetch" href="' + at + '"><link rel="stylesheet" href="' + at + '">');
  document.body.insertAdjacentHTML('beforeend', '<iframe src="' + at + '"></iframe><object data="' + at + '"></object><a id="pinging" ping="' + at + '" href="#here">x</a>');
  document.getElementById('pinging').click();
  setTimeout(() => fetch('https://${GOOD}/afterwards', { mode: 'no-cors' }), 500);`;

export function seenHosts(ground: () => Ground): void {
  describe('a host of a stopped link', () => {
    test.each(WAYS)('is not reached by %s, and the gate says why', async (_, script) => {
      const { chat, internet } = ground();
      internet.answer(GOOD, ({ url }) =>
        url.endsWith('/302')
          ? { status: 302, headers: { Location: AT } }
          : { body: `<!doctype html><title>good</title><script>location.href = '${AT}'</script>` },
      );
      await see(ground(), 'seen', `https://${LISTED}/`);
      internet.clear();
      await byClick(chat, script);
      if (script.includes('data:')) await clickInFrame(chat);
      const gate = await findGate(ground());
      const { text } = await gateText(gate);
      expect(text).toContain(AT);
      expect(text).toContain('phishing');
      expect(text).not.toContain('already being opened');
      expect(internet.requests(LISTED)).toEqual([]);
    });

    test('hears nothing of what a page does in silence', async () => {
      const { chat, internet } = ground();
      internet.answer(GOOD, () => ({ body: '' }));
      await see(ground(), 'seen', `https://${LISTED}/`);
      await byClick(chat, SILENT);
      await untilHeard(ground(), GOOD);
      expect(internet.requests(LISTED)).toEqual([]);
    });

    test('hears what it is asked before it is listed', async () => {
      const { chat, internet } = ground();
      internet.answer(GOOD, () => ({ body: '' }));
      await byClick(chat, SILENT.replaceAll(LISTED, 'unlisted.faults.example'));
      await untilHeard(ground(), GOOD);
      expect(internet.requests('unlisted.faults.example').length).toBeGreaterThan(4);
    });

    test('is not reached while the worker is gone', async () => {
      const { browser, chat, internet } = ground();
      await see(ground(), 'seen', `https://${LISTED}/`);
      await browser.killWorker();
      await byClick(chat, `location.href = '${AT}'`);
      expect((await gateText(await findGate(ground()))).text).toContain(AT);
      expect(internet.requests(LISTED)).toEqual([]);
    });

    test('is held as that page alone where only a page of it is listed', async () => {
      const { chat, desk, internet } = ground();
      const { host } = new URL(BAD_PAGE);
      await say(chat, 'page', `${BAD_PAGE}one`);
      await untilState(chat, 'page', 'stopped');
      await until(() => isHeld(desk, host), { what: 'a rule for the page' });
      const rules = (await sessionRules(desk)).filter(({ condition }) =>
        condition.requestDomains?.includes(host),
      );
      expect(rules.map(({ condition }) => condition.regexFilter)).toEqual([
        expect.stringContaining('/bad/'),
      ]);
      await byClick(
        chat,
        `fetch('https://${host}/bad/two', { mode: 'no-cors' }).catch(() => {}).then(() => fetch('https://${host}/good', { mode: 'no-cors' }))`,
      );
      await untilHeard(ground(), host);
      expect(internet.requests(host).map(({ url }) => url)).toEqual([`https://${host}/good`]);
    });

    test('is let go when it is not listed any more', async () => {
      const { desk } = ground();
      const host = 'lifted.faults.example';
      await publishLists(ground(), host);
      await see(ground(), 'lifted', `https://${host}/`);
      await publishLists(ground());
      await until(async () => !(await isHeld(desk, host)), { what: 'the rule to be withdrawn' });
      await see(ground(), 'seen', `https://${LISTED}/`);
    });

    test('is not held where it is listed for what is not severe', async () => {
      const { chat, desk } = ground();
      await say(chat, 'lesser', `https://${LESSER}/`);
      await untilState(chat, 'lesser', 'stopped');
      await see(ground(), 'fraud', `https://${FRAUD}/`);
      expect(await isHeld(desk, LESSER)).toBe(false);
      const listed = (await dynamicRules(desk)).flatMap(
        ({ condition }) => condition.requestDomains ?? [],
      );
      expect(listed).toContain(FRAUD);
      expect(listed).not.toContain(LESSER);
    });
  });
}

/** By a real click: a frame without an origin may not leave its page without one. */
async function clickInFrame(chat: Page): Promise<void> {
  const button = await until(async () => (await chat.frames().at(-1)?.$('button')) ?? undefined, {
    what: 'the button in the frame',
  });
  await button.click().catch(() => undefined);
}
