/**
 * Looks, in the tabs of guarded pages and in those that were opened from one, at what the other
 * layers did not see: later hops, openings from frames of no origin, a chat that turns into
 * something else. Late, for the request has left as a rule: this informs, it does not protect.
 */
import browser, { type WebNavigation } from 'webextension-polyfill';
import type { KeptLink } from '../../storage/links.ts';
import { forgetUnread } from '../sites/listening.ts';
import { forgetPageState } from '../sites/page-state.ts';
import { applySession } from './apply.ts';
import { guardedHosts, isGuarded } from './guarded-hosts.ts';
import { hostOf } from './host-set.ts';
import { isSeen, isStopped, judgeNavigation } from './judge-navigation.ts';
import { begin, claim, inTurn, settle } from './on-its-way.ts';
import { forgetGateInView, noteGateShown, showGate } from './show-gate.ts';
import { endVisit, isVisited } from './visits.ts';
import {
  forgetWatched,
  noteGuardedPage,
  noteOpener,
  type OpenedTab,
  watchedTab,
} from './watched-tabs.ts';

interface Navigation {
  readonly tabId: number;
  readonly frameId: number;
  readonly url: string;
}

/** As far as the browser tells. */
interface Transition {
  readonly transitionType?: string;
  readonly transitionQualifiers?: readonly string[];
}

/** What a person does who goes somewhere of their own accord. */
const BY_HAND: ReadonlySet<string> = new Set([
  'typed',
  'auto_bookmark',
  'generated',
  'keyword',
  'keyword_generated',
  'start_page',
]);

export async function navigationBegins({ tabId, frameId, url }: Navigation): Promise<void> {
  if (frameId !== 0 || !isWeb(url)) return;
  begin(tabId, url);
  await inTurn(tabId, () => lookAhead(tabId, url));
}

export async function pageCommitted({
  tabId,
  frameId,
  url,
  transitionType = '',
  transitionQualifiers = [],
}: Navigation & Transition): Promise<void> {
  if (frameId !== 0) return forgetPageState(tabId, frameId);
  // A page that is gone back to still has the type by which it came first; a script can go back.
  const isByHand = BY_HAND.has(transitionType) && !transitionQualifiers.includes('forward_back');
  await inTurn(tabId, () => arrived(tabId, url, isByHand));
}

async function arrived(tabId: number, url: string, isByHand: boolean): Promise<void> {
  if (url.startsWith(browser.runtime.getURL(''))) return noteGateShown(tabId);
  await forgetPageState(tabId);
  await forgetUnread(tabId);
  await forgetGateInView(tabId, url);
  if (await endVisit(tabId, url)) await applySession();
  if (!isWeb(url)) return;
  const isGuardedPage = isGuarded(hostOf(url) ?? '', await guardedHosts());
  if (isGuardedPage) await noteGuardedPage(tabId);
  else if (isByHand) await forgetWatched(tabId);
  await look(tabId, url);
}

/** The opener is known at once, so that the new tab's first navigation is looked at as well. */
export async function tabOpened({
  tabId,
  sourceTabId,
  url,
}: Pick<
  WebNavigation.OnCreatedNavigationTargetDetailsType,
  'tabId' | 'sourceTabId' | 'url'
>): Promise<void> {
  noteOpener(tabId, sourceTabId);
  if (isWeb(url)) await inTurn(tabId, () => lookAhead(tabId, url));
}

/** Where the browser does not say who opened a tab, the tab may. */
export function tabCreated({ id, openerTabId }: OpenedTab): void {
  if (id !== undefined && openerTabId !== undefined) noteOpener(id, openerTabId);
}

export async function tabClosed(tabId: number): Promise<void> {
  settle(tabId);
  await forgetPageState(tabId);
  await forgetUnread(tabId);
  await forgetWatched(tabId);
  await forgetGateInView(tabId);
  if (await endVisit(tabId)) await applySession();
}

/** What was seen is the net's from anywhere: nothing is on its way there. */
async function lookAhead(tabId: number, url: string): Promise<void> {
  if (!(await isSeen(url))) await look(tabId, url);
}

async function look(tabId: number, url: string): Promise<void> {
  const tab = await watchedTab(tabId);
  if (tab === undefined || (await isVisited(tabId, url))) return;
  const { site, context } = tab;
  const link: KeptLink = { site, href: url, text: '', context };
  if (!isStopped(await judgeNavigation(link))) return;
  if (claim(tabId, url, 'opened')) await showGate(link, tabId);
}

function isWeb(url: string): boolean {
  return /^https?:/i.test(url);
}
