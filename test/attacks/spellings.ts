/// <reference lib="dom" />
/** One address written in many ways: as links of a chat, and what becomes of each. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { addressAtGate } from './gate-page.ts';
import type { Ground } from './ground.ts';

/** A link beside the chat whose address is written exactly so. */
export function linkTo(id: string, address: string, text = id): string {
  return `<a id="${id}" target="_blank" href="${escaped(address)}">${escaped(text)}</a>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"\p{Cc}]/gu, (character) => `&#${character.charCodeAt(0)};`);
}

interface Spelled {
  /** How a host may be written so that a browser goes to it all the same. */
  readonly of: (host: string) => readonly string[];
  /** Only for the listed host, where an unlisted one could not be reached so. */
  readonly only?: 'listed';
}

/**
 * Every spelling of a listed host is stopped, and its gate names the host; every spelling of an
 * open one leads where the browser itself would have gone.
 */
export async function spelled(ground: Ground, { of, only }: Spelled): Promise<void> {
  const listed = of(ground.listed);
  const open = only === 'listed' ? [] : of(ground.open);
  const page = await ground.show([
    ...listed.map((address, index) => linkTo(`listed${index}`, address)),
    ...open.map((address, index) => linkTo(`open${index}`, address)),
  ]);
  await ground.untilStopped(page, ...listed.map((_, index) => `#listed${index}`));
  for (const [index, address] of open.entries()) {
    await ground.untilOpen(page, `#open${index}`);
    expect(await resolved(page, `#open${index}`), address).toBe(await asBrowser(page, address));
  }
  await ground.attack(() => ground.press(page, '#listed0'));
  expect((await addressAtGate(ground)).host).toBe(ground.listed);
  if (open.length === 0) return;
  await page.bringToFront();
  const last = open.length - 1;
  const to = await resolved(page, `#open${last}`);
  await ground.press(page, `#open${last}`);
  await ground.reached(ground.open);
  expect(ground.requests(ground.open)).toContain(`GET ${to.split('#')[0]}`);
}

/** Where the link leads as it stands. */
export function resolved(page: Page, selector: string): Promise<string> {
  return page.evaluate(
    (one) => document.querySelector<HTMLAnchorElement>(one)?.href ?? '',
    selector,
  );
}

function asBrowser(page: Page, address: string): Promise<string> {
  return page.evaluate((text) => new URL(text, document.baseURI).href, address);
}
