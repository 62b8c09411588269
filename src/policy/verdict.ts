/**
 * What is known of a destination, independent of who asks. A verdict carries its evidence, so that
 * a statement of reasons can be written from it alone. `unknown` is a verdict of its own, with a
 * cause; it is never folded into `clean` or `unlisted`.
 */
import { isSuspicious, type Sign } from './sign.ts';
import type { Understanding } from './understand.ts';
import { isSevere, type Violation } from './violation.ts';

export type UnknownCause =
  | 'no-ruleset'
  | 'stale-ruleset'
  /** The ruleset has no say on such addresses. */
  | 'outside-coverage'
  | 'service-unreachable'
  | 'unparsable-url'
  | 'site-unrecognised';

/** Where an answer came from: the service, a ruleset that was fetched, or the packaged seed. */
export interface ListingSource {
  readonly via: 'service' | 'ruleset' | 'seed';
  readonly rulesetVersion: number;
}

/** One rule that spoke of an expression of this link. */
export interface RuleMatch {
  readonly expression: string;
  readonly effect: 'listed' | 'allowed';
  readonly violation: Violation;
  /** A severe violation is always severe; a list may hold a lesser one to be so. */
  readonly severity: 'severe' | 'lesser';
  /** The list or ruling that the rule came from, as named by whoever compiled the ruleset. */
  readonly list: string;
  /** YYYY-MM-DD. This and the evidence are known to the service, not to the file of a client. */
  readonly listedOn?: string;
  /** The list's own name for the case. */
  readonly evidence?: string;
}

/** A severe verdict is never weaker than `warn` for a person. No rule makes less of a violation. */
export function isSevereRule({ severity, violation }: RuleMatch): boolean {
  return severity === 'severe' || isSevere(violation);
}

/** The answer of a ruleset or the service to "what do you know of these addresses?" */
export type Listing =
  | { readonly kind: 'listed'; readonly match: RuleMatch; readonly source: ListingSource }
  | { readonly kind: 'allowed'; readonly match: RuleMatch; readonly source: ListingSource }
  | { readonly kind: 'not-listed'; readonly source: ListingSource }
  | {
      readonly kind: 'no-answer';
      readonly cause: Extract<
        UnknownCause,
        'no-ruleset' | 'stale-ruleset' | 'outside-coverage' | 'service-unreachable'
      >;
    };

export type Verdict =
  | { readonly kind: 'harmful'; readonly match: RuleMatch; readonly source: ListingSource }
  | {
      readonly kind: 'suspicious';
      readonly signs: readonly Sign[];
      readonly source: ListingSource | undefined;
    }
  | {
      readonly kind: 'clean';
      /** The allowing rule, or the provider whose own address this is. */
      readonly because: { readonly list: string } | { readonly providerId: string };
      readonly source: ListingSource;
    }
  | { readonly kind: 'unlisted'; readonly source: ListingSource }
  | { readonly kind: 'unknown'; readonly cause: UnknownCause };

/**
 * Joins what was seen on the address with what a ruleset says of it. A listing outweighs signs;
 * suspicious signs outweigh the absence of a listing and of an answer; an allowing rule speaks for
 * the destination only, so signs on the way to it still count. A provider's own address is not
 * clean for the provider's sake where it hides or carries somebody else's: it may only redirect.
 */
export function judge(link: Understanding, listing: Listing): Verdict {
  if (link.destination === undefined) return { kind: 'unknown', cause: 'unparsable-url' };
  if (listing.kind === 'listed') {
    return { kind: 'harmful', match: listing.match, source: listing.source };
  }
  const signs = link.signs.filter(isSuspicious);
  if (signs.length > 0) {
    return {
      kind: 'suspicious',
      signs,
      source: listing.kind === 'no-answer' ? undefined : listing.source,
    };
  }
  if (listing.kind === 'no-answer') return { kind: 'unknown', cause: listing.cause };
  if (listing.kind === 'allowed') {
    return { kind: 'clean', because: { list: listing.match.list }, source: listing.source };
  }
  const isOwn = link.opaque === undefined && link.carries === undefined;
  if (link.provider !== undefined && isOwn) {
    return { kind: 'clean', because: { providerId: link.provider.id }, source: listing.source };
  }
  return { kind: 'unlisted', source: listing.source };
}
