/**
 * Whom a rate limit counts as one asker. The address is the connection's own: a forwarding header
 * can be written by anybody, so it is believed only from the one proxy that the operator names. It
 * is kept in memory only, and never logged.
 */
import { isIP, isIPv6 } from 'node:net';

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
  if (trustedProxy === undefined || peer !== plain(trustedProxy)) return countable(peer);
  // What stands before the last entry came with the request, and may be made up.
  const forwarded = String(bindings?.incoming?.headers?.['x-forwarded-for'] ?? '');
  const last = forwarded.split(',').at(-1)?.trim() ?? '';
  return countable(isIP(last) === 0 ? peer : plain(last));
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
