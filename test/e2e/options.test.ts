/// <reference lib="dom" />
/** The options page as a person uses it: what is chosen takes effect, and can be carried away. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementHandle, Page, SerializedAXNode } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveDemo } from '../../scripts/demo.ts';
import type { RunningServer } from '../../scripts/folder-server.ts';
import { waitUntilGuarded } from '../../scripts/guarded-page.ts';
import { SECTIONS } from '../../src/extension/pages/options/sections.ts';
import { ensureKeys } from '../../src/service/publish/index.ts';
import { axeViolations } from '../support/axe.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { press, waitForText } from '../support/form.ts';
import { openPopup, POPUP, rulesetTaken, SENTINEL } from '../support/guarded-chat.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { broken } from '../support/look-claims.ts';
import { observedOn } from '../support/observed.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension, testGround } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';

const OPTIONS = 'src/extension/pages/options/index.html';

let internet: Internet;
let service: PolicyService;
let demo: RunningServer;
let folder: TemporaryFolder;
beforeAll(async () => {
  internet = await startInternet();
  service = await startPolicyService();
  demo = await serveDemo({ port: 0 });
  folder = await makeTemporaryFolder('options');
});
afterAll(async () => {
  await folder.remove();
  await demo.close();
  await service.close();
  await internet.close();
});

describe.each(BROWSERS_OF_RUN)('the options page, in %s', (name) => {
  let browser: GuardedBrowser;
  let options: Page;
  beforeAll(async () => {
    browser = await launch(name, {
      extensionDir: builtExtension(name),
      proxy: internet,
    });
    await rulesetTaken(browser, service);
    options = await browser.extensionPage(OPTIONS);
  });
  afterAll(() => browser.close());

  test('a choice for groups changes the preview and the page of a chat', async () => {
    const chat = await browser.newPage(`${demo.address}/?in=market`);
    await waitUntilGuarded(chat);
    const shop = () =>
      chat.$$eval('a', (links) => links.find((one) => /taobao/.test(one.textContent ?? ''))?.href);
    expect(await shop()).toContain('taobao.com');

    await openSection(options, 'preferences');
    await options.bringToFront();
    expect(await actionOf(options, 'shop', 1)).toBe('open');
    await choose(options, 'context-group', 'ask');
    await until(async () => (await actionOf(options, 'shop', 1)) === 'ask', {
      what: 'the preview',
    });
    expect(await actionOf(options, 'shop', 0)).toBe('open');
    await until(async () => (await shop())?.startsWith(SENTINEL), { what: 'the link to ask' });

    await options.select('#add-categories', 'shopping');
    await options.select('#add-choice-categories', 'open');
    await options.click('section[aria-labelledby=refine-categories] form button');
    await until(async () => (await shop())?.includes('taobao.com'), { what: 'shops to open' });
    expect(await actionOf(options, 'short-video', 1)).toBe('ask');

    await options.select('#add-categories', 'shopping/direct');
    await options.select('#add-place-categories', 'shopping/group');
    await options.select('#add-choice-categories', 'block');
    await options.click('section[aria-labelledby=refine-categories] form button');
    await until(async () => (await actionOf(options, 'shop', 1)) === 'block', {
      what: 'shops in groups',
    });
    expect(await actionOf(options, 'shop', 0)).toBe('open');
    const popup = await openPopup(browser, chat);
    await waitForText(popup, 'You chose this for links of this kind (shopping)');
    await press(popup, 'Take back');
    await waitForText(popup, 'You chose this for all links of this kind (shopping)');
    await popup.close();
    await until(async () => (await shop())?.includes('taobao.com'), { what: 'shops to open' });
    await chat.close();
  });

  test('what is set goes out as a file, and another one comes in, seen before it changes anything', async () => {
    await openSection(options, 'preferences');
    const kept = await options.evaluate(exported);
    expect(kept).toMatchObject({
      linkGuardSettings: 1,
      personal: { contexts: { group: 'ask' }, categories: { shopping: 'open' } },
    });

    await bring(options, { linkGuardSettings: 1, personal: { contexts: { group: 'warn' } } });
    await options.waitForSelector('.faults');
    expect(await textOf(options, '.faults')).toContain('personal.contexts.group');

    await bring(options, { linkGuardSettings: 1, personal: { contexts: { group: 'block' } } });
    await options.waitForSelector('.reading');
    expect(await textOf(options, '.reading')).toMatch(/Group chat\s+Ask\s+Block/);
    expect(await options.evaluate(exported)).toEqual(kept);
    await options.click('.reading button.primary');
    await until(async () => (await actionOf(options, 'news', 1)) === 'block', {
      what: 'the imported choice',
    });

    await bring(options, kept);
    await options.waitForSelector('.reading');
    await options.click('.reading button.primary');
    await until(async () => (await actionOf(options, 'news', 1)) === 'ask', {
      what: 'what was set before',
    });
    expect(await options.evaluate(exported)).toEqual(kept);
  });

  test('another language is spoken at once, and nothing that was typed is lost', async () => {
    const chat = await browser.newPage(`${demo.address}/?in=market`);
    await waitUntilGuarded(chat);
    await openSection(options, 'try');
    await options.bringToFront();
    await options.type('#try-address', 'https://half-an-addr');
    await options.select('#language', 'zh_TW');
    await options.waitForSelector('html[lang=zh-TW]');
    expect(await textOf(options, 'main h2')).toBe('試試一個連結');
    expect(await options.title()).toContain('連結衛士');
    const typed = await options.$eval('#try-address', (one) => (one as HTMLInputElement).value);
    expect(typed).toBe('https://half-an-addr');
    expect(await options.evaluate(() => document.activeElement?.id)).not.toBe('');
    await until(async () => (await options.evaluate(titleOfToolbar)).includes('連結'), {
      what: 'the toolbar to speak it',
    });
    const popup = await browser.extensionPage(POPUP);
    await popup.waitForSelector('html[lang=zh-TW]');
    await popup.close();
    if (name === 'chromium') {
      await chat.bringToFront();
      await until(async () => (await spokenOf(chat)).includes('先詢問 – 你自己的選擇'), {
        what: 'marks that speak it',
      });
    }
    await chat.close();
    await options.select('#language', 'browser');
    await options.waitForSelector('html[lang=en]');
    await options.$eval('#try-address', (one) => {
      (one as HTMLInputElement).value = '';
    });
  });

  test('a link is tried in every kind of conversation, without being opened', async () => {
    await openSection(options, 'try');
    internet.clear();
    const target = 'https%3A%2F%2Ftried-out.example%2Fpage%3Futm_source%3Dchat';
    await tryOut(options, `https://www.google.com/url?q=${target}`);
    const marks = await options.$$eval('.tried tr', (rows) =>
      rows.map((row) => [row.dataset.context, row.querySelector('.mark')?.className]),
    );
    expect(Object.fromEntries(marks)).toMatchObject({
      direct: 'mark mark-open',
      group: 'mark mark-ask',
    });
    expect(await textOf(options, '.way')).toMatch(/google\.com[\s\S]*tried-out\.example/);
    await options.click('input[name=tried-context][value=group]');
    await until(async () => (await textOf(options, '.trace')).includes('You chose this'), {
      what: 'the reason for groups',
    });
    expect(internet.hosts()).not.toContain('tried-out.example');
    expect(internet.hosts()).not.toContain('www.google.com');
  });

  test('exceptions are listed, undone one by one, and cleared', async () => {
    const exception = (value: string) => ({
      ...{ id: value, scope: 'site', value, madeAt: Date.now(), expiresAt: null, madeIn: 'group' },
    });
    await openSection(options, 'preferences');
    const exceptions = ['one.example', 'two.example', 'three.example'].map(exception);
    await options.evaluate(importSettings, { linkGuardSettings: 1, exceptions });
    await openSection(options, 'exceptions');
    await until(async () => (await options.$$('.rows li')).length === 3, { what: 'three of them' });
    await options.click('.rows li:first-child button');
    await until(async () => (await options.$$('.rows li')).length === 2, { what: 'two of them' });
    await options.click('.part > .buttons button');
    await options.click('.part > .buttons button.danger');
    await options.waitForSelector('.empty');
    expect(await options.evaluate(exported)).toMatchObject({ exceptions: [] });
  });

  test('a complaint has its receipt and its state, and can be forgotten', async () => {
    await options.evaluate(fileComplaint, 'https://complained-of.example/');
    await openSection(options, 'complaints');
    await until(
      async () => {
        await openSection(options, 'about');
        await openSection(options, 'complaints');
        return (await options.$('.complaint-state-received')) !== null;
      },
      { what: 'the complaint to be received' },
    );
    await options.click('.complaint-row summary');
    await options.waitForSelector('.receipt code');
    expect(await textOf(options, '.receipt code')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    await until(async () => /waits in the queue/.test(await textOf(options, '.case')), {
      what: 'its place in the queue',
    });
    expect(await axeViolations(options)).toEqual([]);
    await options.click('.complaint-row .case ~ .buttons button');
    await options.click('.complaint-row .case ~ .buttons button.danger');
    await options.waitForSelector('.empty');
  });

  test('look-ups are counted, logged as they went out, and turned off', async () => {
    await openSection(options, 'privacy');
    const sent = Number(await textOf(options, '.meter-today-requests'));
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBe(service.front.requests('/v1/lookup').length);
    await options.click('input[name=lookups][value=local-only]');
    await dialAt(options, 'local-only');
    service.front.clear();
    await openSection(options, 'try');
    await tryOut(options, 'https://never-asked-about.example/');
    expect(service.front.requests('/v1/lookup')).toEqual([]);
    await openSection(options, 'privacy');
    await options.click('input[name=lookups][value=real-time]');
    await dialAt(options, 'real-time');
  });

  test('the service is tested, and an update looked for', async () => {
    await openSection(options, 'sources');
    const [test] = await options.$$('section[aria-labelledby=service] button');
    await test?.click();
    await until(
      async () => /It answers/.test(await textOf(options, 'section[aria-labelledby=service]')),
      { what: 'the answer of the service' },
    );
    expect(await textOf(options, 'section[aria-labelledby=ruleset]')).toContain(
      String(service.version()),
    );
  });

  test('shows whose rules these are, and says when nobody answers', async () => {
    await openSection(options, 'sources');
    const shown = await textOf(options, 'section[aria-labelledby=service]');
    expect(shown).toContain(service.front.address);
    const { ruleset } = await ensureKeys(testGround().keyDir);
    expect(await options.$$eval('.keys code', (all) => all.map((one) => one.textContent))).toEqual([
      ruleset.keyId,
    ]);
    await service.front.setMode('down');
    await press(options, 'Test the connection');
    await waitForText(options, 'It does not answer as it should (no answer).');
    await service.front.setMode('up');
    await press(options, 'Test the connection');
    await waitForText(options, 'It answers, after');
  });

  test('the self-test finds everything in order, and its report names no address', async () => {
    await openSection(options, 'diagnostics');
    await options.waitForSelector('[data-step=net] .badge-good');
    const report = await textOf(options, '.report');
    expect(report).toContain('state: protecting');
    expect(report).not.toMatch(/https?:\/\//);
  });

  test('everything of the person is forgotten when they press twice, and holds no more', async () => {
    await openSection(options, 'preferences');
    await choose(options, 'context-direct', 'block');
    await options.waitForSelector('input[name=context-direct][value=block]:checked');
    const choices = () => options.evaluate(exported);
    const isChosen = async () => /"direct":"block"/.test(JSON.stringify(await choices()));
    await until(isChosen, { what: 'a choice' });
    await openSection(options, 'privacy');
    await press(options, 'Forget everything');
    await press(options, 'Really forget all choices, exceptions, complaints and sites');
    await until(async () => !(await isChosen()), { what: 'the choice to be gone' });
    await openSection(options, 'preferences');
    await options.waitForSelector('input[name=context-direct]:checked:not([value=block])');
    expect(await choices()).toMatchObject({
      personal: { contexts: {}, categories: {}, sites: {} },
      exceptions: [],
      customSites: [],
    });
  });

  // Firefox says at once that no administrator set anything; Chromium does not know yet.
  test.runIf(name === 'chromium')('what an administrator set is shown locked', async () => {
    const managed = { format: 1, contexts: { group: 'block' }, organisation: { name: 'Works' } };
    await options.evaluate(keep, { managed });
    await browser.killWorker();
    const page = await browser.extensionPage(OPTIONS);
    await page.waitForSelector('input[name=context-group][value=block]:checked:disabled');
    expect(await textOf(page, '.choice-rows')).toContain('Set by Works');
    expect(await actionOf(page, 'shop', 1)).toBe('block');
    await openSection(page, 'diagnostics');
    await page.waitForSelector('[data-effective="contexts.group"] .mark-block');
    await page.evaluate(keep, { managed: {} });
    await browser.killWorker();
    await page.close();
  });

  // Firefox does not tell.
  test.runIf(name === 'chromium')('nothing moves while it opens', async () => {
    const page = await browser.extensionPage(OPTIONS);
    for (const { id } of SECTIONS) await openSection(page, id);
    expect(broken(await observedOn(page))).toEqual([]);
    await page.close();
  });

  test('sections are reached by the keyboard alone, and are named in the title', async () => {
    await openSection(options, 'about');
    await options.bringToFront();
    await options.focus('a[href="#privacy"]');
    await options.keyboard.press('Enter');
    await options.waitForSelector('main.section-privacy');
    expect(await options.title()).toMatch(/^Privacy – /);
    expect(await options.evaluate(() => document.activeElement?.localName)).toBe('h2');
  });
});

async function openSection(page: Page, id: string): Promise<void> {
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, id);
  await page.waitForSelector(`main.section-${id}`);
  await until(() => page.evaluate(() => document.querySelector('main .part') !== null), {
    what: `what stands in ${id}`,
  });
}

/** What a screen reader is told of pictures. */
async function spokenOf(page: Page): Promise<readonly string[]> {
  const namesIn = ({ role, name = '', children = [] }: SerializedAXNode): string[] => [
    ...(role === 'image' ? [name] : []),
    ...children.flatMap(namesIn),
  ];
  const tree = await page.accessibility.snapshot({ interestingOnly: false });
  return tree === null ? [] : namesIn(tree);
}

