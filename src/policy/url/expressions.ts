/**
 * The host-suffix/path-prefix combinations under which rulesets know an address, as Safe Browsing
 * v5 publishes them: the exact host and up to four from the registrable domain upwards, each with
 * the exact path with and without its query and up to four prefixes from the root. An IP address
 * has no suffixes.
 */
import type { CanonicalUrl } from './canonicalize.ts';
import { isIpHost, registrableDomain } from './host.ts';

const MAXIMUM_SUFFIXES = 4;
const MAXIMUM_PREFIXES = 4;

/** At most 30, longest first: by host, then by path. */
export function expressionsOf(url: CanonicalUrl): readonly string[] {
  const hostStart = url.indexOf('://') + 3;
  const pathStart = url.indexOf('/', hostStart);
  const paths = pathsOf(url.slice(pathStart));
  return hostsOf(url.slice(hostStart, pathStart)).flatMap((host) =>
    paths.map((path) => host + path),
  );
}

function hostsOf(host: string): readonly string[] {
  const registrable = isIpHost(host) ? undefined : registrableDomain(host);
  if (registrable === undefined || registrable === host) return [host];
  const suffixes = [registrable];
  const labels = host.slice(0, -registrable.length - 1).split('.');
  while (suffixes.length < MAXIMUM_SUFFIXES && labels.length > 1) {
    suffixes.unshift(`${labels.pop()}.${suffixes[0]}`);
  }
  return [host, ...suffixes];
}

function pathsOf(tail: string): readonly string[] {
  const mark = tail.indexOf('?');
  const path = mark < 0 ? tail : tail.slice(0, mark);
  const prefixes = ['/'];
  for (const segment of path.split('/').slice(1, -1)) {
    if (prefixes.length === MAXIMUM_PREFIXES) break;
    prefixes.unshift(`${prefixes[0]}${segment}/`);
  }
  const hasQuery = mark >= 0 && mark < tail.length - 1;
  return [...new Set([...(hasQuery ? [tail] : []), path, ...prefixes])];
}
