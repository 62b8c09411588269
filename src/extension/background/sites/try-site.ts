/** Tries a site's definition on an open page: nothing is kept, and the page's guard goes on. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { CERTAINTIES, CONTEXTS, CodedError } from '../../../policy/index.ts';
import { LATER_SCRIPTS } from '../../later-scripts.ts';
import type { PageSite, RawTrial, SiteTrial } from '../../messaging/protocol.ts';
import { sendToTab } from '../../messaging/send.ts';
import { parseBoundedSite } from './custom-sites.ts';
import { pageSiteOf } from './page-site.ts';

/** Milliseconds; selectors can be slow, and the person waits. */
const LIMIT = 3000;

const MOST_KINDS = 5000;

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const TrialSchema = v.object({
  hasFingerprint: v.boolean(),
  lists: Count,
  messages: Count,
  links: Count,
  excluded: Count,
  kinds: v.pipe(
    v.array(v.unknown()),
    v.maxLength(MOST_KINDS),
    v.array(
      v.object({
        context: v.picklist(CONTEXTS),
        certainty: v.picklist([...CERTAINTIES, 'none']),
        mayBeBot: v.boolean(),
      }),
    ),
  ),
});

/** What the frame says in which the definition finds most. Throws 'no-answer' for a page without. */
export async function trySite(input: { tabId: number; site?: unknown }): Promise<SiteTrial> {
  const { tabId } = input;
  const site = pageSiteOf(parseBoundedSite(input.site));
  const frames = await browser.webNavigation.getAllFrames({ tabId });
  const told = await Promise.all(
    (frames ?? []).map(({ frameId }) => tryInFrame(tabId, frameId, site).catch(() => undefined)),
  );
  const [best] = told
    .flatMap((one) => {
      const parsed = v.safeParse(TrialSchema, one);
      return parsed.success ? [parsed.output] : [];
    })
    .toSorted((one, other) => weight(other) - weight(one));
  if (best === undefined) throw new CodedError('no-answer', 'site.try: no page answers');
  const { kinds, ...counts } = best;
  return { ...counts, contexts: countKinds(kinds) };
}

async function tryInFrame(tabId: number, frameId: number, site: PageSite): Promise<unknown> {
  const files = [LATER_SCRIPTS.trial];
  await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files });
  return sendToTab(tabId, 'site.try', { input: { site }, frameId, limit: LIMIT });
}

function countKinds(kinds: RawTrial['kinds']): SiteTrial['contexts'] {
  const counts = new Map<string, SiteTrial['contexts'][number]>();
  for (const kind of kinds) {
    const key = JSON.stringify(kind);
    counts.set(key, { ...kind, links: (counts.get(key)?.links ?? 0) + 1 });
  }
  return [...counts.values()];
}

function weight({ hasFingerprint, lists, links }: RawTrial): number {
  return (hasFingerprint ? 1 : 0) + (lists > 0 ? 1 : 0) + (links > 0 ? 1 : 0);
}
