/// <reference lib="dom" />
/** PIXEL: what is really drawn, and what is read out. */
import type { Page } from 'puppeteer-core';
import { until } from '../support/until.ts';

/** PNG in base64 of an element as it is drawn, with what lies over it. */
export async function drawn(page: Page, selector: string): Promise<string> {
  const element = await until(async () => (await page.$(selector)) ?? undefined, {
    what: `${selector} on the page`,
  });
  return element.screenshot({ encoding: 'base64' });
}

export interface Spoken {
  readonly role: string;
  readonly name: string;
}

/** The accessibility tree in reading order, marks in closed roots included. Chromium alone tells. */
export async function spokenOf(page: Page): Promise<readonly Spoken[]> {
  const session = await page.createCDPSession();
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '') }));
  } finally {
    await session.detach();
  }
}
