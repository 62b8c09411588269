/**
 * Judges an address that a tab is on its way to, by what is known in the browser: the local ruleset
 * and what was seen in a chat. A navigation makes nothing leave the browser.
 */
import {
  decidedBy,
  expressionsOf,
  isStricter,
  type Listing,
  type Understanding,
} from '../../../policy/index.ts';
import { type SeenStop, seenStops } from '../../storage/net.ts';
import { listingFromRuleset } from '../lookup/listing-from-ruleset.ts';
import { rulesetFor } from '../ruleset/ruleset.ts';
import { type Judged, judgeBy, type SightedLink } from '../verdict/judge.ts';
import { linkReader } from '../verdict/read-link.ts';

export async function judgeNavigation(link: SightedLink): Promise<Judged> {
  const [judged] = await judgeBy([link], async (links) => {
    const addresses = links.flatMap((one) => one.addresses);
    const [ruleset, seen] = await Promise.all([rulesetFor(addresses), seenStops.get()]);
    const now = Date.now();
    return links.map((one) => {
      const local = listingFromRuleset(one, ruleset, now);
      return local.kind === 'listed' ? local : (listingFromSeen(one, seen) ?? local);
    });
  });
  if (judged === undefined) throw new TypeError('judgeBy: one for each');
  return judged;
}

/** What a chat's links were stopped for stays known, also where only the service listed it. */
export function listingFromSeen(
  { addresses }: Pick<Understanding, 'addresses'>,
  seen: readonly SeenStop[],
): Listing | undefined {
  const expressions = new Set(addresses.flatMap(expressionsOf));
  const found = seen.find(({ match }) => expressions.has(match.expression));
  return found && { kind: 'listed', match: found.match, source: found.source };
}

/** Whether our own rule holds it, in whichever tab. */
export async function isSeen(href: string): Promise<boolean> {
  const [seen, readLink] = await Promise.all([seenStops.get(), linkReader()]);
  return seen.length > 0 && listingFromSeen(readLink(href), seen) !== undefined;
}

/** Whether a page that is listed, or forbidden by an administrator, is to be stopped on its way. */
export function isStopped({ verdict, decision }: Judged): boolean {
  if (!isStricter(decision.action, 'open')) return false;
  return verdict.kind === 'harmful' || decidedBy(decision.trace)?.authority === 'managed';
}
