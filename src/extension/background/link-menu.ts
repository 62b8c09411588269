/**
 * Entries in the browser's menu on links. Any link can be checked or complained of: on a page that
 * is not guarded by what the browser says of it, which needs no access to the page. On guarded pages
 * "copy link" would give what stands in the page, which for a stopped link leads to the gate; the
 * page's content script saw which link it was, and writes the clipboard. What it tells is parsed
 * here: a page can take it over.
 */
import * as v from 'valibot';
import browser, { type Menus } from 'webextension-polyfill';
import { CONTEXTS } from '../../policy/index.ts';
import type { PickedLink } from '../messaging/protocol.ts';
import { sendToTab } from '../messaging/send.ts';
import { managedNow } from '../storage/managed.ts';
import { phrase } from '../words.ts';
import { openComplaint } from './complaints/complaint-page.ts';
import { stoppedLink } from './gate/stopped-links.ts';
import { handOver } from './options/try-link.ts';
import { readyWords } from './ready-words.ts';
import { guardedPatterns } from './sites/guarded-patterns.ts';
import { linkReader } from './verdict/read-link.ts';
import { writeClipboard } from './write-clipboard.ts';

/** In the order of the menu. */
const TITLES = {
  check: 'menu_check',
  original: 'menu_copy_original',
  cleaned: 'menu_copy_cleaned',
  complain: 'menu_complain',
} as const;

type Entry = keyof typeof TITLES;

/** These need the page itself, which has the clipboard written. */
const GUARDED_ONLY: ReadonlySet<string> = new Set<Entry>(['original', 'cleaned']);

const LIMIT = 5_000;
const LONGEST_TEXT = 512;

/** Again whenever the guarded pages, or what an administrator allows, have changed. */
export async function refreshMenu(): Promise<void> {
  const documentUrlPatterns = [...(await guardedPatterns())];
  const mayComplain = (await managedNow()).settings.complaints !== false;
  await readyWords();
  await browser.contextMenus.removeAll();
  for (const [entry, title] of Object.entries(TITLES)) {
    if (entry === 'complain' && !mayComplain) continue;
    browser.contextMenus.create({
      id: entry,
      title: phrase(title),
      contexts: ['link'],
      ...(GUARDED_ONLY.has(entry) ? { documentUrlPatterns } : {}),
      // Of nothing else can be complained.
      ...(entry === 'complain' ? { targetUrlPatterns: ['http://*/*', 'https://*/*'] } : {}),
    });
  }
}

/** Quickly: the person's press, which lets the page write the clipboard, does not last. */
export async function pickFromMenu(
  picked: Pick<Menus.OnClickData, 'menuItemId' | 'frameId' | 'linkUrl' | 'linkText'>,
  tabId: number | undefined,
): Promise<void> {
  const { menuItemId, frameId = 0 } = picked;
  if (tabId === undefined || !isEntry(menuItemId)) return;
  const fromPage = await pickedLink(tabId, frameId);
  const link = fromPage ?? (await linkOfBrowser(picked));
  if (link === undefined) return;
  if (menuItemId === 'check') return handOver(link);
  if (menuItemId === 'complain') return openComplaint(link);
  if (fromPage === undefined) return;
  const address = menuItemId === 'original' ? link.href : await destinationOf(link);
  await writeClipboard(address, { tabId, frameId });
}

const PickedSchema = v.object({
  site: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  // Copied whole, however long.
  href: v.pipe(v.string(), v.maxLength(2_000_000)),
  text: v.pipe(v.string(), v.maxLength(LONGEST_TEXT)),
  context: v.picklist(CONTEXTS),
});

/** Undefined where there is none, or the page does not say. */
async function pickedLink(tabId: number, frameId: number): Promise<PickedLink | undefined> {
  const asking = sendToTab(tabId, 'link.pick', { frameId, limit: LIMIT });
  const parsed = v.safeParse(PickedSchema, await asking.catch(() => undefined));
  return parsed.success ? parsed.output : undefined;
}

/** As the browser tells it: of no chat. A sentinel that was copied there stands for its link. */
async function linkOfBrowser({
  linkUrl,
  linkText = '',
}: Pick<Menus.OnClickData, 'linkUrl' | 'linkText'>): Promise<PickedLink | undefined> {
  if (linkUrl === undefined) return undefined;
  const text = linkText.slice(0, LONGEST_TEXT);
  return (await stoppedLink(linkUrl)) ?? { site: '', href: linkUrl, text, context: 'unknown' };
}

/** Where the link leads, without asking anybody; as it stands when that is not an address of the web. */
async function destinationOf({ href, text, site }: PickedLink): Promise<string> {
  const read = await linkReader();
  return read(href, { text, site }).destination ?? href;
}

function isEntry(id: unknown): id is Entry {
  return typeof id === 'string' && Object.hasOwn(TITLES, id);
}
