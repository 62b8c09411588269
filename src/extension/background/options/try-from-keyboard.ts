/**
 * The keyboard command "try a link", filled in with the link that the person has in hand. The press
 * of its keys lets the extension look into the page in view, that once.
 */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { stoppedLink } from '../gate/stopped-links.ts';
import { watchedTab } from '../net/watched-tabs.ts';
import { linkInHand } from '../sites/link-in-hand.ts';
import { handOver, type Tried } from './try-link.ts';

const NOTHING: Tried = { href: '', text: '', site: '' };

/** The page has a say in what is read there. */
const InHandSchema = v.object({
  href: v.pipe(v.string(), v.maxLength(16_384)),
  text: v.pipe(v.string(), v.maxLength(512)),
});

/** Opens "try a link", empty where there is none in hand or the page cannot be looked into. */
export async function tryFromKeyboard(tabId: number | undefined): Promise<void> {
  await handOver((tabId === undefined ? undefined : await linkIn(tabId)) ?? NOTHING);
}

async function linkIn(tabId: number): Promise<Tried | undefined> {
  const looking = browser.scripting.executeScript({ target: { tabId }, func: linkInHand });
  // The browser's own pages, and those of other extensions, let nobody in.
  const [found] = await looking.catch(() => []);
  const parsed = v.safeParse(InHandSchema, found?.result);
  if (!parsed.success) return undefined;
  const stopped = await stoppedLink(parsed.output.href);
  if (stopped !== undefined) return stopped;
  const site = (await watchedTab(tabId))?.site ?? '';
  return { ...parsed.output, site };
}
