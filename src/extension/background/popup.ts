/** What the popup shows, asked for when it opens. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { ACTIONS, CERTAINTIES, CONTEXTS } from '../../policy/index.ts';
import type { Asker } from '../messaging/handle.ts';
import type { PageDescription, PopupView } from '../messaging/protocol.ts';
import { sendToTab } from '../messaging/send.ts';
import { managedNow } from '../storage/managed.ts';
import { complainingFor } from './complaints/complaining.ts';
import { complaintsNow } from './complaints/complaints.ts';
import { notifiesNow } from './complaints/notifications.ts';
import { keepNet } from './net/keep-net.ts';
import { protectionNow } from './protection.ts';
import { sitesNow } from './sites/custom-sites.ts';
import { viewHints } from './sites/page-setup.ts';
import { accessTo } from './sites/site-access.ts';
import { choicesNow } from './verdict/choices.ts';
import { conversationKey } from './verdict/conversation-key.ts';
import { withDestinations } from './verdict/destinations.ts';
import { listExceptions } from './verdict/exceptions.ts';
import { ordinaryAt } from './verdict/preferences.ts';
import { linkReader } from './verdict/read-link.ts';

/** Milliseconds; a page that is busy must not keep the popup empty. */
const DESCRIBE_LIMIT = 1500;

/** A page that is guarded, but in no frame of which a chat was recognised. */
const NOTHING_RECOGNISED: PageDescription = {
  site: 'generic',
  isRecognised: false,
  expected: undefined,
  context: 'unknown',
  certainty: 'none',
  mayBeBot: false,
  links: [],
  hasMoreLinks: false,
  isDegraded: false,
};

const NOT_GUARDED = { page: undefined, hasChat: false };

const SiteId = v.pipe(v.string(), v.maxLength(64));

const NoChatSchema = v.object({ expected: v.optional(SiteId) });

const LONGEST_CONVERSATION = 512;

const KindSchema = {
  context: v.picklist(CONTEXTS),
  certainty: v.picklist([...CERTAINTIES, 'none']),
  mayBeBot: v.boolean(),
};

/** A content script can be taken over by its page: what it tells is parsed and bounded. */
const PageDescriptionSchema = v.object({
  site: SiteId,
  conversation: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_CONVERSATION))),
  isRecognised: v.boolean(),
  // Undefined does not travel: it is left out.
  expected: v.optional(SiteId),
  ...KindSchema,
  links: v.pipe(
    v.array(
      v.object({
        href: v.pipe(v.string(), v.maxLength(16_384)),
        text: v.pipe(v.string(), v.maxLength(512)),
        ...KindSchema,
        direction: v.picklist(['own', 'other', 'unknown']),
        message: v.pipe(v.string(), v.maxLength(256)),
        isText: v.boolean(),
        action: v.picklist([...ACTIONS, 'pending']),
        reason: v.pipe(
          v.optional(
            v.object({
              key: v.pipe(v.string(), v.regex(/^reason_[a-z_]{1,64}$/)),
              substitutions: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(4)),
            }),
          ),
        ),
      }),
    ),
    v.maxLength(20_000),
  ),
  hasMoreLinks: v.boolean(),
  isDegraded: v.boolean(),
});

export async function viewPopup(
  { tabId }: { tabId?: number | undefined },
  asker: Pick<Asker, 'isPrivate' | 'tabId'>,
): Promise<PopupView> {
  const [
    { page, hasChat, ordinary },
    { host, access },
    { custom, byAdministrator },
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
    sitesNow(),
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
  return {
    page,
    hasChat,
    host,
    access,
    customName: [...byAdministrator, ...custom].find(({ id }) => id === page?.site)?.name,
    protection,
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

/** The page is undefined when the tab is not one that is guarded. */
async function describePage(
  tabId: number | undefined,
): Promise<Pick<PopupView, 'page' | 'hasChat'>> {
  if (tabId === undefined) return NOT_GUARDED;
  const told = await sendToTab(tabId, 'page.describe', { limit: DESCRIBE_LIMIT }).catch(
    () => undefined,
  );
  const page = parsePageDescription(told);
  if (page !== undefined) {
    const conversation = await conversationKey(page.site, page.conversation);
    const described = withDestinations({ ...page, conversation }, await linkReader());
    return { page: described, hasChat: true };
  }
  const without = v.safeParse(NoChatSchema, told);
  if (without.success) {
    const { expected } = without.output;
    return { page: { ...NOTHING_RECOGNISED, expected }, hasChat: false };
  }
  const isThere = await sendToTab(tabId, 'page.isThere', {
    frameId: 0,
    limit: DESCRIBE_LIMIT,
  }).catch(() => false);
  return isThere === true ? { page: NOTHING_RECOGNISED, hasChat: false } : NOT_GUARDED;
}

export function parsePageDescription(told: unknown): PageDescription | undefined {
  const parsed = v.safeParse(PageDescriptionSchema, told);
  if (!parsed.success) return undefined;
  const { expected } = parsed.output;
  const links = parsed.output.links.map((link) => ({ ...link, reason: link.reason }));
  return { ...parsed.output, expected, links };
}

async function addressOf(tabId: number | undefined): Promise<string | undefined> {
  if (tabId === undefined) return undefined;
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.url;
}
