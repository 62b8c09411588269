/// <reference lib="dom" />
/** Using a page as a person does: fields by their label, buttons by their words, real keys. */
import type { ElementHandle, Page } from 'puppeteer-core';

const PATIENCE = 10_000;

export async function field(page: Page, label: string): Promise<ElementHandle> {
  const found = await page.waitForFunction(
    (words) =>
      [...document.querySelectorAll('label')].find((each) => each.innerText === words)?.control,
    { timeout: PATIENCE },
    label,
  );
  const element = found.asElement();
  if (element === null) throw new Error(`no field "${label}"`);
  return element as ElementHandle;
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

export function press(page: Page, words: string): Promise<void> {
  return activate(page, 'button', words);
}

/** A link by its name, which may be more than what is to be read. */
export function follow(page: Page, words: string): Promise<void> {
  return activate(page, 'a', words);
}

async function activate(page: Page, kind: 'a' | 'button', words: string): Promise<void> {
  const found = await page.waitForFunction(
    (tag, name) =>
      [...document.querySelectorAll<HTMLElement>(tag)].find(
        (each) => (each.ariaLabel ?? each.innerText) === name && !each.matches(':disabled'),
      ),
    { timeout: PATIENCE },
    kind,
    words,
  );
  // Keys go to the tab in front alone.
  await page.bringToFront();
  await (found as ElementHandle<HTMLElement>).focus();
  await page.keyboard.press('Enter');
}

export async function waitForText(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), {}, text);
}
