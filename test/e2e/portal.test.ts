/// <reference lib="dom" />
/** The portal, for a person without the extension: real keys in real browsers. */
import type { Page } from 'puppeteer-core';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAbout, openStatement } from '../../src/redress/index.ts';
import { StatementKeysSchema } from '../../src/wire/index.ts';
import { axeViolations } from '../support/axe.ts';
import { type BareBrowser, launchBare } from '../support/bare-browser.ts';
import { choose, fill, follow, press, waitForText } from '../support/form.ts';
import { LISTED, type PublicPages, startPublicPages } from '../support/public-pages.ts';
import { gradedFor, type RuledLink, ruledLink } from '../support/ruled-link.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';

let pages: PublicPages;
beforeAll(async () => {
  pages = await startPublicPages({ limits: { puzzleDifficulty: 8 } });
});
afterAll(() => pages.close());

interface Sent {
  sent: string[];
}

/** In the page: what it sends is kept, and sent as it is. */
function keepWhatIsSent(): void {
  const scope = globalThis as unknown as Sent;
  const send = fetch;
  scope.sent = [];
  globalThis.fetch = (resource, options) => {
    scope.sent.push(`${resource} ${options?.body ?? ''}`);
    return send(resource, options);
  };
}

/** What the page complains of itself: an error, or something that its policy forbids. */
function troubles(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text());
  });
  return found;
}

describe.each(BROWSERS_OF_RUN)('the portal, in %s', (name) => {
  let browser: BareBrowser;
  beforeAll(async () => {
    browser = await launchBare(name);
  });
  afterAll(() => browser.close());

  test('takes a complaint by keyboard alone, and its receipt shows how it stands', async () => {
    const page = await browser.newPage();
    const found = troubles(page);
    await page.goto(`${pages.address}/`);
    const address = `https://${name}.example/offer?to=\u202egnp`;
    await fill(page, 'Address of the link', address);
    await choose(page, 'What is wrong with it?', 'fraud');
    await choose(page, 'Where did you see it?', 'group');
    await fill(page, 'What should the reviewer know? (optional)', '<img src=x onerror=alert(1)>');
    await waitForText(page, 'U+202E');
    await press(page, 'Send complaint');
    await waitForText(page, 'Your complaint was received');
    const receipt = await page.$eval('.receipt', ({ textContent }) => textContent ?? '');
    expect(receipt).toMatch(/^[\w-]{43}$/);
    const kept = await pages.withStore((store) => store.caseOfReceipt(receipt));
    expect(kept?.theCase.complaints).toMatchObject([{ kind: 'fraud', context: 'group' }]);
    await follow(page, 'Follow it now');
    await waitForText(page, 'Received, waiting for a reviewer');
    await waitForText(page, 'Place in the queue');
    expect(found).toEqual([]);
    expect(await page.cookies()).toEqual([]);
  });

  test('looks an address up without telling it to the service', async () => {
    const page = await browser.newPage();
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await page.evaluateOnNewDocument(keepWhatIsSent);
    await page.goto(`${pages.address}/#look-up`);
    await fill(page, 'Address', `https://${LISTED.host}/win`);
    await press(page, 'Look it up');
    await waitForText(page, 'Listed: suspected phishing');
    await waitForText(page, `${LISTED.host}/`);
    await fill(page, 'Address', 'https://harmless.example/');
    await press(page, 'Look it up');
    await waitForText(page, 'That does not make it safe.');
    const sent = await page.evaluate(() => (globalThis as unknown as Sent).sent);
    for (const asked of ['/v1/lookup', '/v1/standing']) {
      expect(sent.filter((one) => one.startsWith(`${asked} {"prefixes":`))).toHaveLength(2);
    }
    expect([...sent, ...addresses].join('\n')).not.toMatch(/prize|harmless/);
  });

  test('takes a complaint without scripts, and shows what became of it', async () => {
    const page = await browser.newPage();
    // Firefox cannot be told by the driver to run none; there are none to run on these pages.
    if (name === 'chromium') {
      await page.setJavaScriptEnabled(false);
      await page.goto(`${pages.address}/`);
      await Promise.all([page.waitForNavigation(), page.click('noscript a[lang=en]')]);
    } else await page.goto(`${pages.address}/plain?lang=en`);
    await page.type('input[name=address]', `https://plain-${name}.example/win`);
    await page.select('select[name=kind]', 'inducement');
    await page.type('textarea', 'No script ran here.');
    const forms = await page.$$('form');
    await Promise.all([
      page.waitForNavigation(),
      forms[0]?.$('button').then((one) => one?.click()),
    ]);
    const receipt = await page.$eval('.receipt', ({ textContent }) => textContent ?? '');
    expect(receipt).toMatch(/^[\w-]{43}$/);
    const kept = await pages.withStore((store) => store.caseOfReceipt(receipt));
    expect(kept?.theCase.complaints).toMatchObject([{ kind: 'inducement' }]);
    await Promise.all([page.waitForNavigation(), page.click('button')]);
    const text = await page.$eval('main', ({ textContent }) => textContent ?? '');
    expect(text).toContain('Received, waiting for a reviewer');
    expect(text).toContain(receipt);
  });

  test('says so when a receipt is unknown', async () => {
    const page = await browser.newPage();
    await page.goto(`${pages.address}/#follow=${'x'.repeat(43)}`);
    await waitForText(page, 'This service knows no complaint with this receipt.');
  });
});

