/// <reference lib="dom" />
/**
 * A policy service of the administrator's own, in real browsers: look-ups and rulesets come from
 * there, by its own root, and nothing goes to the service that the package names.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import type { PrivacyView, SourcesView } from '../../src/extension/messaging/options.ts';
import { ENDPOINTS } from '../../src/wire/index.ts';
import { say, serveBareChat, untilState } from '../support/bare-chat.ts';
import type { GuardedBrowser } from '../support/browsers.ts';
import { ask, explain, LISTED, untilVersion, viewOf } from '../support/fault-ground.ts';
import { type FaultyService, startFaultyService } from '../support/faulty-service.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type ManagedBrowser, makeManagedBrowser } from '../support/managed-browser.ts';
import { type OfficeService, startOfficeService } from '../support/office-service.ts';
import { until } from '../support/until.ts';

const HOST = 'guard.office.example';
const OFFICE_LISTED = 'office-listed.example';
const PLAIN = 'https://plain.example/';
/** A browser looks at its policy files every few seconds. */
const PATIENCE = 30_000;

declare const chrome: {
  readonly storage: { readonly local: { set(values: object): Promise<void> } };
};

describe.each(BROWSERS)('in %s', (name) => {
  let internet: Internet;
  let package_: FaultyService;
  let office: OfficeService;
  let managed: ManagedBrowser;
  let browser: GuardedBrowser;
  let desk: Page;

  async function start(): Promise<void> {
    browser = await managed.start();
    desk = await browser.extensionPage('icons/16.png');
  }

  async function restart(): Promise<void> {
    await browser.close();
    internet.clear();
    package_.front.clear();
    await start();
  }

  /** Chromium sees a change while it runs; Firefox, which reads policies when it starts, then. */
  async function change(settings: Record<string, unknown> | undefined): Promise<void> {
    await managed.setPolicy(settings);
    if (name === 'firefox') await restart();
  }

  const sources = () => ask<SourcesView>(desk, 'sources.view');
  const untilAsked = (address: string) =>
    until(async () => (await sources()).service.address === address, {
      what: `${address} to be the service`,
      within: PATIENCE,
    });

  beforeAll(async () => {
    internet = await startInternet();
    package_ = await startFaultyService();
    await package_.publish([LISTED]);
    office = await startOfficeService(internet, { host: HOST, listed: [OFFICE_LISTED] });
    managed = await makeManagedBrowser(name, internet);
    await start();
  });
  afterAll(async () => {
    await browser?.close();
    await managed?.remove();
    await office?.close();
    await package_?.close();
    await internet?.close();
  });

  test('comes into force with its own root, and the package no longer counts', async () => {
    await until(async () => (await explain(desk, `https://${LISTED}/`)).action === 'block', {
      what: 'the ruleset of the service of the package',
      within: PATIENCE,
    });
    const { address, root } = office;
    await change({ format: 1, service: { address, root } });
    await untilAsked(address);
    await untilVersion(desk, office.version);
    expect((await explain(desk, `https://${OFFICE_LISTED}/`)).action).toBe('block');
    expect((await explain(desk, `https://${LISTED}/`)).action).toBe('open');
    expect((await viewOf(desk)).protection).toMatchObject({ state: 'protecting', problems: [] });
  });

  test('is asked from the second start on, and nobody else', async () => {
    await restart();
    expect((await explain(desk, PLAIN)).verdict).toBe('unlisted');
    await until(() => office.requests(ENDPOINTS.lookup).length > 0, { what: 'a look-up there' });
    expect((await explain(desk, `https://${OFFICE_LISTED}/`)).action).toBe('block');
    expect(package_.front.requests()).toEqual([]);
  });

  test('is told no cookie, no referrer, and an origin as docs/permissions.md says', async () => {
    const [look] = office.requests(ENDPOINTS.lookup);
    expect(look?.headers).not.toHaveProperty('cookie');
    expect(look?.headers).not.toHaveProperty('referer');
    expect(look?.headers.origin).toMatch(
      name === 'chromium'
        ? /^chrome-extension:\/\/[a-p]{32}$/
        : /^moz-extension:\/\/[0-9a-f-]{36}$/,
    );
  });

  test('is told once a day what was counted, exactly as the page of privacy shows it', async () => {
    const { address, root } = office;
    await change({ format: 1, service: { address, root }, fleet: true });
    const server = await serveBareChat();
    const chat = await browser.newPage(`${server.address}/`);
    await say(chat, 'plain', PLAIN);
    await say(chat, 'listed', `https://${OFFICE_LISTED}/`);
    await untilState(chat, 'listed', 'stopped');
    const view = () => ask<PrivacyView>(desk, 'privacy.view');
    const shown = await until(
      async () => {
        const { fleet } = await view();
        return (fleet?.report.counts as unknown[] | undefined)?.length === 2 ? fleet : undefined;
      },
      { what: 'two counts', within: PATIENCE },
    );
    expect(shown.due).toBeGreaterThan(Date.now());
    expect(office.requests(ENDPOINTS.fleet)).toEqual([]);
    await desk.evaluate(() => chrome.storage.local.set({ 'fleet-due': 1 }));
    await restart();
    await until(() => office.fleetReports() === 1, { what: 'the report', within: PATIENCE });
    const next = await until(
      async () => {
        const { fleet } = await view();
        return (fleet?.report.counts as unknown[] | undefined)?.length === 0 ? fleet : undefined;
      },
      { what: 'no count' },
    );
    expect(next.due).toBeGreaterThan(Date.now());
    expect(package_.front.requests()).toEqual([]);
    await server.close();
  });

  test('that cannot be read is nobody, and nobody is in its place', async () => {
    await change({ format: 1, service: { address: 'http://guard.office.example' } });
    await untilAsked('');
    package_.front.clear();
    internet.clear();
    await explain(desk, PLAIN);
    expect(await ask(desk, 'service.test')).toMatchObject({ ok: false });
    expect((await viewOf(desk)).protection.service).toBe('unreachable');
    expect(package_.front.requests()).toEqual([]);
    expect(internet.hosts()).not.toContain(HOST);
  });

  test('that is taken back leaves what the package had', async () => {
    await change(undefined);
    await until(async () => (await explain(desk, `https://${LISTED}/`)).action === 'block', {
      what: 'the ruleset of the service of the package',
      within: PATIENCE,
    });
    expect((await explain(desk, `https://${OFFICE_LISTED}/`)).action).toBe('open');
  });
});
