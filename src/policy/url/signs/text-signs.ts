/** Whether the text of a link names another host than the link leads to, unexplained. */
import { isTenantHost, providerOf } from '../../provider/directory.ts';
import type { Sign } from '../../sign.ts';
import { parseAddress } from '../address.ts';
import { registrableDomain, toUnicodeHost, withoutTrailingDots } from '../host.ts';
import { type Unwrapping, unwrap } from '../wrappers/unwrap.ts';
import { addressNamedBy } from './link-text.ts';

const CUT = /(?:…|\.{3})\s*$/;
/** In these, a reader takes for the host what the browser takes for it. */
const PLAIN = /^https?:\/\/[a-z0-9.-]+(?:[/?#]|$)/;

export function textSigns(
  input: string,
  text: string,
  site: string | undefined,
  unwrapping: Unwrapping,
): readonly Sign[] {
  // What the chat site's own short link hides, its text tells; the site wrote both.
  if (unwrapping.opaque?.owner === 'site' || (text === input && PLAIN.test(input))) return [];
  const named = addressNamedBy(text);
  const destination = named && parseAddress(unwrapping.destination);
  if (named === undefined || destination === undefined) return [];
  const isExplained =
    isSameOwner(named.hostname, destination.hostname) ||
    isCutOff(named.hostname, destination.hostname, text) ||
    unwrapping.hops.some(({ from }) => isShownAs(from, named, text)) ||
    leadsTo(named, destination, site);
  if (isExplained) return [];
  return [{ kind: 'text-names-other-host', textHost: named.hostname, host: destination.hostname }];
}

function isSameOwner(named: string, host: string): boolean {
  if (ownerOf(host) === ownerOf(named)) return true;
  const [provider, other] = [providerOf(named), providerOf(host)];
  if (provider === undefined || other === undefined) return false;
  return provider === other || (provider.family !== undefined && provider.family === other.family);
}

/** Whether the text was cut inside its host, as in "www.example.co…". A provider's host is whole. */
function isCutOff(named: string, host: string, text: string): boolean {
  if (!CUT.test(text) || providerOf(named) !== undefined) return false;
  const shown = text.replace(CUT, '').toLowerCase();
  return shown.endsWith(toUnicodeHost(named)) && ownerOf(host).startsWith(ownerOf(named));
}

/** Whether the text names this wrapper itself: its host and, where it shows one, its path. */
function isShownAs(wrapper: string, named: URL, text: string): boolean {
  const address = parseAddress(wrapper);
  if (address?.hostname !== named.hostname) return false;
  const path = named.pathname.replace(/\.+$/, '');
  return (
    path === '/' ||
    path === address.pathname ||
    (CUT.test(text) && address.pathname.startsWith(path))
  );
}

/** Whether the address that a text names is a wrapper that leads there. */
function leadsTo(named: URL, destination: URL, site: string | undefined): boolean {
  const { destination: inner, opaque, hops } = unwrap(named.href, site);
  if (opaque !== undefined) return opaque.owner === 'site';
  const innerHost = parseAddress(inner)?.hostname ?? '';
  return hops.length > 0 && ownerOf(innerHost) === ownerOf(destination.hostname);
}

/** Each tenant of a provider's host is an owner of its own. */
function ownerOf(hostname: string): string {
  const host = withoutTrailingDots(hostname);
  return isTenantHost(host) ? host : (registrableDomain(host) ?? host);
}
