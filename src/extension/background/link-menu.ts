/**
 * Entries in the browser's menu on links of guarded pages. "Copy link" there would give what stands
 * in the page, which for a stopped link leads to the gate; the page's content script saw which link
 * it was. What it copies goes to the clipboard from there; what it tells is parsed here, for a page
 * can take a content script over.
 */
import * as v from 'valibot';
import browser, { type Menus } from 'webextension-polyfill';
import { CONTEXTS } from '../../policy/index.ts';
import type { CopyForm, LinkSighting, PickedBy, PickedLink } from '../messaging/protocol.ts';
import { sendToTab } from '../messaging/send.ts';
import { managedNow } from '../storage/managed.ts';
import { openComplaint } from './complaint-page.ts';
import { guardedPatterns } from './guarded-patterns.ts';
import { linkReader } from './read-link.ts';
import { handOver } from './try-link.ts';

const COPIES = ['original', 'cleaned'] as const satisfies readonly CopyForm[];

/** In the order of the menu. */
const TITLES = {
  check: 'menu_check',
  original: 'menu_copy_original',
  cleaned: 'menu_copy_cleaned',
  complain: 'menu_complain',
} as const;

type Entry = keyof typeof TITLES;

const LIMIT = 5_000;

/** Again whenever the guarded pages, or what an administrator allows, have changed. */
export async function refreshMenu(): Promise<void> {
  const documentUrlPatterns = [...(await guardedPatterns())];
  const mayComplain = (await managedNow()).settings.complaints !== false;
  await browser.contextMenus.removeAll();
  for (const [entry, title] of Object.entries(TITLES)) {
    if (entry === 'complain' && !mayComplain) continue;
    browser.contextMenus.create({
      id: entry,
      title: browser.i18n.getMessage(title),
      contexts: ['link'],
      documentUrlPatterns,
    });
  }
}

/** Must send at once: the person's press, which lets the page write the clipboard, does not last. */
export async function pickFromMenu(
  { menuItemId, frameId = 0 }: Pick<Menus.OnClickData, 'menuItemId' | 'frameId'>,
  tabId: number | undefined,
): Promise<void> {
  if (tabId === undefined || !isEntry(menuItemId)) return;
  const copied = COPIES.find((form) => form === menuItemId);
  if (copied !== undefined) {
    await sendToTab(tabId, 'link.copy', { input: { form: copied }, frameId, limit: LIMIT });
    return;
  }
  const link = await pickedLink(tabId, 'menu', frameId);
  if (link === undefined) return;
  await (menuItemId === 'check' ? handOver(link) : openComplaint(link));
}

/** The link that has the keyboard is tried; where none has, the page to try one is opened. */
export async function checkFocused(tabId: number | undefined): Promise<void> {
  const link = tabId === undefined ? undefined : await pickedLink(tabId, 'keyboard');
  await handOver(link ?? { href: '', text: '', site: '' });
}

const PickedSchema = v.object({
  site: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  href: v.pipe(v.string(), v.maxLength(16_384)),
  text: v.pipe(v.string(), v.maxLength(512)),
  context: v.picklist(CONTEXTS),
});

/** Undefined where there is none, or the page does not say. */
async function pickedLink(
  tabId: number,
  by: PickedBy,
  frameId?: number,
): Promise<PickedLink | undefined> {
  const where = frameId === undefined ? {} : { frameId };
  const asking = sendToTab(tabId, 'link.pick', { input: { by }, ...where, limit: LIMIT });
  const parsed = v.safeParse(PickedSchema, await asking.catch(() => undefined));
  return parsed.success ? parsed.output : undefined;
}

/** Where the link leads, without asking anybody; as it stands when that is not an address of the web. */
export async function cleanLink({
  site,
  link,
}: {
  site: string;
  link: LinkSighting;
}): Promise<{ readonly address: string }> {
  const read = await linkReader();
  const { destination } = read(link.href, { text: link.text, site });
  return { address: destination ?? link.href };
}

function isEntry(id: unknown): id is Entry {
  return typeof id === 'string' && Object.hasOwn(TITLES, id);
}
