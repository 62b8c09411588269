/**
 * What the service's answers say of one link. Only the first four bytes of a hash ever leave the
 * browser; which full hash was meant is compared here.
 */
import {
  type CanonicalUrl,
  compareKinds,
  expressionsOf,
  fullHashOf,
  type Listing,
  listingOf,
  prefixOf,
  type RuleMatch,
  toHex,
  type Understanding,
} from '../../../policy/index.ts';
import type { FullHashMatch, PrefixAnswer } from './answer-cache.ts';

/** An expression as the service knows it: all of its hash, and the part that is asked for. */
export interface Hashed {
  readonly fullHash: string;
  readonly prefix: string;
}

/** Hashes expressions, the last ones once: links of one chat share most of their hosts. */
export function hasher(limit: number): (expression: string) => Hashed {
  const known = new Map<string, Hashed>();
  return (expression) => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    const bytes = fullHashOf(expression);
    const hashed = { fullHash: toHex(bytes), prefix: prefixOf(bytes) };
    if (known.size >= limit) known.clear();
    known.set(expression, hashed);
    return hashed;
  };
}

export function prefixesOf(
  link: Pick<Understanding, 'addresses'>,
  hash: (expression: string) => Hashed,
): readonly string[] {
  return link.addresses.flatMap(expressionsOf).map((expression) => hash(expression).prefix);
}

/**
 * Undefined while an answer is missing, because a missing answer is not a clean one; but a listing
 * that is known already holds.
 */
export function listingFromAnswers(
  link: Pick<Understanding, 'addresses'>,
  hash: (expression: string) => Hashed,
  answers: ReadonlyMap<string, PrefixAnswer>,
): Listing | undefined {
  const prefixes = prefixesOf(link, hash);
  const known = prefixes.flatMap((prefix) => answers.get(prefix) ?? []);
  if (known.length === 0) return undefined;
  const rulesetVersion = Math.min(...known.map((answer) => answer.rulesetVersion));
  function find(address: CanonicalUrl): RuleMatch | undefined {
    for (const expression of expressionsOf(address)) {
      const { fullHash, prefix } = hash(expression);
      const matches = answers.get(prefix)?.matches ?? [];
      const [rule] = matches.filter((found) => found.fullHash === fullHash).sort(compareKinds);
      if (rule !== undefined) return matchOf(expression, rule);
    }
    return undefined;
  }
  const listing = listingOf(link, find, { via: 'service', rulesetVersion });
  return known.length === prefixes.length || listing.kind === 'listed' ? listing : undefined;
}

function matchOf(expression: string, { fullHash: _, ...rule }: FullHashMatch): RuleMatch {
  return { expression, ...rule };
}
