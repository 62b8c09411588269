/**
 * Finds the destination that a wrapper's address carries, at most five wrappers deep. A wrapper is
 * known by its host and path. Its destination counts only when it is an absolute http or
 * https address without a user name; otherwise the link stays at the wrapper and is said to hide
 * its destination, because what the wrapper does with it cannot be seen here. A hop is never
 * evidence of safety.
 */
import { providerOfShareHost } from '../../provider/directory.ts';
import { parseAddress } from '../address.ts';
import { canonicalize } from '../canonicalize.ts';
import { withoutTrailingDots } from '../host.ts';
import type { LinkRuleBook } from '../link-rules/book.ts';
import { readTarget } from './wrapped-target.ts';
import { rowsOf, withoutWww, wrapperOf } from './wrapper-of.ts';
import { SHORTENER_HOSTS } from './wrappers.ts';

/** One wrapper that was opened. */
export interface Hop {
  /** Id of the wrapper in the table. */
  readonly wrapper: string;
  readonly from: string;
  readonly to: string;
}

/** An address that is known to hide its destination. */
export interface OpaqueHop {
  readonly wrapper: string;
  readonly host: string;
  /** Whose it is, as far as that matters: a provider's own, the chat site's own, or anybody's. */
  readonly owner: 'provider' | 'site' | 'third-party';
}

export interface Unwrapping {
  /** Outermost first. */
  readonly hops: readonly Hop[];
  readonly opaque: OpaqueHop | undefined;
  /** The innermost address; the given one where nothing was opened. */
  readonly destination: string;
  /** What the innermost wrapper carries where that may not be a destination. */
  readonly refused: string | undefined;
}

const MAXIMUM_HOPS = 5;

/** An address whose host stands in it as every reader of addresses reads it. */
const PLAIN_HOST = /^https?:\/\/([a-z0-9.-]+)(?:[/?#]|$)/;

/**
 * `site` is the id of the chat site on whose page the link stands; `rules` are an administrator's,
 * and have a say where our own table has none. Never throws.
 */
export function unwrap(url: string, site?: string, rules?: LinkRuleBook): Unwrapping {
  const hops: Hop[] = [];
  const whole = { hops, opaque: undefined, destination: url, refused: undefined };
  // Nearly every link: no row is for its host, so nothing more need be read of it.
  const host = PLAIN_HOST.exec(url)?.[1];
  if (host !== undefined && !isWrapperHost(withoutTrailingDots(host), rules)) return whole;
  const seen = new Set<string>();
  let destination = url;
  let address = parseAddress(url);
  while (address !== undefined) {
    seen.add(address.href);
    const opaque = opaqueHop(address, site);
    if (opaque !== undefined) return { hops, opaque, destination, refused: undefined };
    const reading = readWrapper(address, rules);
    if (reading === undefined) break;
    const { wrapper, target } = reading;
    const next = acceptableTarget(target);
    if (next === undefined || seen.has(next.href) || hops.length === MAXIMUM_HOPS) {
      return { hops, opaque: stuckAt(wrapper, address), destination, refused: target };
    }
    hops.push({ wrapper, from: address.href, to: next.href });
    destination = next.href;
    address = next;
  }
  return { ...whole, destination };
}

function isWrapperHost(host: string, rules: LinkRuleBook | undefined): boolean {
  const bare = withoutWww(host);
  return (
    rowsOf(bare) !== undefined ||
    SHORTENER_HOSTS.has(bare) ||
    providerOfShareHost(bare) !== undefined ||
    rules?.hasWrapperOn(host) === true
  );
}

function readWrapper(
  address: URL,
  rules: LinkRuleBook | undefined,
): { readonly wrapper: string; readonly target: string } | undefined {
  for (const wrapper of [wrapperOf(address), ...(rules?.wrappersOf(address) ?? [])]) {
    const target = wrapper && readTarget(address, wrapper);
    if (target !== undefined) return { wrapper: wrapper?.id ?? '', target };
  }
  return undefined;
}

function stuckAt(wrapper: string, { hostname }: URL): OpaqueHop {
  return { wrapper, host: hostname, owner: 'third-party' };
}

function opaqueHop(address: URL, site: string | undefined): OpaqueHop | undefined {
  const { hostname, pathname } = address;
  const host = withoutWww(withoutTrailingDots(hostname));
  const hasCode = pathname !== '/';
  const provider = hasCode ? providerOfShareHost(host) : undefined;
  const wrapper = wrapperOf(address);
  if (provider !== undefined && (wrapper && readTarget(address, wrapper)) === undefined) {
    return { wrapper: provider.id, host: hostname, owner: 'provider' };
  }
  if (hasCode && SHORTENER_HOSTS.has(host)) return stuckAt(host, address);
  if (wrapper?.encoding !== 'none' || (!hasCode && wrapper.paths.includes('*'))) return undefined;
  const isOfSite = wrapper.site !== undefined && wrapper.site === site;
  return { wrapper: wrapper.id, host: hostname, owner: isOfSite ? 'site' : 'third-party' };
}

function acceptableTarget(target: string): URL | undefined {
  if (!/^[\s]*https?:/i.test(target) || !canonicalize(target).ok) return undefined;
  const url = parseAddress(target);
  return url?.username === '' && url.password === '' ? url : undefined;
}
