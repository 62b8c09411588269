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
import { keepingLast } from '../keeping-last.ts';
import type { FullHashMatch, PrefixAnswer } from './answer-cache.ts';

/** An expression as the service knows it: all of its hash, and the part that is asked for. */
export interface Hashed {
  readonly expression: string;
  readonly fullHash: string;
  readonly prefix: string;
}

/** The expressions of an address, longest first. */
export type HashAddress = (address: CanonicalUrl) => readonly Hashed[];

/**
 * Hashes the last expressions once, for links of one chat share most of their hosts, and keeps those
 * of the last addresses, for each is asked about and then looked for in the answer.
 */
export function hasher(limit: number): HashAddress {
  const hash = keepingLast(limit, hashedOf);
  return keepingLast(limit, (address: CanonicalUrl) => expressionsOf(address).map(hash));
}

function hashedOf(expression: string): Hashed {
  const bytes = fullHashOf(expression);
  return { expression, fullHash: toHex(bytes), prefix: prefixOf(bytes) };
}

export function prefixesOf(
  link: Pick<Understanding, 'addresses'>,
  hash: HashAddress,
): readonly string[] {
  return link.addresses.flatMap(hash).map(({ prefix }) => prefix);
}

/**
 * Undefined while an answer is missing, because a missing answer is not a clean one; but a listing
 * that is known already holds.
 */
export function listingFromAnswers(
  link: Pick<Understanding, 'addresses'>,
  hash: HashAddress,
  answers: ReadonlyMap<string, PrefixAnswer>,
): Listing | undefined {
  const prefixes = prefixesOf(link, hash);
  const known = prefixes.flatMap((prefix) => answers.get(prefix) ?? []);
  if (known.length === 0) return undefined;
  const rulesetVersion = Math.min(...known.map((answer) => answer.rulesetVersion));
  function find(address: CanonicalUrl): RuleMatch | undefined {
    for (const { expression, fullHash, prefix } of hash(address)) {
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
