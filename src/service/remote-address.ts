/**
 * Whom a rate limit counts as one asker. The address is the connection's own: a forwarding header
 * can be written by anybody. It is kept in memory only, and never logged.
 */
import { isIPv6 } from 'node:net';

/** What the Node adapter hands to the app beside each request; absent under `app.request()`. */
export interface ConnectionBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } };
}

export function askerOf(bindings: ConnectionBindings | undefined): string {
  const address = bindings?.incoming?.socket?.remoteAddress ?? 'in-process';
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? networkOf(address);
}

/** One household or server has a whole /64 of IPv6 addresses to come from. */
function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array(8 - front.length - back.length).fill('0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
