/**
 * Takes tracking parameters off an address. Everything else stays byte for byte: the query is cut,
 * never written anew, so that servers which sign or compare it still know it.
 */
import { isUnder } from './host.ts';
import { TRACKING_RULES, type TrackingRule } from './tracking-parameters.ts';

export interface Cleaning {
  readonly url: string;
  /** Names of the parameters that were taken off, each once, in their order. */
  readonly removed: readonly string[];
}

/** An absolute http or https address; anything else comes back as it is. */
export function clean(url: string): Cleaning {
  const hash = url.indexOf('#');
  const end = hash < 0 ? url.length : hash;
  const mark = url.indexOf('?');
  if (mark < 0 || mark > end || !URL.canParse(url)) return { url, removed: [] };
  const rules = rulesFor(new URL(url));
  const removed = new Set<string>();
  const kept = url
    .slice(mark + 1, end)
    .split('&')
    .filter((parameter) => {
      const name = nameOf(parameter);
      const isTracking = rules.some(({ names }) => names.some((pattern) => isName(name, pattern)));
      if (isTracking) removed.add(name);
      return !isTracking;
    });
  if (removed.size === 0) return { url, removed: [] };
  const query = kept.length === 0 ? '' : `?${kept.join('&')}`;
  return { url: url.slice(0, mark) + query + url.slice(end), removed: [...removed] };
}

function rulesFor({ hostname, pathname }: URL): readonly TrackingRule[] {
  return TRACKING_RULES.filter(
    ({ hosts, path }) =>
      (hosts.length === 0 || hosts.some((host) => isUnder(hostname, host))) &&
      (path === undefined || path.test(pathname)),
  );
}

function nameOf(parameter: string): string {
  const name = parameter.split('=', 1)[0] ?? '';
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    // Malformed: no name of the table is written so.
    return name;
  }
}

function isName(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
