/** A complaint that is begun in a menu: a page of its own, which is given its link here, once. */
import browser from 'webextension-polyfill';
import type { Asker } from '../../messaging/handle.ts';
import type { ComplaintSubject, PickedLink } from '../../messaging/protocol.ts';
import { complaintSubject } from '../../storage/links.ts';
import { activeRuleset } from '../ruleset/ruleset.ts';
import { linkReader } from '../verdict/read-link.ts';
import { complainingFor } from './complaining.ts';

const PAGE = 'src/extension/pages/complain/index.html';

/** What wraps an address can hold secrets of a session: what it leads to is complained of. */
export async function openComplaint({ site, href, text, context }: PickedLink): Promise<void> {
  const { destination } = (await linkReader())(href, { text, site });
  await complaintSubject.set({ address: destination ?? href, context });
  await browser.tabs.create({ url: browser.runtime.getURL(PAGE) });
}

/** Undefined where the page was opened in another way, or anew. */
export async function takeComplaintSubject(
  asker: Pick<Asker, 'isPrivate' | 'tabId'>,
): Promise<ComplaintSubject | undefined> {
  const subject = await complaintSubject.get();
  if (subject === null) return undefined;
  await complaintSubject.set(null);
  const rulesetVersion = (await activeRuleset())?.manifest.version ?? 0;
  return { ...subject, rulesetVersion, complaining: await complainingFor(asker) };
}
