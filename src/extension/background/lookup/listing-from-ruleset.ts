/** What the ruleset on the device says of one link. */
import { type Listing, listingOfRuleset, type Understanding } from '../../../policy/index.ts';
import type { ActiveRuleset } from '../ruleset/ruleset.ts';
import { isStale } from '../ruleset/staleness.ts';

/** What a stale set lists stays listed; its silence is no answer. `now` in milliseconds. */
export function listingFromRuleset(
  link: Pick<Understanding, 'addresses'>,
  ruleset: ActiveRuleset | undefined,
  now: number,
): Listing {
  if (ruleset === undefined) return { kind: 'no-answer', cause: 'no-ruleset' };
  const listing = listingOfRuleset(link, ruleset.rules, {
    via: ruleset.origin === 'packaged' ? 'seed' : 'ruleset',
    rulesetVersion: ruleset.manifest.version,
  });
  return listing.kind === 'listed' || !isStale(ruleset, now)
    ? listing
    : { kind: 'no-answer', cause: 'stale-ruleset' };
}
