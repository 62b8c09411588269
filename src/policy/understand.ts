/**
 * Everything that can be seen on a link without asking anybody: canonical form, the wrappers it
 * went through, its cleaned destination, the signs on it, the provider it leads to, and the
 * addresses that are to be looked up. Pure; never throws on any string.
 */
import { providerOf } from './provider/directory.ts';
import type { Provider } from './provider/provider.ts';
import type { Sign } from './sign.ts';
import { parseAddress, readAddress } from './url/address.ts';
import { type CanonicalUrl, canonicalize, type UrlProblem } from './url/canonicalize.ts';
import type { LinkRuleBook } from './url/link-rules/book.ts';
import { clean } from './url/parameters/clean.ts';
import { signsOf } from './url/signs/signs.ts';
import { carriedBy, foreignHostIn } from './url/wrappers/carried.ts';
import { type Hop, type OpaqueHop, type Unwrapping, unwrap } from './url/wrappers/unwrap.ts';

export interface Understanding {
  /** The address as it was given. */
  readonly input: string;
  /** Canonical form of the input; undefined when `problem` says why. */
  readonly canonical: CanonicalUrl | undefined;
  readonly problem: UrlProblem | undefined;
  /** The wrappers that were opened, outermost first. */
  readonly hops: readonly Hop[];
  /** Where the chain ends at an address that does not carry its destination. */
  readonly opaque: OpaqueHop | undefined;
  /** The innermost address, cleaned, as the browser would open it; undefined when unparsable. */
  readonly destination: string | undefined;
  /** Names of the tracking parameters that were taken off the destination. */
  readonly removed: readonly string[];
  readonly signs: readonly Sign[];
  readonly provider: Provider | undefined;
  /** A host that is not the destination's own, whose address stands inside the destination. */
  readonly carries: string | undefined;
  /**
   * What rules are asked about: the addresses on the way, the destination's first, uncleaned, and
   * behind them those inside the destination.
   */
  readonly addresses: readonly CanonicalUrl[];
}

export interface LinkFacts {
  /** The visible text of the link, if there was one. */
  readonly text?: string | undefined;
  /** The id of the chat site on whose page the link stands. */
  readonly site?: string | undefined;
  /** Hosts whose names an administrator protects, beside the packaged ones. */
  readonly protectedBrands?: readonly string[] | undefined;
}

/**
 * Joins everything that the engine knows of an address. An address that no browser would open has
 * a problem, and then neither a canonical form nor a destination. `rules` are an administrator's for
 * wrappers and tracking parameters.
 */
export function understand(
  input: string,
  facts: LinkFacts = {},
  rules?: LinkRuleBook,
): Understanding {
  const way = follow(input, facts.site, rules);
  if (!way.ok) return misunderstood(input, way.problem, facts);
  const { address, canonical, unwrapping, destination, removed, outward } = way;
  const { hops, opaque } = unwrapping;
  return {
    input,
    canonical,
    problem: undefined,
    hops,
    opaque,
    destination,
    removed,
    signs: signsOf({
      input,
      address,
      unwrapping,
      text: facts.text,
      site: facts.site,
      scheme: undefined,
      protectedBrands: facts.protectedBrands,
    }),
    provider: providerOf(hostOf(destination, address)),
    carries: foreignHostIn(destination),
    addresses: [...outward, ...carriedBy(unwrapping.destination)],
  };
}

/** The destination that `understand` gives of an address alone, without looking at anything else. */
export function destinationIn(input: string): string | undefined {
  const way = follow(input);
  return way.ok ? way.destination : undefined;
}

type Way =
  | {
      readonly ok: true;
      readonly canonical: CanonicalUrl;
      readonly address: URL;
      readonly unwrapping: Unwrapping;
      readonly destination: string;
      readonly removed: readonly string[];
      readonly outward: readonly CanonicalUrl[];
    }
  | { readonly ok: false; readonly problem: UrlProblem };

function follow(input: string, site?: string, rules?: LinkRuleBook): Way {
  const canonical = canonicalize(input);
  if (!canonical.ok) return canonical;
  const address = parseAddress(input);
  if (address === undefined) return { ok: false, problem: 'host' };
  const unwrapping = unwrap(address.href, site, rules);
  const { url: destination, removed } = clean(unwrapping.destination, rules);
  const outward = wayOf(canonical.url, unwrapping);
  if (outward === undefined) return { ok: false, problem: 'too-long' };
  return {
    ...{ ok: true, canonical: canonical.url, address, unwrapping },
    ...{ destination, removed, outward },
  };
}

/** Nearly every destination is the address that was given, which is parsed already. */
function hostOf(destination: string, given: URL): string {
  return (destination === given.href ? given : new URL(destination)).hostname;
}

function misunderstood(input: string, problem: UrlProblem, facts: LinkFacts): Understanding {
  const reading = readAddress(input);
  return {
    input,
    canonical: undefined,
    problem,
    hops: [],
    opaque: undefined,
    destination: undefined,
    removed: [],
    signs: signsOf({
      input: problem === 'too-long' ? '' : input,
      text: facts.text,
      site: facts.site,
      unwrapping: undefined,
      scheme: reading.ok ? undefined : reading.scheme,
    }),
    provider: undefined,
    carries: undefined,
    addresses: [],
  };
}

/**
 * The destination, then the wrappers outwards; undefined where one of them is too long to be looked
 * up when it is written out.
 */
function wayOf(
  outermost: CanonicalUrl,
  { hops, destination }: Pick<Unwrapping, 'hops' | 'destination'>,
): readonly CanonicalUrl[] | undefined {
  const inner = [...hops.map(({ from }) => from), destination].slice(1);
  const canonical = inner.flatMap(canonicalOf);
  return canonical.length < inner.length ? undefined : [outermost, ...canonical].reverse();
}

function canonicalOf(address: string): readonly CanonicalUrl[] {
  const canonical = canonicalize(address);
  return canonical.ok ? [canonical.url] : [];
}
