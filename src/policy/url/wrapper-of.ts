/** Finds the row of the wrapper table that an address belongs to. */
import { withoutTrailingDots } from './host.ts';
import { WRAPPERS, type Wrapper } from './wrappers.ts';

/** Google's own hosts by country, as a pattern of its registrable domains. */
const GOOGLE = /^www\.google\.(?:com|cat|[a-z]{2}|com?\.[a-z]{2})$/;

const BY_HOST: ReadonlyMap<string, readonly Wrapper[]> = rowsByHost();

export function wrapperOf({ hostname, pathname }: URL): Wrapper | undefined {
  const host = withoutTrailingDots(hostname);
  const anySubdomain = `*.${host.slice(host.indexOf('.') + 1)}`;
  const rows =
    BY_HOST.get(host) ??
    BY_HOST.get(anySubdomain) ??
    BY_HOST.get(GOOGLE.test(host) ? 'google' : '');
  return rows?.find(({ paths }) => paths.some((path) => isPath(pathname, path)));
}

function rowsByHost(): Map<string, Wrapper[]> {
  const rows = new Map<string, Wrapper[]>();
  for (const wrapper of WRAPPERS) {
    for (const host of wrapper.hosts) rows.set(host, [...(rows.get(host) ?? []), wrapper]);
  }
  return rows;
}

function isPath(pathname: string, pattern: string): boolean {
  if (pattern.endsWith('*')) return pathname.startsWith(pattern.slice(0, -1));
  return pathname === pattern || pathname === `${pattern}/`;
}
