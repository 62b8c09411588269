/// <reference lib="dom" />
/** The gate where an administrator has a say: whose rules these are, whom to ask, and no way on. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import EXAMPLE from '../../docs/enterprise/example.json' with { type: 'json' };
import { BROWSERS } from '../../scripts/browsers.ts';
import type { RunningServer } from '../../scripts/folder-server.ts';
import type { LinkReport } from '../../src/extension/messaging/protocol.ts';
import { axeViolations } from '../support/axe.ts';
import { press, say, serveBareChat, untilState } from '../support/bare-chat.ts';
import type { GuardedBrowser } from '../support/browsers.ts';
import { explain, GATE, LISTED, viewOf } from '../support/fault-ground.ts';
import { type FaultyService, startFaultyService } from '../support/faulty-service.ts';
import { waitForText } from '../support/form.ts';
import { openPopup } from '../support/guarded-chat.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type ManagedBrowser, makeManagedBrowser } from '../support/managed-browser.ts';
import { openRow } from '../support/reviewing.ts';
import { until } from '../support/until.ts';

/** A browser looks at its policy files every few seconds. */
const PATIENCE = 30_000;

const ORGANISATION = {
  name: 'Works of Upper Town',
  text: 'Never sign in on a page that came in a chat.',
  contact: 'help@works.example',
  logo: EXAMPLE.organisation.logo,
};
const HELD = {
  ...{ format: 1, contexts: { direct: 'ask' }, hints: false, proceed: false },
  organisation: ORGANISATION,
};
const LET_ON = { ...HELD, proceed: true, block: ['blocked.example'] };

describe.each(BROWSERS)('a gate of an organisation, in %s', (name) => {
  let internet: Internet;
  let service: FaultyService;
  let server: RunningServer;
  let managed: ManagedBrowser;
  let browser: GuardedBrowser;
  let desk: Page;

  async function start(settings: Record<string, unknown>, href: string, action: string) {
    await managed.setPolicy(settings);
    browser = await managed.start();
    desk = await browser.extensionPage('icons/16.png');
    await until(async () => (await explain(desk, href)).action === action, {
      what: `"${action}" for ${href}`,
      within: PATIENCE,
    });
  }

  async function gateOf(id: string, href: string): Promise<{ chat: Page; gate: Page }> {
    const chat = await browser.newPage(`${server.address}/`);
    await say(chat, id, href);
    await untilState(chat, id, 'stopped');
    await press(chat, id);
    const gate = await browser.findExtensionPage(GATE);
    await gate.waitForSelector('.organisation');
    return { chat, gate };
  }

  beforeAll(async () => {
    internet = await startInternet();
    service = await startFaultyService();
    await service.publish([LISTED]);
    server = await serveBareChat();
    managed = await makeManagedBrowser(name, internet);
  });
  afterAll(async () => {
    await browser?.close();
    await managed?.remove();
    await server?.close();
    await service?.close();
    await internet?.close();
  });

  test('says whose rules hold and whom to ask, and lets nobody on where nobody may', async () => {
    await start(HELD, 'https://plain.example/', 'ask');
    const { chat, gate } = await gateOf('plain', 'https://plain.example/');
    for (const words of [ORGANISATION.name, ORGANISATION.text]) await waitForText(gate, words);
    expect(await gate.$eval('.organisation a', (link) => (link as HTMLAnchorElement).href)).toBe(
      `mailto:${ORGANISATION.contact}`,
    );
    await gate.waitForFunction(() => {
      const logo = document.querySelector<HTMLImageElement>('.organisation img');
      return logo?.complete && logo.naturalWidth > 0;
    });
    await waitForText(gate, 'your administrator has decided so');
    expect(await gate.$('#continue')).toBeNull();
    expect(await axeViolations(gate)).toEqual([]);
    await gate.close();

    const popup = await openPopup(browser, chat);
    await openRow(popup, 'plain.example');
    expect(await popup.$('.act-here')).toBeNull();
    // What is locked is shown as locked, by whom, and cannot be chosen.
    await waitForText(popup, `Set by ${ORGANISATION.name}`);
    expect(await popup.$$('.segments input:not(:disabled), .hints input:not(:disabled)')).toEqual(
      [],
    );
    expect(await popup.$eval('.segments input:checked', (one) => one.getAttribute('value'))).toBe(
      'ask',
    );
    await popup.evaluate(() => {
      for (const label of document.querySelectorAll<HTMLElement>('.segment')) label.click();
    });
    expect((await explain(desk, 'https://plain.example/')).action).toBe('ask');
    expect((await viewOf(desk)).choices.direct).toEqual({ policy: 'open', locked: 'ask' });
    expect(await axeViolations(popup)).toEqual([]);
    expect(internet.requests('plain.example')).toEqual([]);
    await browser.close();
  });

  test('lets people on from a question, and not past a block', async () => {
    await start(LET_ON, 'https://blocked.example/', 'block');
    const asked = await gateOf('plain', 'https://plain.example/');
    await asked.gate.waitForSelector('#continue:not([disabled])');
    await asked.gate.close();
    const blocked = await gateOf('blocked', 'https://blocked.example/');
    await waitForText(blocked.gate, ORGANISATION.name);
    expect(await blocked.gate.$('#continue')).toBeNull();
    expect(decidedBy(await explain(desk, 'https://blocked.example/'))).toBe('managed');
  });
});

function decidedBy({ trace }: LinkReport): string | undefined {
  return trace.find(({ effect }) => effect === 'decided')?.source;
}
