/** After the browser stopped a page: where our own rules did it, the gate says so and why. */
import browser, { type WebNavigation } from 'webextension-polyfill';
import { log } from '../../log.ts';
import type { KeptLink } from '../../storage/settings.ts';
import { applySession, isListedHost } from './apply.ts';
import { hostOf } from './host-set.ts';
import { isSeen, isStopped, judgeNavigation } from './judge-navigation.ts';
import { claim, inTurn } from './on-its-way.ts';
import { correctGate, showGate } from './show-gate.ts';
import { beginVisit, isVisited } from './visits.ts';
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
  const judged = await judgeNavigation(link);
  if (isStopped(judged)) {
    if (tab !== undefined || (await isSeen(url))) await showGate(link, tabId);
  } else if (tab !== undefined) await openAfterAll(tabId, url);
}

/** The net knows hosts; what is let through below one, as a page of it, only `act` knows. */
async function openAfterAll(tabId: number, url: string): Promise<void> {
  const host = hostOf(url);
  if (host === undefined || !(await isListedHost(host))) return;
  await beginVisit(tabId, url);
  await applySession();
  await browser.tabs.update(tabId, { url });
}
