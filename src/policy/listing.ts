/**
 * Reads what rules say of a link. Of one address, the rule with the longest expression speaks; at
 * equal length an allowing rule is the exception to the listing one. Any listed address on the way
 * makes the link listed; only the destination's own allowing rule makes it allowed.
 */
import type { Understanding } from './understand.ts';
import type { Listing, ListingSource, RuleMatch } from './verdict.ts';

export function listingOf(
  link: Pick<Understanding, 'expressions'>,
  match: (expressions: readonly string[]) => readonly RuleMatch[],
  source: ListingSource,
): Listing {
  const spoken = link.expressions.map((expressions) => speaking(expressions, match(expressions)));
  const listed = spoken.find((rule) => rule?.effect === 'listed');
  if (listed !== undefined) return { kind: 'listed', match: listed, source };
  const [destination] = spoken;
  if (destination !== undefined) return { kind: 'allowed', match: destination, source };
  return { kind: 'not-listed', source };
}

function speaking(
  expressions: readonly string[],
  matches: readonly RuleMatch[],
): RuleMatch | undefined {
  for (const expression of expressions) {
    const rules = matches.filter((rule) => rule.expression === expression);
    const rule = rules.find(({ effect }) => effect === 'allowed') ?? rules[0];
    if (rule !== undefined) return rule;
  }
  return undefined;
}
