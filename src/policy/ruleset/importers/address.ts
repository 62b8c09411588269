/**
 * From an address as lists write it to the one expression that stands for exactly it: the longest
 * one of its canonical form. A page gives its page, a bare host gives all of the host.
 */
import { canonicalize, type UrlProblem } from '../../url/canonicalize.ts';
import { expressionsOf } from '../../url/expressions.ts';
import { isIpHost, isPublicSuffix } from '../../url/host.ts';
import { hostOf, isHostWide } from '../rule.ts';

export type AddressReading = { readonly expression: string } | { readonly refused: string };

const PROBLEMS: Readonly<Record<UrlProblem, string>> = {
  empty: 'empty',
  'too-long': 'too long',
  'not-a-url': 'not an address',
  scheme: 'not http or https',
  host: 'not a host',
};

/** Loopback, private, link-local, this-network, multicast and reserved IPv4 addresses. */
const NOT_PUBLIC_IPV4 =
  /^(?:0|10|127|22[4-9]|23\d|24\d|25[0-5]|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./;
const NOT_PUBLIC_IPV6 = /^\[(?:::1?\]|f[cdef])/;

/** What can be looked up: anything else that got through is text, not a host. */
const HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/** IP addresses that begin alike: `203.0.113.0/24`. */
const NETWORK = /^(?:\d+(?:\.\d+){3}|\[[^\]]*\])\/\d{1,3}$/;

/** The dots that a URL knows, and that in its percent form. */
const EMPTY_LABEL = /(?:[.\u3002\uff0e\uff61]|%2e){2}/i;

/** With or without its scheme. A port is dropped, as everywhere: no rule can name one. */
export function readAddress(text: string): AddressReading {
  if (text.includes('*')) return { refused: 'address: a wildcard' };
  if (/\s/.test(text)) return { refused: 'address: a space' };
  if (NETWORK.test(text)) return { refused: 'address: a network' };
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const canonical = canonicalize(address);
  if (!canonical.ok) return { refused: `address: ${PROBLEMS[canonical.problem]}` };
  const [expression] = expressionsOf(canonical.url);
  if (expression === undefined) return { refused: 'address: not an address' };
  const problem = writtenProblem(writtenHost(address), expression) ?? hostProblem(expression);
  return problem === undefined ? { expression } : { refused: `host: ${problem}` };
}

/** A host alone; anything that says more than a host is refused. */
export function readHost(text: string): AddressReading {
  if (/[/?#@\\]/.test(text)) return { refused: 'host: more than a host' };
  if (text.includes('*')) return { refused: 'host: a wildcard' };
  return readAddress(text);
}

/** The host as it stands in an address, without user and port. */
function writtenHost(address: string): string {
  const [authority = ''] = address.slice(address.indexOf('://') + 3).split(/[/?#\\]/, 1);
  return authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
}

/** What the canonical form would hide: `1.2.3` is read as 1.2.0.3, which the list did not name. */
function writtenProblem(written: string, expression: string): string | undefined {
  if (EMPTY_LABEL.test(written)) return 'an empty label';
  const host = hostOf(expression);
  const isOther = isIpHost(host) && !host.startsWith('[') && written.replace(/\.$/, '') !== host;
  return isOther ? 'a number that is not a full IP address' : undefined;
}

function hostProblem(expression: string): string | undefined {
  const host = hostOf(expression);
  if (isIpHost(host)) {
    const isPublic = !NOT_PUBLIC_IPV4.test(host) && !NOT_PUBLIC_IPV6.test(host);
    return isPublic ? undefined : 'not on the public internet';
  }
  if (!HOST.test(host)) return 'a letter that no host has';
  if (!host.includes('.')) return 'a single label';
  if (isHostWide(expression) && isPublicSuffix(host)) return 'a public suffix';
  return undefined;
}