describe.each(BROWSERS_OF_RUN)('what people decided, on the portal, in %s', (name) => {
  let browser: BareBrowser;
  let ruled: RuledLink;
  const address = `https://item.taobao.com/item.htm?id=${name.length}`;
  beforeAll(async () => {
    browser = await launchBare(name);
    ruled = await pages.withStore(async (store) => {
      await gradedFor(store, 'taobao');
      return ruledLink(store, address);
    });
  });
  afterAll(() => browser.close());

  test('is told to whoever looks the address up, with a statement to take along', async () => {
    const page = await browser.newPage();
    await page.goto(`${pages.address}/#look-up`);
    await fill(page, 'Address', address);
    await press(page, 'Look it up');
    await waitForText(page, 'The page asks to be shared to three groups.');
    await waitForText(page, 'in force');
    expect(await axeViolations(page)).toEqual([]);
    const path = await page.$$eval('a[download]', (all) => all.at(0)?.getAttribute('href') ?? '');
    const signed = await (await fetch(`${pages.address}${path}`)).json();
    const keys = v.parse(
      StatementKeysSchema,
      await (await fetch(`${pages.address}/v1/statements/key.json`)).json(),
    );
    const statement = await openStatement(signed, keys.keys);
    expect(isAbout(statement, address)).toBe(true);
  });

  test('is told with its statement to whoever complained', async () => {
    const page = await browser.newPage();
    await page.goto(`${pages.address}/#follow=${ruled.receipt}`);
    await waitForText(page, 'Signed statement of reasons');
    const hrefs = await page.$$eval('a[download]', (all) => all.map((a) => a.getAttribute('href')));
    expect(hrefs).toEqual([`/v1/statements/${ruled.rulingId}.json`]);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('explains why a platform is treated otherwise, once it is published', async () => {
    await until(
      async () => {
        const audit = await fetch(`${pages.address}/v1/equality`);
        return (await audit.text()).includes(ruled.rulingId);
      },
      { what: 'the audit speaks of the ruling', within: 30_000 },
    );
    const page = await browser.newPage();
    await page.goto(`${pages.address}/#equality`);
    await waitForText(page, 'Explained by rulings');
    await page.click('li summary');
    await waitForText(page, ruled.rulingId);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('shows how the grade of a platform went', async () => {
    const page = await browser.newPage();
    await page.goto(`${pages.address}/#platforms=taobao`);
    await page.waitForSelector('svg.plot');
    const { points, rows } = await page.evaluate(() => ({
      points: document.querySelector('svg .curve')?.getAttribute('points')?.split(' ') ?? [],
      rows: document.querySelectorAll('tbody tr').length,
    }));
    expect(points.length).toBe(rows);
    expect(rows).toBeGreaterThanOrEqual(6);
    // The first one, a year ago, stands at the left, near the top.
    expect(points[0]).toBe('0.0,6.4');
    expect(await axeViolations(page)).toEqual([]);
  });
});
