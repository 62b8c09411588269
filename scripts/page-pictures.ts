/** Pictures of portal and desk, with a real service that has something to show. */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { StaffRole } from '../src/redress/index.ts';
import { addAccount, invite, type Store, sumsOf } from '../src/service/index.ts';
import { launchBare } from '../test/support/bare-browser.ts';
import { type PublicPages, startPublicPages } from '../test/support/public-pages.ts';
import { gradedFor } from '../test/support/ruled-link.ts';
import type { Look } from './screenshot-scenery.ts';

const PASSWORD = 'only for pictures';

const GRADED = 'taobao';

/** By the name of the picture, what follows the portal's address, and what is waited for. */
const PORTAL = [
  ['portal-complain', '#complain', 'form'],
  ['portal-look-up', '#look-up', 'form'],
  ['portal-platforms', '#platforms', 'main .card'],
  ['portal-platform-history', `#platforms=${GRADED}`, 'svg.plot'],
  ['portal-equality', '#equality', 'main .card'],
  ['portal-figures', '#figures', 'main table'],
  ['portal-log', '#log', 'main .card'],
  ['portal-owner', '#owner', 'form'],
  ['plain', 'plain', 'form'],
] as const;

/** How many were taken. */
export async function takePagePictures(look: Look, dir: string): Promise<number> {
  await mkdir(dir, { recursive: true });
  const closing = new AsyncDisposableStack();
  let taken = 0;
  try {
    const pages = closing.adopt(await startPublicPages(), (one) => one.close());
    const browser = await launchBare(look.browser, {
      lang: look.lang,
      colours: look.colours,
      width: look.width === 'narrow' ? 400 : 1200,
    });
    closing.defer(() => browser.close());
    const receipts = [await file(pages, 'lottery.example'), await file(pages, 'shop.example')];
    const page = await browser.newPage();
    const take = async (name: string) => {
      taken += 1;
      const number = String(taken).padStart(2, '0');
      await browser.screenshot(page, join(dir, `${number}-${name}.png`));
    };
    await pages.withStore((store) => gradedFor(store, GRADED));
    for (const [name, view, selector] of PORTAL) {
      await show(page, `${pages.address}/${view}`, selector);
      await take(name);
    }
    await show(page, `${pages.address}/desk`, 'input[type=password]');
    await take('desk-sign-in');
    await takeOver(page, pages, 'ann', 'reviewer');
    await take('desk-queue');
    await page.click('tbody a');
    await page.waitForSelector('article');
    await page.click('main button.primary');
    await page.waitForSelector('textarea');
    await take('desk-case');
    await rule(page);
    await take('desk-ruled');
    const ruled = page.url();
    await takeOver(page, pages, 'pam', 'publisher');
    await show(page, ruled, 'article button.primary');
    await page.click('article button.primary');
    await page.waitForFunction(() => document.querySelector('article button.primary') === null);
    await show(page, `${pages.address}/desk#audit`, 'table');
    await take('desk-audit');
    await show(page, `${pages.address}/desk#publishing`, 'main .card');
    await take('desk-publishing');
    await pages.withStore(countFleet);
    await show(page, `${pages.address}/desk#fleet`, 'main table');
    await take('desk-fleet');
    await show(page, `${pages.address}/#follow=${receipts[0]}`, 'dl');
    await take('portal-follow');
    return taken;
  } finally {
    await closing.disposeAsync();
  }
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

/** Of two days, with a problem that too few have on one of them. */
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
  page: Page,
  { address, withStore }: PublicPages,
  name: string,
  role: StaffRole,
): Promise<void> {
  const invitation = await withStore(async ({ accounts }) =>
    invite(accounts, await addAccount(accounts, { name, role }, Date.now()), Date.now()),
  );
  await show(page, `${address}/desk#invitation=${invitation}`, 'input[type=password]');
  await page.type('input[type=password]', PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav ul a');
  await page.waitForSelector('main .card');
}

async function rule(page: Page): Promise<void> {
  const form = 'form.card';
  await page.select(`${form} select`, 'list');
  const [, violation] = await page.$$(`${form} select`);
  await violation?.select('fraud');
  const texts = await page.$$(`${form} textarea`);
  for (const text of texts) await text.type('It asks for a fee for a prize that nobody gets.');
  await page.click(`${form} button.primary`);
  await page.waitForFunction(
    (gone) => document.querySelector(gone) === null,
    {},
    `${form} textarea`,
  );
}

/** A change of the fragment alone would not load the page anew. */
async function show(page: Page, address: string, selector: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(address);
  await page.waitForSelector(selector);
}
