/**
 * Everything that can be seen on a link without asking anybody: canonical form, the wrappers it
 * went through, its cleaned destination, the signs on it, the provider it leads to, and the
 * expressions by which rulesets know it. Pure; never throws on any string.
 */
import { providerOf } from './provider/directory.ts';
import type { Provider } from './provider/provider.ts';
import type { Sign } from './sign.ts';
import { parseAddress, readAddress } from './url/address.ts';
import { type CanonicalUrl, canonicalize, type UrlProblem } from './url/canonicalize.ts';
import { clean } from './url/clean.ts';
import { expressionsOf } from './url/expressions.ts';
import { signsOf } from './url/signs.ts';
import { type Hop, type OpaqueHop, unwrap } from './url/unwrap.ts';

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
  /**
   * One list for each address on the way, the destination's first, and behind them one for each
   * address in the destination's query; in each, the longest first.
   */
  readonly expressions: readonly (readonly string[])[];
}

export interface LinkFacts {
  /** The visible text of the link, if there was one. */
  readonly text?: string | undefined;
  /** The id of the chat site on whose page the link stands. */
  readonly site?: string | undefined;
}

/** Addresses in one query that are looked up. */
const MAXIMUM_CARRIED = 4;

/**
 * Joins everything that the engine knows of an address. An address that no browser would open has
 * a problem, and then neither a canonical form nor a destination.
 */
export function understand(input: string, facts: LinkFacts = {}): Understanding {
  const canonical = canonicalize(input);
  if (!canonical.ok) return misunderstood(input, canonical.problem, facts);
  const address = parseAddress(input);
  if (address === undefined) return misunderstood(input, 'host', facts);
  const unwrapping = unwrap(address.href, facts.site);
  const { hops, opaque } = unwrapping;
  const { url: destination, removed } = clean(unwrapping.destination);
  const inward = [...hops.map(({ from }) => from), unwrapping.destination];
  return {
    input,
    canonical: canonical.url,
    problem: undefined,
    hops,
    opaque,
    destination,
    removed,
    signs: signsOf({ input, unwrapping, text: facts.text, site: facts.site, scheme: undefined }),
    provider: providerOf(new URL(destination).hostname),
    expressions: [...inward.reverse(), ...carriedBy(unwrapping.destination)].map(
      expressionsOfAddress,
    ),
  };
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
    expressions: [],
  };
}

/**
 * The addresses in the query of a destination: it may be a redirector that no table names. They
 * are only looked up, never opened.
 */
function carriedBy(destination: string): readonly string[] {
  return [...new URL(destination).searchParams]
    .flat()
    .filter((value) => /^\s*https?:/i.test(value) && canonicalize(value).ok)
    .slice(0, MAXIMUM_CARRIED);
}

function expressionsOfAddress(address: string): readonly string[] {
  const canonical = canonicalize(address);
  return canonical.ok ? expressionsOf(canonical.url) : [];
}
