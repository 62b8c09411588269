/// <reference lib="dom" />
/** Using a page as a person does: fields by their label, buttons by their words, real keys. */
import type { ElementHandle, Page } from 'puppeteer-core';

const PATIENCE = 10_000;

export async function field(page: Page, label: string): Promise<ElementHandle> {
  const found = await page.waitForSelector(`aria/${label}`, { timeout: PATIENCE });
  if (found === null) throw new Error(`no field "${label}"`);
  return found;
}

export async function fill(page: Page, label: string, text: string): Promise<void> {
  const found = await field(page, label);
  await found.focus();
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.type(text);
}

export async function choose(page: Page, label: string, value: string): Promise<void> {
  await (await field(page, label)).select(value);
}

export async function press(page: Page, words: string): Promise<void> {
  const found = await page.waitForSelector(`aria/${words}[role="button"]`, { timeout: PATIENCE });
  await found?.focus();
  await page.keyboard.press('Enter');
}

export async function follow(page: Page, words: string): Promise<void> {
  const found = await page.waitForSelector(`aria/${words}[role="link"]`, { timeout: PATIENCE });
  await found?.focus();
  await page.keyboard.press('Enter');
}

export async function waitForText(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), {}, text);
}