async function tryOut(page: Page, address: string): Promise<void> {
  await page.bringToFront();
  await page.type('#try-address', address);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.tried');
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.click(`input[name="${name}"][value="${value}"]`);
}

async function dialAt(page: Page, mode: string): Promise<void> {
  await until(
    () =>
      page.$eval(`input[name=lookups][value=${mode}]`, (one) => (one as HTMLInputElement).checked),
    { what: `the dial at ${mode}` },
  );
}

/** Of a sample, in the context of this column. */
async function actionOf(page: Page, sample: string, column: number): Promise<string | undefined> {
  const className = await page.$eval(
    `[data-sample=${sample}]`,
    (row, index) => row.querySelectorAll('.mark')[index]?.className,
    column,
  );
  return className?.replace('mark mark-', '');
}

function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (one) => (one as HTMLElement).innerText);
}

/** Gives the page a file, as the browser's own dialog does. */
async function bring(page: Page, document: unknown): Promise<void> {
  const path = join(folder.path, 'settings.json');
  await writeFile(path, JSON.stringify(document, null, 2));
  const input = (await page.$(
    'section[aria-labelledby=settings-file] input[type=file]',
  )) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(path);
}

/** What the button "Export" hands out. */
async function exported(): Promise<unknown> {
  const { runtime } = typeof chrome === 'undefined' ? browser : chrome;
  const reply = await runtime.sendMessage({ protocol: 'page', name: 'settings.export' });
  return reply.value;
}

async function keep(items: object): Promise<void> {
  const { storage } = typeof chrome === 'undefined' ? browser : chrome;
  await storage.local.set(items);
}

async function importSettings(document: unknown): Promise<void> {
  const { runtime } = typeof chrome === 'undefined' ? browser : chrome;
  const input = { document };
  await runtime.sendMessage({ protocol: 'page', name: 'settings.import', input });
}

async function fileComplaint(address: string): Promise<void> {
  const { runtime } = typeof chrome === 'undefined' ? browser : chrome;
  const input = { address, kind: 'fraud', context: 'group', comment: '' };
  await runtime.sendMessage({ protocol: 'page', name: 'complaint.file', input });
}

async function titleOfToolbar(): Promise<string> {
  const { action } = typeof chrome === 'undefined' ? browser : chrome;
  return action.getTitle({});
}

interface ExtensionApi {
  readonly action: { getTitle(where: object): Promise<string> };
  readonly storage: { readonly local: { set(items: object): Promise<void> } };
  readonly runtime: { sendMessage(message: unknown): Promise<{ value: unknown }> };
}

declare const browser: ExtensionApi;
declare const chrome: ExtensionApi | undefined;
