/// <reference lib="dom" />
/**
 * A day in the life of one link, through everything there is: a person complains in the popup, a
 * reviewer rules, the ruleset goes out and the link on the screen is stopped; the owner appeals and
 * wins, and it opens again. Each gets the reasons, and the open log tells the story.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type StaffRole, verifyLog } from '../../src/redress/index.ts';
import { addAccount, invite } from '../../src/service/index.ts';
import { type BareBrowser, launchBare } from '../support/bare-browser.ts';
import { press as pressLink, say, serveBareChat, untilState } from '../support/bare-chat.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { GATE, lookForUpdate, readGateText, untilVersion } from '../support/fault-ground.ts';
import { choose, fill, follow, press, waitForText } from '../support/form.ts';
import { startInternet } from '../support/internet.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { startWholeService, type WholeService } from '../support/whole-service.ts';

const DOMAIN = 'zhihu.com';
const HOST = `www.${DOMAIN}`;
const ADDRESS = `https://${HOST}/question/4711`;
const FACTS = 'The page asks for a fee before a prize is sent.';
const APPEAL = 'The page is a warning about that very fraud, and quotes it.';
const REASONS = 'It quotes a fraud in order to warn of it.';
const PASSWORD = 'a long enough password';
const POPUP = 'src/extension/pages/popup/index.html';

interface Life {
  readonly service: WholeService;
  readonly guarded: GuardedBrowser;
  /** Everybody else: reviewers, the owner, whoever reads the log. */
  readonly others: BareBrowser;
  readonly chat: Page;
  /** Has the extension's API and asks for nothing by itself. */
  readonly desk: Page;
  /** Text records of the internet that the service sees. */
  readonly records: Map<string, string>;
  close(): Promise<void>;
}

async function begin(name: BrowserName, kind: 'sqlite' | 'postgres'): Promise<Life> {
  const records = new Map<string, string>();
  const service = await startWholeService(kind, {
    texts: async (record) => [records.get(record) ?? []].flat(),
    addresses: async () => [],
    mayConnect: () => false,
    port: 443,
  });
  const internet = await startInternet();
  const server = await serveBareChat();
  const guarded = await launch(name, { extensionDir: builtExtension(name), proxy: internet });
  const others = await launchBare(name);
  const desk = await guarded.extensionPage('icons/16.png');
  const chat = await guarded.newPage(`${server.address}/`);
  await untilVersion(desk, service.version());
  return {
    ...{ service, guarded, others, chat, desk, records },
    async close() {
      await guarded.close();
      await others.close();
      await server.close();
      await internet.close();
      await service.close();
    },
  };
}

