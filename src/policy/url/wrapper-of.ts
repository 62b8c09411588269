/** Finds the row of the wrapper table that an address belongs to. */
import { canonicalize } from './canonicalize.ts';
import { withoutTrailingDots } from './host.ts';
import { WRAPPERS, type Wrapper } from './wrappers.ts';

/** Google's own hosts by country, as a pattern of its registrable domains. */
const GOOGLE = /^(?:(?:www|images|maps)\.)?google\.(?:com|cat|[a-z]{2}|com?\.[a-z]{2})$/;

const BY_HOST: ReadonlyMap<string, readonly Wrapper[]> = rowsByHost();

/** The path is compared as servers read it: without needless escapes and doubled slashes. */
export function wrapperOf({ hostname, href }: URL): Wrapper | undefined {
  const host = withoutTrailingDots(hostname);
  const anySubdomain = `*.${host.slice(host.indexOf('.') + 1)}`;
  const rows =
    BY_HOST.get(host) ??
    BY_HOST.get(host.startsWith('www.') ? host.slice(4) : `www.${host}`) ??
    BY_HOST.get(anySubdomain) ??
    BY_HOST.get(GOOGLE.test(host) ? 'google' : '');
  const canonical = rows && canonicalize(href);
  if (!canonical?.ok) return undefined;
  const { pathname } = new URL(canonical.url);
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
