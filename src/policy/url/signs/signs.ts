/**
 * Sees on a link what is suspicious without any list. A sign is a fact about the address and its
 * text, never a verdict. Ordinary links show none: international names in one script, short links
 * of the site itself, texts that mention files and products. What an ordinary link cannot show is
 * not looked for: everything about foreign letters is skipped where there are none.
 */
import { providerOf } from '../../provider/directory.ts';
import type { Sign } from '../../sign.ts';
import { parseAddress } from '../address.ts';
import { isIpHost, toUnicodeHost } from '../host.ts';
import { unescapeForReading } from '../percent.ts';
import type { Unwrapping } from '../wrappers/unwrap.ts';
import { brandsOf, isOwned, packagedBrands } from './brand-index.ts';
import { type HostParts, partsOf } from './host-parts.ts';
import { bidiControlIn, zeroWidthIn } from './invisible.ts';
import { isMixture, scriptsOf } from './letters.ts';
import { lookAlikeOf } from './look-alike.ts';
import { packagedModel } from './packaged-model.ts';
import { textSigns } from './text-signs.ts';
import { weigh } from './unusual.ts';

export interface Seen {
  /** As it was given, trimmed. */
  readonly input: string;
  readonly text: string | undefined;
  readonly site: string | undefined;
  /** The input, as it was parsed. */
  readonly address?: URL;
  /** Undefined where the input is no http or https address. */
  readonly unwrapping: Unwrapping | undefined;
  /** The scheme of an address that is neither http nor https. */
  readonly scheme: string | undefined;
  /** Hosts whose names an administrator protects. */
  readonly protectedBrands?: readonly string[] | undefined;
}

const MAXIMUM_USER_INFO = 64;
/** Foreign, or an escape that may be. */
const NOT_PLAIN = /[^\0-\x7f]|%[c-f]/i;

/** Each sign once, in the order of `SIGN_KINDS`. */
export function signsOf(seen: Seen): readonly Sign[] {
  const { input, text, site, unwrapping, scheme } = seen;
  const addresses = unwrapping === undefined ? [] : addressesOf(unwrapping, seen.address);
  const hosts = new Map(addresses.map(({ hostname }) => [hostname, partsOf(hostname)]));
  const signs: Sign[] = [];
  for (const [host, parts] of hosts) signs.push(...lookAlikeSigns(host, parts, seen));
  const isLookAlike = signs.length > 0;
  if (text !== undefined && unwrapping !== undefined) {
    signs.push(...textSigns(input, text, site, unwrapping));
  }
  signs.push(...userInfoSigns(unwrapping, addresses), ...invisibleSigns(seen));
  for (const host of hosts.keys()) signs.push(...mixedScriptSigns(host));
  const destination = addresses.at(-1);
  if (destination !== undefined && !isLookAlike) {
    signs.push(...unusualSigns(destination, hosts.get(destination.hostname)));
  }
  for (const host of hosts.keys()) if (isIpHost(host)) signs.push({ kind: 'ip-host', host });
  if (scheme !== undefined) signs.push({ kind: 'non-http-scheme', scheme });
  const opaque = unwrapping?.opaque;
  if (opaque?.owner === 'third-party') signs.push({ kind: 'opaque-wrapper', host: opaque.host });
  return signs;
}

/** Every address on the way, the outermost first. */
function addressesOf({ hops, destination }: Unwrapping, given: URL | undefined): readonly URL[] {
  if (given !== undefined && given.href === destination) return [given];
  return [...hops.map(({ from }) => from), destination].flatMap(
    (address) => parseAddress(address) ?? [],
  );
}

function lookAlikeSigns(
  host: string,
  parts: HostParts | undefined,
  { protectedBrands }: Seen,
): readonly Sign[] {
  if (parts === undefined) return [];
  const others = protectedBrands?.length ? brandsOf(protectedBrands) : undefined;
  const found = lookAlikeOf(parts, others);
  return found === undefined ? [] : [{ kind: 'look-alike', host, ...found }];
}

function unusualSigns(address: URL, parts: HostParts | undefined): readonly Sign[] {
  const model = packagedModel();
  const { points, features } = weigh(address, parts, model);
  if (points < model.threshold) return [];
  const isOwn = parts && (providerOf(parts.host) ?? isOwned(packagedBrands(), parts.host));
  return isOwn ? [] : [{ kind: 'unusual-address', host: address.hostname, points, features }];
}

function userInfoSigns(
  unwrapping: Unwrapping | undefined,
  addresses: readonly URL[],
): readonly Sign[] {
  if (unwrapping === undefined) return [];
  const refused = unwrapping.refused === undefined ? undefined : parseAddress(unwrapping.refused);
  const withRefused = refused === undefined ? addresses : [...addresses, refused];
  return withRefused.flatMap((address) => {
    if (!address.href.includes('@')) return [];
    const { username, password, hostname } = address;
    if (username === '' && password === '') return [];
    const userInfo = unescapeForReading(username).slice(0, MAXIMUM_USER_INFO);
    return [{ kind: 'user-info', userInfo, host: hostname } as const];
  });
}

function invisibleSigns({ input, text = '', unwrapping }: Seen): readonly Sign[] {
  const destination = unwrapping?.destination ?? '';
  if (![input, text, destination].some((one) => NOT_PLAIN.test(one))) return [];
  const written = [input, destination].map(unescapeForReading);
  const upToQuery = written.map((address) => address.split(/[?#]/, 1)[0] ?? '');
  const places = [
    { where: 'text', forBidi: [text], forZeroWidth: [text] },
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

/** Words of several scripts may stand in one name, each on its side of a hyphen. */
function mixedScriptSigns(host: string): readonly Sign[] {
  if (!host.includes('xn--')) return [];
  return toUnicodeHost(host)
    .split('.')
    .flatMap((label) => {
      const mixed = label.split('-').map(scriptsOf).find(isMixture);
      return mixed === undefined ? [] : [{ kind: 'mixed-script', label, scripts: mixed } as const];
    });
}
