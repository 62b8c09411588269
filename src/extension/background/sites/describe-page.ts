/** What the page of a tab says of itself: of its frames, the one that is the chat. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { ACTIONS, CERTAINTIES, CONTEXTS } from '../../../policy/index.ts';
import type { PageDescription, PopupView } from '../../messaging/protocol.ts';
import { sendToTab } from '../../messaging/send.ts';
import { conversationKey } from '../verdict/conversation-key.ts';
import { withDestinations } from '../verdict/destinations.ts';
import { linkReader } from '../verdict/read-link.ts';

type Described = Pick<PopupView, 'page' | 'hasChat'>;

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

const NOT_GUARDED: Described = { page: undefined, hasChat: false };

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

/** The page is undefined when the tab is not one that is guarded. */
export async function describePage(tabId: number | undefined): Promise<Described> {
  if (tabId === undefined) return NOT_GUARDED;
  const frames = await browser.webNavigation.getAllFrames({ tabId }).catch(() => []);
  const told = await Promise.all((frames ?? []).map(({ frameId }) => askFrame(tabId, frameId)));
  const page = chatAmong(told.flatMap((one) => parsePageDescription(one) ?? []));
  if (page !== undefined) {
    const conversation = await conversationKey(page.site, page.conversation);
    const described = withDestinations({ ...page, conversation }, await linkReader());
    return { page: described, hasChat: true };
  }
  const expected = told.map(expectedIn).find((one) => one !== undefined);
  if (expected !== undefined) return { page: { ...NOTHING_RECOGNISED, expected }, hasChat: false };
  const isThere = await sendToTab(tabId, 'page.isThere', {
    frameId: 0,
    limit: DESCRIBE_LIMIT,
  }).catch(() => false);
  return isThere === true ? { page: NOTHING_RECOGNISED, hasChat: false } : NOT_GUARDED;
}

/** The site that a page without a chat looks like. */
function expectedIn(told: unknown): string | undefined {
  const without = v.safeParse(NoChatSchema, told);
  return without.success ? without.output.expected : undefined;
}

/** Undefined where no chat was recognised, and where nobody answers. */
function askFrame(tabId: number, frameId: number): Promise<unknown> {
  return sendToTab(tabId, 'page.describe', { frameId, limit: DESCRIBE_LIMIT }).catch(
    () => undefined,
  );
}

/** One that is known before one that is not, then that with most links; any can have given up. */
function chatAmong(frames: readonly PageDescription[]): PageDescription | undefined {
  const weight = ({ isRecognised, expected, links }: PageDescription) =>
    (isRecognised ? 2e6 : 0) + (expected === undefined ? 0 : 1e6) + links.length;
  const [chat] = frames.toSorted((one, other) => weight(other) - weight(one));
  return chat && { ...chat, isDegraded: frames.some(({ isDegraded }) => isDegraded) };
}

function parsePageDescription(told: unknown): PageDescription | undefined {
  const parsed = v.safeParse(PageDescriptionSchema, told);
  if (!parsed.success) return undefined;
  const { expected } = parsed.output;
  const links = parsed.output.links.map((link) => ({ ...link, reason: link.reason }));
  return { ...parsed.output, expected, links };
}
