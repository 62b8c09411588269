/**
 * Entries in the browser's menu on links of guarded pages: "copy link" there would give what
 * stands in the page, which for a stopped link leads to the gate. The page's content script saw
 * which link it was; the address goes to the clipboard from there.
 */
import browser, { type Menus } from 'webextension-polyfill';
import type { CopyForm, LinkSighting } from '../messaging/protocol.ts';
import { sendToTab } from '../messaging/send.ts';
import { linkReader } from './read-link.ts';
import { guardedPatterns } from './site-access.ts';

const TITLES: Readonly<Record<CopyForm, string>> = {
  original: 'menu_copy_original',
  cleaned: 'menu_copy_cleaned',
};

const LIMIT = 5_000;

/** Again whenever the guarded pages have changed. */
export async function refreshMenu(): Promise<void> {
  const documentUrlPatterns = [...(await guardedPatterns())];
  await browser.contextMenus.removeAll();
  for (const [form, title] of Object.entries(TITLES)) {
    browser.contextMenus.create({
      id: form,
      title: browser.i18n.getMessage(title),
      contexts: ['link'],
      documentUrlPatterns,
    });
  }
}

export async function copyFromMenu(
  { menuItemId, frameId = 0 }: Pick<Menus.OnClickData, 'menuItemId' | 'frameId'>,
  tabId: number | undefined,
): Promise<void> {
  if (tabId !== undefined && isForm(menuItemId)) {
    await sendToTab(tabId, 'link.copy', {
      input: { form: menuItemId },
      frameId,
      limit: LIMIT,
    });
  }
}

/** Where the link leads, without asking anybody; as it stands when that is not an address of the web. */
export async function cleanLink({ site, link }: { site: string; link: LinkSighting }): Promise<{
  readonly address: string;
}> {
  const readLink = await linkReader();
  const { destination } = readLink(link.href, { text: link.text, site });
  return { address: destination ?? link.href };
}

function isForm(id: unknown): id is CopyForm {
  return typeof id === 'string' && Object.hasOwn(TITLES, id);
}
