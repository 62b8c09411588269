/** After the browser stopped a page: where our own rules did it, the gate says so and why. */
import type { WebNavigation } from 'webextension-polyfill';
import { log } from '../../log.ts';
import type { KeptLink } from '../../storage/links.ts';
import { isListedHost } from './apply.ts';
import { hostOf } from './host-set.ts';
import { isSeen, isStopped, judgeNavigation } from './judge-navigation.ts';
import { claim, inTurn } from './on-its-way.ts';
import { correctGate, showGate } from './show-gate.ts';
import { isVisited } from './visits.ts';
import { watchedTab } from './watched-tabs.ts';

/** What the two browsers say when an extension's rule blocked a request. */
const BLOCKED: ReadonlySet<string> = new Set([
  'net::ERR_BLOCKED_BY_CLIENT',
  'Error code 2147500036',
]);

type Failed = Pick<WebNavigation.OnErrorOccurredDetailsType, 'tabId' | 'frameId' | 'url'> & {
  readonly error?: string;
};

export async function gateAfterBlock({ tabId, frameId, url, error }: Failed): Promise<void> {
  if (!BLOCKED.has(error ?? '') || !/^https?:/i.test(url)) return;
  if (frameId !== 0) {
    log('net: a frame was not opened');
    return;
  }
  const isFirst = claim(tabId, url, 'blocked');
  await inTurn(tabId, () => (isFirst ? gateOrLeave(tabId, url) : correctGate(tabId, url)));
}

async function gateOrLeave(tabId: number, url: string): Promise<void> {
  // Another extension may block what somebody went on to; that is its own affair.
  if (await isVisited(tabId, url)) return;
  const tab = await watchedTab(tabId);
  const { site = 'generic', context = 'unknown' } = tab ?? {};
  const link: KeptLink = { site, href: url, text: '', context };
  const isHeld = await isSeen(url);
  if (!isHeld && (tab === undefined || !(await isListed(link)))) return;
  await showGate(link, tabId);
}

/** Or was, when the rules were made: then the gate says that it may open now. */
async function isListed(link: KeptLink): Promise<boolean> {
  if (isStopped(await judgeNavigation(link))) return true;
  const host = hostOf(link.href);
  return host !== undefined && isListedHost(host);
}
