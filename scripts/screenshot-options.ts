/// <reference lib="dom" />
/** Every section of the options page, with something in it. */
import type { Page } from 'puppeteer-core';
import { SECTIONS } from '../src/extension/pages/options/sections.ts';
import { until } from '../test/support/until.ts';
import type { Scenery } from './screenshot-scenery.ts';

const OPTIONS = 'src/extension/pages/options/index.html';

/** Goes through t.cn, which hides where it leads. */
const WRAPPED = 'https://www.google.com/url?q=https%3A%2F%2Ft.cn%2FA6demo01%3Futm_source%3Dchat';

export async function picturesOfOptions({ browser, picture, service }: Scenery): Promise<void> {
  const { front } = service;
  await front.setMode('up');
  const page = await browser.extensionPage(OPTIONS);
  for (const { id } of SECTIONS) {
    await openSection(page, id);
    if (id === 'preferences') await choose(page);
    await picture(page, `options-${id}`);
    if (id === 'try') {
      await tryOut(page);
      await picture(page, 'options-try-told');
    }
  }
  await openSection(page, 'preferences');
  await page.click('input[name=context-group][value=policy]');
  await page.close();
  await front.setMode('down');
}

export async function openSection(page: Page, id: string): Promise<void> {
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, id);
  await page.waitForSelector(`main.section-${id}`);
  await until(() => page.evaluate(() => document.querySelector('main .part') !== null), {
    what: `what stands in ${id}`,
  });
}

async function choose(page: Page): Promise<void> {
  await page.click('input[name=context-group][value=ask]');
  await page.waitForSelector('[data-sample=shop] td:nth-of-type(2) .mark-ask');
}

async function tryOut(page: Page): Promise<void> {
  await page.type('#try-address', WRAPPED);
  await page.click('.try button[type=submit]');
  await page.waitForSelector('.tried');
}
