/** The options: the page that is open already, or a new tab at one of their sections. */
import browser from 'webextension-polyfill';
import type { SectionId } from '../options/sections.ts';

const PAGE = 'src/extension/pages/options/index.html';

export async function openOptions(section?: SectionId): Promise<void> {
  if (section === undefined) return browser.runtime.openOptionsPage();
  await browser.tabs.create({ url: browser.runtime.getURL(`${PAGE}#${section}`) });
}
