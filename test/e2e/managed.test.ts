/// <reference lib="dom" />
/**
 * An administrator's settings in real browsers, by their own policy files: late, changed, taken
 * back, and obeyed by the first judgement from the second start on.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import type { RunningServer } from '../../scripts/folder-server.ts';
import { openSection } from '../../scripts/screenshot-options.ts';
import type { Diagnostics } from '../../src/extension/messaging/options.ts';
import type { LinkReport, ManagedView } from '../../src/extension/messaging/protocol.ts';
import { managedDigest, readManaged } from '../../src/policy/index.ts';
import { say, serveBareChat, untilState } from '../support/bare-chat.ts';
import type { GuardedBrowser } from '../support/browsers.ts';
import {
  ask,
  explain,
  GATE,
  LISTED,
  lookForUpdate,
  readGateText,
  viewOf,
} from '../support/fault-ground.ts';
import { type FaultyService, startFaultyService } from '../support/faulty-service.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type ManagedBrowser, makeManagedBrowser } from '../support/managed-browser.ts';
import { byClick, dynamicRules } from '../support/net-ground.ts';
import { until } from '../support/until.ts';

/** How often the browser is started to see what its first judgement is. */
const STARTS = Number(process.env.LINK_GUARD_STARTS ?? 3);
/** A browser looks at its policy files every few seconds. */
const PATIENCE = 30_000;

const OPTIONS = 'src/extension/pages/options/index.html';

const PLAIN = 'https://plain.example/';
const OFFICE = 'https://files.office.example/report';

const BLOCK = { format: 1, block: ['plain.example'], contexts: { direct: 'ask' } };
const RELAXED = {
  format: 1,
  allow: ['office.example'],
  contexts: { direct: 'open' },
  diagnostics: false,
  language: 'zh_TW',
};
/** The key is missing that says that all of it has arrived. */
const UNMARKED = {
  block: ['plain.example', ...Array.from({ length: 99 }, (_, index) => `h${index}.example`)],
  contexts: { direct: 'ask' },
  exceptions: false,
};
const LAST_OF_MANY = 'h98.example';
const WRONG = { format: 1, block: ['two words', 'plain.example'], contexts: { directly: 'ask' } };

