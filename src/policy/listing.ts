/**
 * Reads what rules say of a link. Of each address on its way one rule speaks. Any listed address
 * makes the link listed; only the destination's own allowing rule makes it allowed.
 */
import type { Ruleset } from './ruleset/ruleset.ts';
import type { Understanding } from './understand.ts';
import type { CanonicalUrl } from './url/canonicalize.ts';
import type { Listing, ListingSource, RuleMatch } from './verdict.ts';

/** `find` gives the rule that speaks of an address. */
export function listingOf(
  link: Pick<Understanding, 'addresses'>,
  find: (address: CanonicalUrl) => RuleMatch | undefined,
  source: ListingSource,
): Listing {
  const spoken = link.addresses.map(find);
  const listed = spoken.find((rule) => rule?.effect === 'listed');
  if (listed !== undefined) return { kind: 'listed', match: listed, source };
  const [destination] = spoken;
  if (destination !== undefined) return { kind: 'allowed', match: destination, source };
  return { kind: 'not-listed', source };
}

/** As a ruleset says it: of an address that it does not cover, its silence is no answer. */
export function listingOfRuleset(
  link: Pick<Understanding, 'addresses'>,
  ruleset: Ruleset,
  source: ListingSource,
): Listing {
  const listing = listingOf(link, ruleset.find, source);
  return listing.kind === 'not-listed' && !link.addresses.every(ruleset.covers)
    ? { kind: 'no-answer', cause: 'outside-coverage' }
    : listing;
}
