/**
 * Which IP addresses the service may be led to by somebody else's name: those of the public
 * internet alone. Everything that is reserved for something, mapped or tunnelled is refused.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What is given out on the internet; the old forms that carry an IPv4 address stand outside. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

export function isPublicAddress(address: string): boolean {
  // The package reads old spellings such as 0x7f.1 too; no resolver answers with one.
  if (isIP(address) === 0 || address.includes('%')) return false;
  const plain = ipaddr.process(address);
  if (plain.range() !== 'unicast') return false;
  return plain.kind() === 'ipv4' || plain.match(GLOBAL_V6);
}
