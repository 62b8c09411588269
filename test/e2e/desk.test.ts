/// <reference lib="dom" />
/** The desk, from a one-time link to a ruling that the reporter reads: real keys, real browsers. */
import { randomBytes } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffRole } from '../../src/redress/index.ts';
import { addAccount, invite } from '../../src/service/index.ts';
import { axeViolations } from '../support/axe.ts';
import { type BareBrowser, type BareLook, launchBare } from '../support/bare-browser.ts';
import { choose, fill, follow, press, waitForText } from '../support/form.ts';
import { type PublicPages, startPublicPages } from '../support/public-pages.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';

const PASSWORD = 'a long enough password';

/** What a person with bad intentions writes: markup, a formula, a log line, hidden letters. */
const HOSTILE = [
  '<img src=x onerror="document.title=1">',
  '"><script>document.title=1</script>',
  '=HYPERLINK("https://evil.example";"open")',
  '\r\n2026-11-20 POST /desk 200',
  'gn\u202ep.exe\u200b\u0007',
  'javascript:document.title=1',
].join(' ');

let pages: PublicPages;
beforeAll(async () => {
  // More people sign in here, from one place, than ever would.
  pages = await startPublicPages({ limits: { signIns: { burst: 1_000, perSecond: 10 } } });
});
afterAll(() => pages.close());

async function fileComplaint(host: string): Promise<string> {
  const answer = await fetch(`${pages.address}/v1/complaints`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': randomBytes(32).toString('base64url'),
    },
    body: JSON.stringify({
      address: `https://${host}/offer?next=javascript:alert(1)`,
      kind: 'fraud',
      context: 'group',
      comment: HOSTILE,
      rulesetVersion: 0,
    }),
  });
  return ((await answer.json()) as { receipt: string }).receipt;
}

async function takeOver(browser: BareBrowser, name: string, role: StaffRole): Promise<Page> {
  const invitation = await pages.withStore(async ({ accounts }) =>
    invite(accounts, await addAccount(accounts, { name, role }, Date.now()), Date.now()),
  );
  const page = await browser.newPage();
  await page.goto(`${pages.address}/desk#invitation=${invitation}`);
  await fill(page, 'New password', PASSWORD);
  await press(page, 'Set password');
  await waitForText(page, 'Sign out');
  return page;
}

async function openCase(page: Page, host: string): Promise<void> {
  await page.goto(`${pages.address}/desk#audit`);
  await waitForText(page, 'Everything that was done');
  await follow(page, 'Queue');
  await follow(page, `Open case of ${host}`);
  await waitForText(page, 'Complaints');
}

