/** Answers to a link that was activated: its destination where it may open, else its gate. */
import browser, { type WebNavigation } from 'webextension-polyfill';
import type { Action } from '../../../policy/index.ts';
import { CodedError } from '../../../policy/index.ts';
import type { GuardedAsker } from '../../messaging/handle.ts';
import type { Disposition, LinkSighting } from '../../messaging/protocol.ts';
import { type Bucket, take } from '../lookup/token-bucket.ts';
import { conversationKey } from '../verdict/conversation-key.ts';
import { judgeLink, webDestination } from '../verdict/judge.ts';
import { gateAddress, newGate } from './gates.ts';
import { parseSentinel, SENTINEL_HOST, stoppedLink } from './stopped-links.ts';

/** Activations by tab; nobody clicks faster, and a page that does is not served. */
const RATE = { burst: 30, perMinute: 60 };
const REMEMBERED_TABS = 200;

const buckets = new Map<number, Bucket>();

/** Throws 'too-many' for a page that activates links faster than anybody does. */
export async function openActivated(
  input: {
    site: string;
    conversation?: string | undefined;
    link: LinkSighting;
    disposition: Disposition;
  },
  asker: GuardedAsker,
): Promise<{ readonly action: Action }> {
  spend(asker.tabId);
  const { site, link } = input;
  const conversation = await conversationKey(site, input.conversation);
  const sighted = (await ofSentinel(link.href)) ?? { site, conversation, ...link };
  const judged = await judgeLink(sighted, asker.tabId);
  const { action } = judged.decision;
  const destination = action === 'open' ? webDestination(judged) : undefined;
  // A frame's own link must not replace the whole page around it.
  const isFramed = asker.frameId !== 0 && input.disposition === 'current-tab';
  const disposition = isFramed ? 'new-tab' : input.disposition;
  const tabId = disposition === 'current-tab' ? asker.tabId : null;
  await show(destination ?? (await newGate(sighted, tabId)), disposition, asker);
  return { action };
}

/** What the page holds is a sentinel when the page was copied, or swaps its links about. */
async function ofSentinel(href: string) {
  return parseSentinel(href) === undefined ? undefined : stoppedLink(href);
}

export const SENTINEL_FILTER: WebNavigation.EventUrlFilters = {
  url: [{ hostEquals: SENTINEL_HOST }],
};

/** A sentinel was followed by a way that no event in the page shows, such as "open in new tab". */
export async function showGateOfSentinel({
  tabId,
  frameId,
  url,
}: Pick<WebNavigation.OnBeforeNavigateDetailsType, 'tabId' | 'frameId' | 'url'>): Promise<void> {
  if (frameId !== 0) return;
  const link = await stoppedLink(url);
  const address = link === undefined ? gateAddress('') : await newGate(link, tabId);
  await browser.tabs.update(tabId, { url: address });
}

async function show(
  address: string,
  disposition: Disposition,
  { tabId, tabIndex, isPrivate }: GuardedAsker,
): Promise<void> {
  switch (disposition) {
    case 'current-tab':
      await browser.tabs.update(tabId, { url: address });
      return;
    case 'new-window':
      await browser.windows.create({ url: address, incognito: isPrivate });
      return;
    default:
      await browser.tabs.create({
        url: address,
        active: disposition === 'new-tab',
        openerTabId: tabId,
        ...(tabIndex === undefined ? {} : { index: tabIndex + 1 }),
      });
  }
}

function spend(tabId: number): void {
  const { bucket, granted } = take(buckets.get(tabId), 1, RATE, Date.now());
  buckets.delete(tabId);
  buckets.set(tabId, bucket);
  const [oldest] = buckets.keys();
  if (buckets.size > REMEMBERED_TABS && oldest !== undefined) buckets.delete(oldest);
  if (granted === 0) throw new CodedError('too-many', 'link.activated: too many at once');
}
