/** What the popup shows, asked for when it opens. */
import browser from 'webextension-polyfill';
import type { Asker } from '../messaging/handle.ts';
import type { PopupView, Protection } from '../messaging/protocol.ts';
import { managedNow } from '../storage/managed.ts';
import { complainingFor } from './complaints/complaining.ts';
import { complaintsNow } from './complaints/complaints.ts';
import { notifiesNow } from './complaints/notifications.ts';
import { keepNet } from './net/keep-net.ts';
import { protectionNow } from './protection.ts';
import { knownNameOn, siteNamesNow } from './sites/custom-sites.ts';
import { describePage } from './sites/describe-page.ts';
import { keepListening } from './sites/listening.ts';
import { viewHints } from './sites/page-setup.ts';
import { accessTo } from './sites/site-access.ts';
import { choicesNow } from './verdict/choices.ts';
import { listExceptions } from './verdict/exceptions.ts';
import { ordinaryAt } from './verdict/preferences.ts';

export async function viewPopup(
  { tabId }: { tabId?: number | undefined },
  asker: Pick<Asker, 'isPrivate' | 'tabId'>,
): Promise<PopupView> {
  const [
    { page, hasChat, ordinary },
    { host, access },
    siteNames,
    protection,
    choices,
    hints,
    exceptions,
    complaints,
    notifies,
    complaining,
    { settings: managed },
  ] = await Promise.all([
    pageIn(tabId),
    placeOf(tabId),
    siteNamesNow(),
    protectionNow(),
    choicesNow(),
    viewHints(),
    listExceptions(),
    complaintsNow(),
    notifiesNow(),
    complainingFor(asker),
    managedNow(),
  ]);
  // Last, so that nothing keeps the popup waiting: what it finds is mended, or told by the toolbar.
  void keepNet({ isThorough: true });
  void keepListening();
  return {
    page,
    hasChat,
    host,
    access,
    knownName: host === undefined ? undefined : knownNameOn(new URL(`http://${host}`).hostname),
    siteNames,
    protection: hereOf(protection, page, access),
    choices,
    hints,
    organisation: managed.organisation?.name,
    exceptions,
    complaints,
    ordinary,
    complaining,
    notifies,
  };
}

/** A page of a guarded site that nobody reads is not protected, whatever holds elsewhere. */
function hereOf(
  protection: Protection,
  page: PopupView['page'],
  access: PopupView['access'],
): Protection {
  const isUnread = page === undefined && access !== undefined && access.state !== 'not-guarded';
  return isUnread ? { ...protection, state: 'not-protecting' } : protection;
}

async function pageIn(
  tabId: number | undefined,
): Promise<Pick<PopupView, 'page' | 'hasChat' | 'ordinary'>> {
  const { page, hasChat } = await describePage(tabId);
  return { page, hasChat, ordinary: page && (await ordinaryAt(page)) };
}

/** The browser tells the address of guarded tabs, and of the one on which the popup was opened. */
async function placeOf(tabId: number | undefined): Promise<Pick<PopupView, 'host' | 'access'>> {
  const address = await addressOf(tabId);
  const host = address === undefined ? undefined : new URL(address).host || undefined;
  return { host, access: await accessTo(address) };
}

async function addressOf(tabId: number | undefined): Promise<string | undefined> {
  if (tabId === undefined) return undefined;
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.url;
}
