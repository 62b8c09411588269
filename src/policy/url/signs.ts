/**
 * Sees on a link what is suspicious without any list. A sign is a fact about the address and its
 * text, never a verdict. Ordinary links show none: international names in one script, short links
 * of the site itself, texts that mention files and products.
 */
import { isTenantHost, providerOf } from '../provider/directory.ts';
import type { Sign } from '../sign.ts';
import { parseAddress } from './address.ts';
import { isIpHost, registrableDomain, toUnicodeHost, withoutTrailingDots } from './host.ts';
import { bidiControlIn, zeroWidthIn } from './invisible.ts';
import { isMixture, scriptsOf } from './letters.ts';
import { addressNamedBy } from './link-text.ts';
import { lookAlikeOf } from './look-alike.ts';
import { unescapeForReading } from './percent.ts';
import { type Unwrapping, unwrap } from './unwrap.ts';

export interface Seen {
  /** As it was given, trimmed. */
  readonly input: string;
  readonly text: string | undefined;
  readonly site: string | undefined;
  /** Undefined where the input is no http or https address. */
  readonly unwrapping: Unwrapping | undefined;
  /** The scheme of an address that is neither http nor https. */
  readonly scheme: string | undefined;
}

const MAXIMUM_USER_INFO = 64;

/** Each sign once, in the order of `SIGN_KINDS`. */
export function signsOf(seen: Seen): readonly Sign[] {
  const addresses = addressesOf(seen);
  const hosts = [...new Set(addresses.map(({ hostname }) => hostname))];
  return [
    ...hosts.flatMap(lookAlikeSigns),
    ...otherHostSigns(seen),
    ...userInfoSigns(seen, addresses),
    ...invisibleSigns(seen),
    ...hosts.flatMap(mixedScriptSigns),
    ...hosts.filter(isIpHost).map((host): Sign => ({ kind: 'ip-host', host })),
    ...(seen.scheme === undefined
      ? []
      : [{ kind: 'non-http-scheme', scheme: seen.scheme } as const]),
    ...opaqueSigns(seen),
  ];
}

/** Every address on the way, the outermost first. */
function addressesOf({ unwrapping }: Seen): readonly URL[] {
  if (unwrapping === undefined) return [];
  return [...unwrapping.hops.map(({ from }) => from), unwrapping.destination].flatMap(
    (address) => parseAddress(address) ?? [],
  );
}

function otherHostSigns({ text, site, unwrapping }: Seen): readonly Sign[] {
  // What the chat site's own short link hides, its text tells; the site wrote both.
  if (text === undefined || unwrapping === undefined || unwrapping.opaque?.owner === 'site') {
    return [];
  }
  const named = addressNamedBy(text);
  const destination = parseAddress(unwrapping.destination);
  if (named === undefined || destination === undefined) return [];
  const isExplained =
    isSameOwner(named.hostname, destination.hostname) ||
    isCutOff(named.hostname, destination.hostname, text) ||
    unwrapping.hops.some(({ from }) => isShownAs(from, named, text)) ||
    leadsTo(named, destination, site);
  if (isExplained) return [];
  return [{ kind: 'text-names-other-host', textHost: named.hostname, host: destination.hostname }];
}

const CUT = /(?:…|\.{3})\s*$/;

function isSameOwner(named: string, host: string): boolean {
  const provider = providerOf(named);
  return (
    ownerOf(host) === ownerOf(named) || (provider !== undefined && providerOf(host) === provider)
  );
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

function userInfoSigns({ unwrapping }: Seen, addresses: readonly URL[]): readonly Sign[] {
  const refused = unwrapping?.refused === undefined ? undefined : parseAddress(unwrapping.refused);
  const withRefused = refused === undefined ? addresses : [...addresses, refused];
  return withRefused.flatMap(({ username, password, hostname }) => {
    if (username === '' && password === '') return [];
    const userInfo = unescapeForReading(username).slice(0, MAXIMUM_USER_INFO);
    return [{ kind: 'user-info', userInfo, host: hostname } as const];
  });
}

function invisibleSigns({ input, text, unwrapping }: Seen): readonly Sign[] {
  const written = [input, unwrapping?.destination ?? ''].map(unescapeForReading);
  const upToQuery = written.map((address) => address.split(/[?#]/, 1)[0] ?? '');
  const places = [
    { where: 'text', forBidi: [text ?? ''], forZeroWidth: [text ?? ''] },
    { where: 'address', forBidi: written, forZeroWidth: upToQuery },
  ] as const;
  return [
    ...places.flatMap(({ where, forBidi }) =>
      firstOf(forBidi, bidiControlIn).map(
        (codePoint): Sign => ({ kind: 'bidi-control', where, codePoint }),
      ),
    ),
    ...places.flatMap(({ where, forZeroWidth }) =>
      firstOf(forZeroWidth, zeroWidthIn).map(
        (codePoint): Sign => ({ kind: 'zero-width', where, codePoint }),
      ),
    ),
  ];
}

function firstOf(
  texts: readonly string[],
  find: (text: string) => string | undefined,
): readonly string[] {
  return texts.flatMap((text) => find(text) ?? []).slice(0, 1);
}

function mixedScriptSigns(host: string): readonly Sign[] {
  return toUnicodeHost(host)
    .split('.')
    .flatMap((label) => {
      const scripts = scriptsOf(label);
      return isMixture(scripts) ? [{ kind: 'mixed-script', label, scripts } as const] : [];
    });
}

function lookAlikeSigns(host: string): readonly Sign[] {
  const found = lookAlikeOf(host);
  return found === undefined ? [] : [{ kind: 'look-alike', host, ...found }];
}

function opaqueSigns({ unwrapping }: Seen): readonly Sign[] {
  const opaque = unwrapping?.opaque;
  return opaque?.owner === 'third-party' ? [{ kind: 'opaque-wrapper', host: opaque.host }] : [];
}