describe.each(BROWSERS_OF_RUN)('the desk, in %s', (name) => {
  let browser: BareBrowser;
  beforeAll(async () => {
    browser = await launchBare(name);
  });
  afterAll(() => browser.close());

  test('lets a reviewer rule and a publisher publish, and the reporter reads why', async () => {
    const host = `${name}-shop.example`;
    const receipt = await fileComplaint(host);
    const ann = await takeOver(browser, `ann-${name}`, 'reviewer');
    expect(await ann.evaluate(() => location.href)).not.toContain('invitation');
    await openCase(ann, host);

    // What the reporter wrote is text, all of it to be seen, and nothing of it is a link.
    await waitForText(ann, '<img src=x onerror=');
    await waitForText(ann, 'U+202E');
    await waitForText(ann, 'U+200B');
    await waitForText(ann, 'U+0007');
    const links = await ann.$$eval('main a', (all) => all.map(({ href }) => href));
    expect(links).toEqual([]);
    expect(await ann.title()).toContain('Link Guard');
    expect(await axeViolations(ann)).toEqual([]);

    await press(ann, 'Claim');
    await choose(ann, 'What follows', 'list');
    await choose(ann, 'Violation', 'fraud');
    await fill(ann, 'Facts: what was found, and how', 'It asks for a fee for a prize.');
    await fill(ann, 'Why the facts fall under it', 'Money by deceit.');
    expect(await axeViolations(ann)).toEqual([]);
    await press(ann, 'Rule');
    await waitForText(ann, 'Not published yet');

    const pam = await takeOver(browser, `pam-${name}`, 'publisher');
    await pam.goto(`${pages.address}/desk${new URL(ann.url()).hash}`);
    await press(pam, 'Publish');
    await waitForText(pam, 'Published');
    const reporter = await browser.newPage();
    await reporter.goto(`${pages.address}/#follow=${receipt}`);
    await waitForText(reporter, 'Upheld: the complaint was right');
    await waitForText(reporter, 'It asks for a fee for a prize.');
    expect(await axeViolations(reporter)).toEqual([]);
    await press(pam, 'Sign out');
    await waitForText(pam, 'Sign in to the desk');
  });

  test('shows what is published of which lists, and has it held and released', async () => {
    const pam = await takeOver(browser, `press-${name}`, 'publisher');
    await follow(pam, 'Publishing');
    await waitForText(pam, 'Lists in the ruleset');
    await waitForText(pam, 'read each time a ruleset is made');
    expect(await axeViolations(pam)).toEqual([]);
    await fill(pam, 'Why?', 'The sample list is wrong.');
    await press(pam, 'Hold lists and rulings');
    await waitForText(pam, 'Waits for the node that publishes.');
    await waitForText(pam, 'Held since');
    expect(await axeViolations(pam)).toEqual([]);
    await fill(pam, 'Why?', 'It was right after all.');
    await press(pam, 'Release');
    await pam.waitForFunction(() => document.querySelector('.care') === null);
    await follow(pam, 'Acts');
    await waitForText(pam, 'released lists and rulings');
  });

  test('takes name and password, and says when they are wrong', async () => {
    await takeOver(browser, `eve-${name}`, 'senior');
    const page = await browser.newPage();
    await page.goto(`${pages.address}/desk`);
    await fill(page, 'Name', `eve-${name}`);
    await fill(page, 'Password', 'not the password');
    await press(page, 'Sign in');
    await waitForText(page, 'or what you entered is wrong');
    await fill(page, 'Password', PASSWORD);
    await press(page, 'Sign in');
    await waitForText(page, `eve-${name}, senior reviewer`);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });
});

describe('a passkey', () => {
  test('takes over an account and signs in again, in Chromium with an authenticator of the test', async () => {
    const browser = await launchBare('chromium');
    try {
      const invitation = await pages.withStore(async ({ accounts }) =>
        invite(
          accounts,
          await addAccount(accounts, { name: 'kim', role: 'reviewer' }, Date.now()),
          Date.now(),
        ),
      );
      const page = await browser.newPage();
      const line = await page.createCDPSession();
      await line.send('WebAuthn.enable');
      await line.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          transport: 'internal',
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      });
      await page.goto(`${pages.address}/desk#invitation=${invitation}`);
      await press(page, 'Make a passkey');
      await waitForText(page, 'kim, reviewer');
      await press(page, 'Sign out');
      await press(page, 'Use a passkey');
      await waitForText(page, 'kim, reviewer');
    } finally {
      await browser.close();
    }
  });
});

describe.each(BROWSERS_OF_RUN)('the desk has nothing that axe finds, in %s', (name) => {
  const looks: readonly BareLook[] = [
    { colours: 'light', lang: 'zh-CN', width: 1200 },
    { colours: 'dark', lang: 'en-US', width: 420 },
  ];
  test.each(looks)('$colours, $lang', async (look) => {
    const browser = await launchBare(name, look);
    try {
      await fileComplaint(`${name}-${look.colours}.example`);
      const invitation = await pages.withStore(async ({ accounts }) => {
        const facts = { name: `look-${name}-${look.colours}`, role: 'senior' } as const;
        return invite(accounts, await addAccount(accounts, facts, Date.now()), Date.now());
      });
      const page = await browser.newPage();
      await page.goto(`${pages.address}/desk`);
      await page.waitForSelector('input[type=password]');
      expect(await axeViolations(page)).toEqual([]);
      await page.goto('about:blank');
      await page.goto(`${pages.address}/desk#invitation=${invitation}`);
      const field = await page.waitForSelector('input[autocomplete=new-password]');
      expect(await axeViolations(page)).toEqual([]);
      await field?.focus();
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForSelector('table');
      expect(await axeViolations(page)).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
