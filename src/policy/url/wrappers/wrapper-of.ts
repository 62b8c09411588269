/** Finds the row of the wrapper table that an address belongs to. */
import { onFirstUse } from '../../on-first-use.ts';
import { canonicalize } from '../canonicalize.ts';
import { withoutTrailingDots } from '../host.ts';
import type { Wrapper } from './wrapper.ts';
import { wrappers } from './wrappers.ts';

/** Google's own hosts by country, as a pattern of its registrable domains. */
const GOOGLE = /^(?:(?:images|maps)\.)?google\.(?:com|cat|[a-z]{2}|com?\.[a-z]{2})$/;

/** By host without `www.`; those with `*.` in front by what follows it. */
const byHost = onFirstUse(() =>
  rowsByHost((host) => (host.startsWith('*.') ? [] : [withoutWww(host)])),
);
const byParent = onFirstUse(() =>
  rowsByHost((host) => (host.startsWith('*.') ? [host.slice(2)] : [])),
);

/** The path is compared as servers read it: without needless escapes and doubled slashes. */
export function wrapperOf({ hostname, href }: URL): Wrapper | undefined {
  const rows = rowsOf(withoutWww(withoutTrailingDots(hostname)));
  const canonical = rows && canonicalize(href);
  if (!canonical?.ok) return undefined;
  const { pathname } = new URL(canonical.url);
  return rows?.find(({ paths }) => paths.some((path) => isPath(pathname, path)));
}

/** The rows of a lower-case ASCII host without `www.`, whatever the path. */
export function rowsOf(host: string): readonly Wrapper[] | undefined {
  const own = byHost().get(host) ?? rowsOfParent(host);
  return (
    own ?? (host.includes('google.') && GOOGLE.test(host) ? byHost().get('google') : undefined)
  );
}

export function withoutWww(host: string): string {
  return host.startsWith('www.') ? host.slice('www.'.length) : host;
}

/** Every parent that a row names has a dot. */
function rowsOfParent(host: string): readonly Wrapper[] | undefined {
  const last = host.lastIndexOf('.');
  for (let dot = host.indexOf('.'); dot < last; dot = host.indexOf('.', dot + 1)) {
    const rows = byParent().get(host.slice(dot + 1));
    if (rows !== undefined) return rows;
  }
  return undefined;
}

function rowsByHost(keysOf: (host: string) => readonly string[]): Map<string, Wrapper[]> {
  const rows = new Map<string, Wrapper[]>();
  for (const wrapper of wrappers()) {
    for (const key of wrapper.hosts.flatMap(keysOf)) {
      rows.set(key, [...(rows.get(key) ?? []), wrapper]);
    }
  }
  return rows;
}

function isPath(pathname: string, pattern: string): boolean {
  if (pattern.endsWith('*')) return pathname.startsWith(pattern.slice(0, -1));
  return pathname === pattern || pathname === `${pattern}/`;
}