describe.each([
  ['chromium', 'sqlite'],
  ['firefox', 'postgres'],
] as const)('a day in the life of a link, in %s on %s', (name, kind) => {
  let life: Life;
  let receipt = '';
  beforeAll(async () => {
    life = await begin(name, kind);
  });
  afterAll(() => life.close());

  test('somebody follows it, and complains of it in the popup', async () => {
    const { chat, guarded, service } = life;
    await say(chat, 'link', ADDRESS);
    await untilState(chat, 'link', 'open');
    const popup = await guarded.extensionPage(`${POPUP}?tab=${await guarded.tabId(chat)}`);
    await complain(popup);
    receipt = await until(() => service.receiptOf(ADDRESS), { what: 'the complaint' });
    await popup.close();
  });

  test('a reviewer rules with reasons, a publisher publishes, and the link is stopped', async () => {
    const { chat, desk, guarded, service } = life;
    const before = service.version();
    const ann = await takeOver(life, 'ann', 'reviewer');
    await openCase(ann, service);
    await press(ann, 'Claim');
    await choose(ann, 'What follows', 'list');
    await choose(ann, 'Violation', 'fraud');
    await fill(ann, 'Facts: what was found, and how', FACTS);
    await fill(ann, 'Why the facts fall under it', 'Money by deceit.');
    await press(ann, 'Rule');
    await waitForText(ann, 'Not published yet');
    const pam = await takeOver(life, 'pam', 'publisher');
    await pam.goto(`${service.address}/desk${new URL(ann.url()).hash}`);
    await press(pam, 'Publish');
    await waitForText(pam, 'Published');

    await untilPublished(service, before);
    await lookForUpdate(desk);
    await untilVersion(desk, service.version());
    await untilState(chat, 'link', 'stopped');
    await chat.bringToFront();
    await pressLink(chat, 'link');
    expect((await guarded.readAndClose(GATE, readGateText)).text).toContain('fraud');
    await readStory(life, receipt, 'Upheld: the complaint was right', FACTS);
  });

  test('the owner proves the domain, appeals and wins, and the link opens again', async () => {
    const { chat, desk, others, records, service } = life;
    const before = service.version();
    const owner = await others.newPage();
    await owner.goto(`${service.address}/#owner`);
    await fill(owner, 'Domain', DOMAIN);
    await press(owner, 'Ask for the proof');
    await waitForText(owner, 'Publish this');
    const [place = '', text = ''] = await owner.$$eval('p.receipt', (all) =>
      all.map(({ textContent }) => textContent ?? ''),
    );
    await press(owner, 'Look at the proof, and show the cases');
    await waitForText(owner, 'The proof is not to be seen yet');
    records.set(place, text);
    await press(owner, 'Look at the proof, and show the cases');
    await waitForText(owner, FACTS);
    await fill(owner, 'Why is the ruling wrong?', APPEAL);
    await press(owner, 'Send appeal');
    await waitForText(owner, 'not decided yet');

    const eve = await takeOver(life, 'eve', 'senior');
    await openCase(eve, service);
    await waitForText(eve, APPEAL);
    await press(eve, 'Claim');
    await choose(eve, 'What becomes of the ruling?', 'lifted');
    await fill(eve, 'Reasons for this decision', REASONS);
    await press(eve, 'Decide the appeal');
    await waitForText(eve, 'Decided: the ruling is lifted');

    await untilPublished(service, before);
    await lookForUpdate(desk);
    await untilVersion(desk, service.version());
    await untilState(chat, 'link', 'open');
    await readStory(life, receipt, 'not in force', REASONS);
    await press(owner, 'Look at the proof, and show the cases');
    await waitForText(owner, REASONS);
  });

  test('the log tells all of it in the open, and the credit’s history shows it', async () => {
    const { service } = life;
    const log = await (await fetch(`${service.address}/v1/log.ndjson`)).text();
    const check = verifyLog(log);
    const kinds = check.kind === 'whole' ? check.entries.map(({ fact }) => fact.kind) : [];
    expect(kinds.filter((one) => one !== 'ruleset.published')).toEqual([
      'ruling.published',
      'appeal.lodged',
      'appeal.decided',
      'ruling.lifted',
    ]);
    expect(kinds.filter((one) => one === 'ruleset.published')).toHaveLength(3);
    expect(log).not.toMatch(/zhihu\.com|prize/);
    const history = await service.withStore(({ grades }) => grades.history('zhihu', 10));
    expect(history).toHaveLength(2);
    const [listed, lifted] = history;
    expect(listed?.credit).toBeLessThan(lifted?.credit ?? 0);
  });
});

async function complain(popup: Page): Promise<void> {
  await popup.bringToFront();
  await until(
    () =>
      popup.evaluate((wanted) => {
        const rows = [...document.querySelectorAll('details.row')];
        const row = rows.find((one) => one.textContent?.includes(wanted));
        row?.querySelector('summary')?.click();
        return row !== undefined;
      }, HOST),
    { what: 'the link in the popup' },
  );
  await (await popup.waitForSelector('.row-more button'))?.click();
  await popup.select('form.complaint select', 'fraud');
  await popup.type('form.complaint textarea', 'it asked me for a fee');
  await popup.click('form.complaint button[type=submit]');
  await popup.waitForSelector('[role=status]');
}

async function takeOver(life: Life, name: string, role: StaffRole): Promise<Page> {
  const { others, service } = life;
  const invitation = await service.withStore(async ({ accounts }) =>
    invite(accounts, await addAccount(accounts, { name, role }, Date.now()), Date.now()),
  );
  const page = await others.newPage();
  await page.goto(`${service.address}/desk#invitation=${invitation}`);
  await fill(page, 'New password', PASSWORD);
  await press(page, 'Set password');
  await waitForText(page, 'Sign out');
  return page;
}

async function openCase(page: Page, { address }: WholeService): Promise<void> {
  await page.goto(`${address}/desk#audit`);
  await waitForText(page, 'Everything that was done');
  await follow(page, 'Queue');
  await follow(page, `Open case of ${HOST}`);
  await waitForText(page, 'Complaints');
}

async function untilPublished(service: WholeService, before: number): Promise<void> {
  await until(() => service.version() > before, { what: 'the next ruleset', within: 30_000 });
}

/** What the reporter reads on the portal. */
async function readStory(life: Life, receipt: string, ...words: string[]): Promise<void> {
  const page = await life.others.newPage();
  await page.goto(`${life.service.address}/#follow=${receipt}`);
  for (const each of words) await waitForText(page, each);
}
