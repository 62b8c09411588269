/**
 * Takes tracking parameters off an address. Everything else stays byte for byte: the query is cut,
 * never written anew. An address that is signed stays whole, and so does a fragment, unless it
 * holds nothing but trackers.
 */

import { onFirstUse } from '../../on-first-use.ts';
import { withoutTrailingDots } from '../host.ts';
import type { LinkRuleBook } from '../link-rules/book.ts';
import { unescapeForReading } from '../percent.ts';
import { namesMatcher, type TrackingRule, type Tracks } from './tracking-parameter.ts';
import { SIGNATURE_NAMES, trackingRules } from './tracking-parameters.ts';

export interface Cleaning {
  readonly url: string;
  /** Names of the parameters that were taken off, each once, in their order. */
  readonly removed: readonly string[];
}

interface HostRule extends Pick<TrackingRule, 'path' | 'unless'> {
  readonly tracks: Tracks;
}

const EVERYWHERE = '';
const byHost = onFirstUse(rulesByHost);

/**
 * An absolute http or https address; anything else comes back as it is. `rules` are an
 * administrator's and take off what ours leave.
 */
export function clean(url: string, rules?: LinkRuleBook): Cleaning {
  const hash = url.indexOf('#');
  const end = hash < 0 ? url.length : hash;
  const question = url.indexOf('?');
  const mark = question < end ? question : -1;
  const untouched = { url, removed: [] };
  if ((mark < 0 && hash < 0) || !URL.canParse(url)) return untouched;
  const tracks = trackersOf(new URL(url), rules);
  const query = mark < 0 ? [] : url.slice(mark + 1, end).split('&');
  const removed = query.map(nameOf).filter(tracks);
  const isEmptied = removed.length === query.length;
  const fragment = hash < 0 ? [] : fragmentTrackers(url.slice(hash + 1));
  const all = new Set([...removed, ...fragment]);
  if (all.size === 0 || query.some(isSignature)) return untouched;
  const kept = query.filter((parameter) => !tracks(nameOf(parameter)));
  const newQuery = mark < 0 || isEmptied ? '' : `?${kept.join('&')}`;
  return {
    url:
      url.slice(0, mark < 0 ? end : mark) + newQuery + (fragment.length > 0 ? '' : url.slice(end)),
    removed: [...all],
  };
}

function trackersOf(address: URL, rules: LinkRuleBook | undefined): Tracks {
  const host = withoutTrailingDots(address.hostname);
  const found = [...(byHost().get(EVERYWHERE) ?? [])];
  for (let own = host; own !== ''; own = own.slice(own.indexOf('.') + 1 || own.length)) {
    found.push(...(byHost().get(own) ?? []));
  }
  const trackers = [
    ...found
      .filter(({ path }) => path === undefined || path.test(address.pathname))
      .map((rule) => tracksOn(address, rule)),
    ...(rules?.cleanersOf(address) ?? []),
  ];
  return (name) => trackers.some((tracks) => tracks(name));
}

/** Few addresses have a name that asks for it, so that few are read; each once. */
function tracksOn({ href }: URL, { tracks, unless }: HostRule): Tracks {
  if (unless === undefined) return tracks;
  let isExempt: boolean | undefined;
  return (name) => {
    if (!tracks(name)) return false;
    isExempt ??= unless.test(unescapeForReading(href));
    return !isExempt;
  };
}

/** The names in a fragment that is a list of parameters which track on any site, else none. */
function fragmentTrackers(fragment: string): readonly string[] {
  const [everywhere] = byHost().get(EVERYWHERE) ?? [];
  const names = fragment.split('&').map(nameOf);
  const isAll = names.every((name) => name === 'xtor' || everywhere?.tracks(name) === true);
  return isAll && fragment.includes('=') ? names : [];
}

function isSignature(parameter: string): boolean {
  return SIGNATURE_NAMES.has(nameOf(parameter).toLowerCase());
}

function nameOf(parameter: string): string {
  const equals = parameter.indexOf('=');
  const name = equals < 0 ? parameter : parameter.slice(0, equals);
  if (!/[%+]/.test(name)) return name;
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    // Malformed: no name of the table is written so.
    return name;
  }
}

function rulesByHost(): Map<string, HostRule[]> {
  const rules = new Map<string, HostRule[]>();
  for (const { hosts, names, ...where } of trackingRules()) {
    const rule = { ...where, tracks: namesMatcher(Object.values(names).flat()) };
    for (const host of hosts.length === 0 ? [EVERYWHERE] : hosts) {
      rules.set(host, [...(rules.get(host) ?? []), rule]);
    }
  }
  return rules;
}
