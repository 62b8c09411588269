/// <reference lib="dom" />
/** Every page of the service with something on it: portal, pages without scripts, desk. */
import { randomBytes } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../scripts/browsers.ts';
import type { StaffRole } from '../../src/redress/index.ts';
import { addAccount, invite, type Store, sumsOf } from '../../src/service/index.ts';
import { caseOf } from '../service/store/case-story.ts';
import { type BareBrowser, type BareLook, launchBare } from './bare-browser.ts';
import { LISTED, type PublicPages, startPublicPages } from './public-pages.ts';
import { gradedFor, ruledLink } from './ruled-link.ts';

const PASSWORD = 'a long enough password';
const GRADED = 'taobao';

/** Of the complaint that nobody has looked at yet. */
const WAITING = 'lottery.example';

export interface ServiceStage {
  readonly browser: BareBrowser;
  readonly pages: PublicPages;
  /** A complaint that was ruled on; another one waits. */
  readonly ruled: { readonly receipt: string; readonly caseId: string };
  /** Signed in at the desk. */
  readonly desk: Readonly<Record<'reviewer' | 'publisher', Page>>;
  close(): Promise<void>;
}

export interface ShownServicePage {
  readonly name: string;
  /** In a tab of its own. */
  open(stage: ServiceStage): Promise<Page>;
}

export async function openServiceStage(name: BrowserName, look: BareLook): Promise<ServiceStage> {
  await using closing = new AsyncDisposableStack();
  const pages = closing.adopt(await startPublicPages(), (one) => one.close());
  const browser = closing.adopt(await launchBare(name, look), (one) => one.close());
  await file(pages, WAITING);
  await pages.withStore(countFleet);
  const ruled = await pages.withStore(async (store) => {
    await gradedFor(store, GRADED);
    const { receipt } = await ruledLink(store, `https://item.${GRADED}.com/item.htm?id=1`);
    return { receipt, caseId: (await caseOf(store, receipt)).id };
  });
  const desk = {
    reviewer: await takeOver(browser, pages, 'ann', 'reviewer'),
    publisher: await takeOver(browser, pages, 'pam', 'publisher'),
  };
  const ending = closing.move();
  return {
    ...{ browser, pages, desk, ruled },
    close: () => ending.disposeAsync(),
  };
}

export const SERVICE_PAGES: readonly ShownServicePage[] = [
  portal('complain', 'complain', 'form'),
  { name: 'portal: follow', open: openFollowed },
  { name: 'portal: look up', open: openLookedUp },
  portal('platforms', 'platforms', 'main .card'),
  portal('a platform', `platforms=${GRADED}`, 'svg.plot'),
  portal('equal treatment', 'equality', 'main .card'),
  portal('figures', 'figures', 'main table'),
  portal('owner', 'owner', 'form'),
  portal('log', 'log', 'main .card'),
  { name: 'plain: complain', open: (stage) => openAt(stage, 'plain', 'form') },
  { name: 'plain: follow', open: openPlainStory },
  { name: 'desk: sign in', open: (stage) => openAt(stage, 'desk', 'input[type=password]') },
  { name: 'desk: queue', open: (stage) => openDesk(stage, 'reviewer', 'queue', 'tbody a') },
  { name: 'desk: case', open: openCase },
  { name: 'desk: ruled', open: openRuledCase },
  {
    name: 'desk: publishing',
    open: (stage) => openDesk(stage, 'publisher', 'publishing', '.card'),
  },
  { name: 'desk: browsers', open: (stage) => openDesk(stage, 'publisher', 'fleet', 'table') },
  { name: 'desk: acts', open: (stage) => openDesk(stage, 'publisher', 'audit', 'table') },
];

function portal(name: string, view: string, selector: string): ShownServicePage {
  return { name: `portal: ${name}`, open: (stage) => openPortal(stage, view, selector) };
}

function openFollowed(stage: ServiceStage): Promise<Page> {
  return openPortal(stage, `follow=${stage.ruled.receipt}`, 'a[download]');
}

