/**
 * Whom a rate limit counts as one asker. The address is the connection's own: a forwarding header
 * can be written by anybody, so it is believed only from the proxies that the operator names. It
 * is kept in memory only, and never logged.
 */
import { BlockList, isIP, isIPv6 } from 'node:net';
import { CodedError } from '../policy/index.ts';

/** What the Node adapter hands to the app beside each request; absent under `app.request()`. */
export interface ConnectionBindings {
  readonly incoming?: {
    readonly socket?: { readonly remoteAddress?: string | undefined };
    readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  };
}

export function askerOf(
  bindings: ConnectionBindings | undefined,
  trustedProxy?: string | undefined,
): string {
  const peer = plain(bindings?.incoming?.socket?.remoteAddress ?? 'in-process');
  if (trustedProxy === undefined || !isAmong(trustedProxy, peer)) return countable(peer);
  // What stands before the last entry came with the request, and may be made up.
  const forwarded = String(bindings?.incoming?.headers?.['x-forwarded-for'] ?? '');
  const last = forwarded.split(',').at(-1)?.trim() ?? '';
  return countable(isIP(last) === 0 ? peer : plain(last));
}

/** Whether the connection itself is that of a proxy that the operator names. */
export function comesFromProxy(
  bindings: ConnectionBindings | undefined,
  trustedProxy: string | undefined,
): boolean {
  const peer = plain(bindings?.incoming?.socket?.remoteAddress ?? '');
  return trustedProxy !== undefined && isAmong(trustedProxy, peer);
}

/** What an asker shares with those next door: a /24 of IPv4, a /48 of IPv6. */
export function networkAround(asker: string): string {
  const mark = asker.includes(':') ? ':' : '.';
  return asker.split(mark).slice(0, 3).join(mark);
}

/**
 * Addresses and ranges, as in `10.0.0.0/8,fd00::/8`; throws `bad-option` where one is none of
 * these.
 */
export function parseProxies(text: string): BlockList {
  const list = new BlockList();
  for (const each of text.split(',')) {
    const [address = '', bits, ...more] = each.trim().split('/');
    const family = isIP(plain(address));
    const most = family === 6 ? 128 : 32;
    const prefix = bits === undefined ? most : Number(bits);
    if (family === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits ?? '0') || prefix > most) {
      throw new CodedError('bad-option', `proxy ${each}: expected an address or a range`);
    }
    list.addSubnet(plain(address), prefix, family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

const parsed = new Map<string, BlockList>();

/** Operators name one such text, so it is read once. */
function isAmong(proxies: string, peer: string): boolean {
  const list = parsed.get(proxies) ?? parseProxies(proxies);
  parsed.set(proxies, list);
  return isIP(peer) !== 0 && list.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4');
}

/** An IPv4 address has one spelling. */
function plain(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

function countable(address: string): string {
  return isIPv6(address) ? networkOf(address) : address;
}

/** One household or server has a whole /64 of IPv6 addresses to come from. */
function networkOf(address: string): string {
  const [unscoped = ''] = address.split('%');
  const [head = '', tail] = unscoped.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array(8 - front.length - back.length).fill('0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
