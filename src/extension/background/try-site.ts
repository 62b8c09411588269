/** Tries a site's definition on an open page: nothing is kept, and the page's guard goes on. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { CERTAINTIES, CONTEXTS, CodedError } from '../../policy/index.ts';
import type { SiteTrial } from '../messaging/protocol.ts';
import { sendToTab } from '../messaging/send.ts';
import { parseBoundedSite } from './custom-sites.ts';

/** Milliseconds; selectors can be slow, and the person waits. */
const LIMIT = 3000;

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const TrialSchema = v.object({
  hasFingerprint: v.boolean(),
  lists: Count,
  messages: Count,
  links: Count,
  excluded: Count,
  contexts: v.pipe(
    v.array(
      v.object({
        context: v.picklist(CONTEXTS),
        certainty: v.picklist([...CERTAINTIES, 'none']),
        mayBeBot: v.boolean(),
        links: Count,
      }),
    ),
    v.maxLength(100),
  ),
  unreadable: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(100)),
});

/** What the frame says in which the definition finds most. Throws 'no-answer' for a page without. */
export async function trySite(input: { tabId: number; site?: unknown }): Promise<SiteTrial> {
  const { tabId } = input;
  const site = parseBoundedSite(input.site);
  const frames = await browser.webNavigation.getAllFrames({ tabId });
  const told = await Promise.all(
    (frames ?? []).map(({ frameId }) =>
      sendToTab(tabId, 'site.try', { input: { site }, frameId, limit: LIMIT }).catch(
        () => undefined,
      ),
    ),
  );
  const [best] = told
    .flatMap((one) => {
      const parsed = v.safeParse(TrialSchema, one);
      return parsed.success ? [parsed.output] : [];
    })
    .toSorted((one, other) => weight(other) - weight(one));
  if (best === undefined) throw new CodedError('no-answer', 'site.try: no page answers');
  return best;
}

function weight({ hasFingerprint, lists, links }: SiteTrial): number {
  return (hasFingerprint ? 1 : 0) + (lists > 0 ? 1 : 0) + (links > 0 ? 1 : 0);
}
