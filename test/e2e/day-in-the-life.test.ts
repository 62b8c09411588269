/// <reference lib="dom" />
/**
 * A day in the life of one link, through everything there is: a person complains in the popup, a
 * reviewer rules, the ruleset goes out and the link on the screen is stopped; the owner appeals and
 * wins, and it opens again. Each gets the reasons, and the open log tells the story.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName } from '../../scripts/browsers.ts';
import { verifyLog } from '../../src/redress/index.ts';
import { type BareBrowser, launchBare } from '../support/bare-browser.ts';
import { press as pressLink, say, serveBareChat, untilState } from '../support/bare-chat.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { GATE, readGateText, takeNewest, untilVersion } from '../support/fault-ground.ts';
import { choose, fill, press, waitForText } from '../support/form.ts';
import { startInternet } from '../support/internet.ts';
import {
  complain,
  openCase,
  publishRuling,
  takeOver,
  untilPublished,
  writeRuling,
} from '../support/reviewing.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { startWholeService, type WholeService } from '../support/whole-service.ts';

const DOMAIN = 'zhihu.com';
const HOST = `www.${DOMAIN}`;
const ADDRESS = `https://${HOST}/question/4711`;
const FACTS = 'The page asks for a fee before a prize is sent.';
const APPEAL = 'The page is a warning about that very fraud, and quotes it.';
const REASONS = 'It quotes a fraud in order to warn of it.';
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
    await complain(popup, HOST);
    receipt = await until(() => service.receiptOf(ADDRESS), { what: 'the complaint' });
    await popup.close();
  });

  test('a reviewer rules with reasons, a publisher publishes, and the link is stopped', async () => {
    const { chat, desk, guarded, service } = life;
    const ann = await takeOver(life, 'ann', 'reviewer');
    await openCase(ann, service, HOST);
    await press(ann, 'Claim');
    await writeRuling(ann, { measure: 'list', facts: FACTS, why: 'Money by deceit.' });
    await press(ann, 'Rule');
    await waitForText(ann, 'Not published yet');
    await publishRuling(life, 'pam', ann);
    await takeNewest(desk, () => service.version());
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
    await openCase(eve, service, HOST);
    await waitForText(eve, APPEAL);
    await press(eve, 'Claim');
    await choose(eve, 'What becomes of the ruling?', 'lifted');
    await fill(eve, 'Reasons for this decision', REASONS);
    await press(eve, 'Decide the appeal');
    await waitForText(eve, 'Decided: the ruling is lifted');

    await untilPublished(service, before);
    await takeNewest(desk, () => service.version());
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

/** What the reporter reads on the portal. */
async function readStory(life: Life, receipt: string, ...words: string[]): Promise<void> {
  const page = await life.others.newPage();
  await page.goto(`${life.service.address}/#follow=${receipt}`);
  for (const each of words) await waitForText(page, each);
}