describe.each(BROWSERS)('in %s', (name) => {
  let internet: Internet;
  let service: FaultyService;
  let server: RunningServer;
  let managed: ManagedBrowser;
  let browser: GuardedBrowser;
  let desk: Page;

  /** A page without code of its own: the judgement that is asked for from it is the worker's first. */
  async function start(): Promise<void> {
    browser = await managed.start();
    desk = await browser.extensionPage('icons/16.png');
  }

  async function restart(): Promise<void> {
    await browser.close();
    await start();
  }

  const actionOn = async (href: string) => (await explain(desk, href)).action;
  const untilAction = (href: string, wanted: LinkReport['action']) =>
    until(async () => (await actionOn(href)) === wanted, {
      what: `"${wanted}" for ${href}`,
      within: PATIENCE,
    });
  const view = () => ask<ManagedView>(desk, 'managed.view');

  /** Chromium sees a change while it runs; Firefox, which reads policies when it starts, then. */
  async function change(settings: Record<string, unknown> | undefined): Promise<void> {
    await managed.setPolicy(settings);
    if (name === 'firefox') await restart();
  }

  beforeAll(async () => {
    internet = await startInternet();
    service = await startFaultyService();
    await service.publish([LISTED]);
    server = await serveBareChat();
    managed = await makeManagedBrowser(name, internet);
    await start();
  });
  afterAll(async () => {
    await browser?.close();
    await managed?.remove();
    await server?.close();
    await service?.close();
    await internet?.close();
  });

  test('without a policy nothing is managed', async () => {
    await untilAction(PLAIN, 'open');
    expect(await view()).toMatchObject({ keys: [], faults: [] });
  });

  test('settings that come late are obeyed, also by links on the page', async () => {
    const chat = await browser.newPage(`${server.address}/`);
    await say(chat, 'plain', PLAIN);
    await untilState(chat, 'plain', 'open');
    await change(BLOCK);
    if (name === 'chromium') await untilState(chat, 'plain', 'stopped', PATIENCE);
    await untilAction(PLAIN, 'block');
    expect(await actionOn(OFFICE)).toBe('ask');
    const { trace } = await explain(desk, OFFICE);
    expect(trace.find(({ effect }) => effect === 'decided')).toMatchObject({ source: 'managed' });
    expect(await view()).toMatchObject({
      ...{ keys: ['format', 'contexts', 'block'], isComplete: true },
      digest: managedDigest(readManaged(BLOCK).settings),
    });
  });

  test(
    `the first judgement of each of ${STARTS} later starts obeys`,
    async () => {
      const first: string[] = [];
      for (let number = 0; number < STARTS; number += 1) {
        await restart();
        first.push(`${await actionOn(PLAIN)} ${await actionOn(OFFICE)}`);
      }
      expect(first).toEqual(Array(STARTS).fill('block ask'));
    },
    20_000 + STARTS * 10_000,
  );

  test('a change is obeyed', async () => {
    // Firefox ends in between, and its pages with it.
    const open = name === 'chromium' ? await browser.extensionPage(OPTIONS) : undefined;
    await change(RELAXED);
    await untilAction(PLAIN, 'open');
    const keys = ['format', 'contexts', 'language', 'allow', 'diagnostics'];
    expect(await view()).toMatchObject({ keys });
    expect((await ask<Diagnostics>(desk, 'diagnostics.run')).mayCopy).toBe(false);
    const options = open ?? (await browser.extensionPage(OPTIONS));
    await options.waitForSelector('html[lang=zh-TW] #language:disabled');
    const shown = options.$eval('#language', (one) => (one as HTMLSelectElement).value);
    expect(await shown).toBe('zh_TW');
    await options.close();
  });

  test('a wrong value is left out by itself, and told', async () => {
    await change(WRONG);
    await untilAction(PLAIN, 'block');
    expect((await view()).faults).toMatchObject([
      { place: 'block.0', rule: 'expected' },
      { place: 'contexts.directly', rule: 'not-known' },
    ]);
  });

  test('what is only reported is opened, is told, and is nowhere called protected', async () => {
    const chat = await browser.newPage(`${server.address}/`);
    await say(chat, 'plain', PLAIN);
    await untilState(chat, 'plain', 'stopped');
    await change({ ...BLOCK, reportOnly: true });
    if (name === 'chromium') await untilState(chat, 'plain', 'open', PATIENCE);
    await until(async () => (await explain(desk, PLAIN)).trace[0]?.rule === 'report-only', {
      what: 'a link that is only reported',
      within: PATIENCE,
    });
    const { action, trace } = await explain(desk, PLAIN);
    expect([action, trace[0]?.detail]).toEqual(['open', { would: 'block' }]);
    const { state, problems } = (await viewOf(desk)).protection;
    expect([state, problems]).toEqual(['not-protecting', ['report-only']]);
  });

  test('the net heeds a provider that is blocked, and a page that is allowed on a listed host', async () => {
    await lookForUpdate(desk);
    await change({ format: 1, block: ['provider:zhihu'], allow: [`${LISTED}/fine/`] });
    await until(
      async () => {
        const rules = await dynamicRules(desk);
        const hosts = rules.flatMap(({ condition }) => condition.requestDomains ?? []);
        return hosts.includes('zhihu.com') && rules.some(({ action }) => action.type === 'allow');
      },
      { what: 'rules for the lists', within: PATIENCE },
    );
    internet.clear();
    const chat = await browser.newPage(`${server.address}/`);
    await byClick(chat, `location.href = 'https://www.zhihu.com/question/1'`);
    const { text } = await browser.readAndClose(GATE, readGateText);
    expect(text).toContain('zhihu.com/question/1');
    expect(internet.requests('www.zhihu.com')).toEqual([]);
    for (const [path, isHeard] of [
      ['/other', false],
      ['/fine/page', true],
    ] as const) {
      const page = await browser.newPage(`${server.address}/`);
      await byClick(page, `location.href = 'https://${LISTED}${path}'`);
      if (!isHeard) await browser.readAndClose(GATE, readGateText);
      else await until(() => internet.requests(LISTED).length > 0, { what: 'the page to open' });
      expect(internet.requests(LISTED).length > 0).toBe(isHeard);
    }
  });

  test('settings that do not say that they are complete hold from the start, too', async () => {
    // Else what is missing of the settings before would be waited for.
    await change(undefined);
    await until(
      async () => {
        const { keys, isConfirmed } = await view();
        return isConfirmed && keys.length === 0;
      },
      { what: 'everything to be taken back', within: PATIENCE },
    );
    await change(UNMARKED);
    await untilAction(OFFICE, 'ask');
    await until(async () => (await view()).isConfirmed, { what: 'the policy to be read' });
    await restart();
    expect([await actionOn(PLAIN), await actionOn(OFFICE)]).toEqual(['block', 'ask']);
    expect(await view()).toMatchObject({ keys: ['contexts', 'block', 'exceptions'] });
  });

  test('the settings page says that it may be a part, what it comes to, and what it hides', async () => {
    const page = await browser.extensionPage(OPTIONS);
    await openSection(page, 'diagnostics');
    const part = await page.waitForSelector('[aria-labelledby=managed] .caution');
    expect(await part?.evaluate((element) => element.textContent)).toContain('format');
    const { digest = '' } = await view();
    expect(await page.evaluate(() => document.body.textContent)).toContain(digest);
    const [long] = await page.$$('[aria-labelledby=managed] .disclosure > summary');
    await long?.click();
    await until(
      () => page.evaluate((last) => document.body.textContent?.includes(last), `"${LAST_OF_MANY}"`),
      { what: 'the last entry of a long list' },
    );
    await openSection(page, 'exceptions');
    await page.waitForSelector('main .badge');
    await page.close();
  });

  test('settings that are taken back are gone, and what the person chose is still there', async () => {
    await ask(desk, 'choice.set', { context: 'direct', choice: 'ask' });
    // A browser that has not told anything yet has nothing to take back.
    await until(async () => (await view()).isConfirmed, {
      what: 'the policy to be read',
      within: PATIENCE,
    });
    await change(undefined);
    await untilAction(PLAIN, 'ask');
    expect(await view()).toMatchObject({ keys: [], isComplete: false });
  });
});
