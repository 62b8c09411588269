/// <reference lib="dom" />
/** What people do from a complaint to its ruling: in the popup, and at the desk of a whole service. */
import type { Page } from 'puppeteer-core';
import type { StaffRole } from '../../src/redress/index.ts';
import { addAccount, invite } from '../../src/service/index.ts';
import type { BareBrowser } from './bare-browser.ts';
import { choose, fill, follow, press, waitForText } from './form.ts';
import { until } from './until.ts';
import type { WholeService } from './whole-service.ts';

const PASSWORD = 'a long enough password';

interface Desk {
  readonly service: WholeService;
  readonly others: BareBrowser;
}

/** Complains of the link to this host, as one that is after money. */
export async function complain(popup: Page, host: string): Promise<void> {
  await popup.bringToFront();
  await openRow(popup, host);
  await press(popup, 'Report this link');
  await popup.waitForSelector('form.complaint');
  await popup.select('form.complaint select', 'fraud');
  await popup.type('form.complaint textarea', 'it asked me for a fee');
  await popup.click('form.complaint button[type=submit]');
  await popup.waitForSelector('[role=status]');
}

/** Opens what the popup has to say of the link to this host. */
export async function openRow(popup: Page, host: string): Promise<void> {
  await until(
    () =>
      popup.evaluate((wanted) => {
        const rows = [...document.querySelectorAll<HTMLDetailsElement>('details.row')];
        const row = rows.find((one) => one.textContent?.includes(wanted));
        if (row?.open === false) row.querySelector('summary')?.click();
        return row?.querySelector('.row-more button') !== null && row !== undefined;
      }, host),
    { what: `the link to ${host} in the popup` },
  );
}

/** Somebody new at the desk, who has just accepted the invitation. */
export async function takeOver(
  { others, service }: Desk,
  name: string,
  role: StaffRole,
): Promise<Page> {
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

export async function openCase(page: Page, { address }: WholeService, host: string): Promise<void> {
  await page.goto(`${address}/desk#audit`);
  await waitForText(page, 'Everything that was done');
  await follow(page, 'Queue');
  await follow(page, `Open case of ${host}`);
  await waitForText(page, 'Complaints');
}

export interface WrittenRuling {
  readonly measure: 'list' | 'none';
  readonly facts: string;
  readonly why: string;
}

/** Fills in the form of a ruling that stands open. */
export async function writeRuling(page: Page, { measure, facts, why }: WrittenRuling) {
  await choose(page, 'What follows', measure);
  if (measure === 'list') await choose(page, 'Violation', 'fraud');
  await fill(page, 'Facts: what was found, and how', facts);
  await fill(page, 'Why the facts fall under it', why);
}

/** By somebody else than who ruled; gives when the service has published. */
export async function publishRuling(desk: Desk, name: string, at: Page): Promise<void> {
  const { service } = desk;
  const before = service.version();
  const page = await takeOver(desk, name, 'publisher');
  await page.goto(`${service.address}/desk${new URL(at.url()).hash}`);
  await press(page, 'Publish');
  await waitForText(page, 'Published');
  await untilPublished(service, before);
}

export async function untilPublished(service: WholeService, before: number): Promise<void> {
  await until(() => service.version() > before, { what: 'the next ruleset', within: 30_000 });
}
