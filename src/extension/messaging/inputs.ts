/** Schemas of what comes in, one for each message. Everything is bounded. */
import * as v from 'valibot';
import {
  ACTIONS,
  CHOICES,
  CONTEXTS,
  EXCEPTION_SCOPES,
  STARTING_POINT_IDS,
} from '../../policy/index.ts';
import { ADDRESS_LIMIT, COMMENT_LIMIT, COMPLAINT_KINDS } from '../../redress/index.ts';
import { OPTIONS_INPUTS } from './options-inputs.ts';

export const LINKS_LIMIT = 5000;
export const TEXT_LIMIT = 512;
export const CONVERSATION_LIMIT = 512;

/**
 * Longest address, in UTF-16 units, that is looked at; twice what has a canonical form, so that an
 * address that is cut here stays one that cannot be judged.
 */
export const HREF_LIMIT = 16_384;

const cut = (limit: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, limit)),
  );

/** The length is seen to before anything in it is looked at. */
const listOf = <T>(item: v.GenericSchema<T>) =>
  v.pipe(v.array(v.unknown()), v.maxLength(LINKS_LIMIT), v.array(item));

const SiteId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));

const Conversation = v.optional(cut(CONVERSATION_LIMIT));

const LinkSightingSchema = v.object({
  href: cut(HREF_LIMIT),
  text: cut(TEXT_LIMIT),
  context: v.picklist(CONTEXTS),
});

const Nothing = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
);

/** One host, as the browser names it. */
const HostPattern = v.pipe(v.string(), v.maxLength(300), v.regex(/^https?:\/\/[^/*]+\/\*$/));

const TabId = v.pipe(v.number(), v.integer(), v.minValue(0));

export const CONTENT_INPUTS = {
  'page.begin': Nothing,
  'script.wanted': v.object({ name: v.picklist(['hints', 'text']) }),
  'links.judge': v.pipe(
    v.object({
      site: SiteId,
      conversation: Conversation,
      context: v.picklist(CONTEXTS),
      hrefs: listOf(cut(HREF_LIMIT)),
      texts: listOf(v.nullable(cut(TEXT_LIMIT))),
    }),
    v.check(({ hrefs, texts }) => hrefs.length === texts.length, 'expected a text for each'),
  ),
  'link.activated': v.object({
    site: SiteId,
    conversation: Conversation,
    link: LinkSightingSchema,
    disposition: v.picklist(['current-tab', 'new-tab', 'background-tab', 'new-window']),
  }),
  'page.state': v.object({ isDegraded: v.boolean(), hasChat: v.boolean() }),
};

const PickedLinkSchema = v.object({
  ...LinkSightingSchema.entries,
  site: SiteId,
  conversation: Conversation,
});

const RememberSchema = v.object({
  scope: v.picklist(EXCEPTION_SCOPES),
  lasts: v.union([
    v.picklist(['session', 'always']),
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365)),
  ]),
});

export const PAGE_INPUTS = {
  ...OPTIONS_INPUTS,
  'popup.view': v.object({ tabId: v.optional(v.union([TabId, v.undefined()])) }),
  'site.turnOn': v.object({ pattern: HostPattern }),
  'site.turnOff': v.object({ pattern: HostPattern }),
  'options.view': Nothing,
  'sites.names': Nothing,
  'managed.view': Nothing,
  'policy.effective': Nothing,
  'site.switch': v.object({ id: SiteId, isOn: v.boolean() }),
  // Parsed where it is used, so that what is wrong with it can be told.
  'site.save': v.object({ site: v.unknown() }),
  'site.remove': v.object({ id: SiteId }),
  'site.try': v.object({ tabId: TabId, site: v.unknown() }),
  'startingPoint.set': v.object({ id: v.picklist(STARTING_POINT_IDS) }),
  'choice.set': v.object({
    context: v.picklist(CONTEXTS),
    choice: v.nullable(v.picklist(CHOICES)),
  }),
  'hints.set': v.object({ isOn: v.boolean() }),
  'exception.remove': v.object({ id: v.pipe(v.string(), v.maxLength(64)) }),
  'complaint.file': v.object({
    address: v.pipe(v.string(), v.maxLength(ADDRESS_LIMIT)),
    kind: v.picklist(COMPLAINT_KINDS),
    context: v.picklist(CONTEXTS),
    comment: v.pipe(v.string(), v.maxLength(COMMENT_LIMIT)),
  }),
  'complaints.list': Nothing,
  'link.explain': PickedLinkSchema,
  'link.open': v.object({
    link: PickedLinkSchema,
    told: v.picklist(ACTIONS),
    remember: v.optional(RememberSchema),
  }),
  'complaint.taken': Nothing,
  'notifications.view': Nothing,
  'notifications.wish': Nothing,
  'notifications.set': v.object({ isOn: v.boolean() }),
  'gate.view': Nothing,
  'gate.more': Nothing,
  'gate.proceed': v.object({
    remember: v.optional(RememberSchema),
  }),
  'gate.leave': Nothing,
};