function openPortal(stage: ServiceStage, view: string, selector: string): Promise<Page> {
  return openAt(stage, `#${view}`, selector);
}

async function openAt({ browser, pages }: ServiceStage, path: string, selector: string) {
  const page = await browser.newPage();
  await page.goto(`${pages.address}/${path}`);
  await page.waitForSelector(selector);
  return page;
}

async function openLookedUp(stage: ServiceStage): Promise<Page> {
  const page = await openPortal(stage, 'look-up', 'form');
  await page.bringToFront();
  await page.type('form input', `https://${LISTED.host}/win`);
  await page.keyboard.press('Enter');
  await page.waitForSelector('main dl');
  return page;
}

async function openPlainStory(stage: ServiceStage): Promise<Page> {
  const page = await openAt(stage, 'plain', 'form');
  await page.bringToFront();
  await page.type('input[name=receipt]', stage.ruled.receipt);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await page.waitForSelector('dl');
  return page;
}

async function openDesk(
  { browser, pages, desk }: ServiceStage,
  who: keyof ServiceStage['desk'],
  view: string,
  selector: string,
): Promise<Page> {
  const page = await browser.newPage(desk[who]);
  await page.goto(`${pages.address}/desk#${view}`);
  await page.waitForSelector(`main ${selector}`);
  return page;
}

/** With the form of a ruling. */
async function openCase(stage: ServiceStage): Promise<Page> {
  const page = await openDesk(stage, 'reviewer', 'queue', 'tbody a');
  await page.bringToFront();
  await page.click('tbody a');
  await page.waitForSelector('article');
  // The first to open it claims it.
  await (await page.$('main button.primary:not(form *)'))?.click();
  await page.waitForSelector('form textarea');
  return page;
}

function openRuledCase(stage: ServiceStage): Promise<Page> {
  return openDesk(stage, 'reviewer', `case=${stage.ruled.caseId}`, 'article');
}

async function file({ address }: PublicPages, host: string): Promise<string> {
  const answer = await fetch(`${address}/v1/complaints`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': randomBytes(32).toString('base64url'),
    },
    body: JSON.stringify({
      address: `https://${host}/win?to=\u202egnp`,
      kind: 'fraud',
      context: 'group',
      comment: 'They ask for a fee before they send the prize. <b>Nobody</b> got one.',
      excerpt: 'You have won! Pay 20 to claim it.',
      rulesetVersion: 0,
    }),
  });
  return ((await answer.json()) as { receipt: string }).receipt;
}

/** Two days of reports, enough of each to be told. */
async function countFleet({ fleet }: Store): Promise<void> {
  for (const [ago, reports] of [
    [0, 14],
    [1, 12],
  ] as const) {
    const day = new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    for (let report = 0; report < reports; report += 1) {
      const isTroubled = report % (4 - 3 * ago) === 0;
      const sums = sumsOf({
        ...{ format: 1, version: '0.1.0', rulesetVersion: 1_795_248_000 },
        state: isTroubled ? 'degraded' : 'protecting',
        problems: isTroubled ? ['service-unreachable'] : [],
        counts: [
          { action: 'open', category: 'news', context: 'group', count: 40 + report },
          { action: 'block', category: 'none', context: 'direct', count: 1 + ago },
        ],
      });
      await fleet.add(day, sums);
    }
  }
}

async function takeOver(
  browser: BareBrowser,
  { address, withStore }: PublicPages,
  name: string,
  role: StaffRole,
): Promise<Page> {
  const invitation = await withStore(async ({ accounts }) =>
    invite(accounts, await addAccount(accounts, { name, role }, Date.now()), Date.now()),
  );
  const page = await browser.newPage();
  await page.goto(`${address}/desk#invitation=${invitation}`);
  await page.waitForSelector('input[type=password]');
  await page.bringToFront();
  await page.type('input[type=password]', PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav ul a');
  return page;
}
