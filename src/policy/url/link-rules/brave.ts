/**
 * Reads the rule formats of Brave: debounce (redirectors that carry their destination) and
 * query-filter or clean-urls (parameters that track). Places are match patterns of extensions,
 * where `*.` in front also stands for the host itself. Preferences (`pref`) are taken as set.
 */
import * as v from 'valibot';
import { CodedError, codeOf } from '../../coded-error.ts';
import { expandPattern, partsOf, untranslatable } from './expand.ts';
import { openGlob } from './glob.ts';
import type { CleanerRule, WrapperRule } from './link-rules.ts';
import type { Translation } from './translation.ts';

const MatchPatterns = v.array(v.string());

const PlacesSchema = v.object({
  include: MatchPatterns,
  exclude: v.optional(MatchPatterns, []),
});

const FilterSchema = v.object({ ...PlacesSchema.entries, params: v.array(v.string()) });

const DebounceSchema = v.object({
  ...PlacesSchema.entries,
  action: v.string(),
  param: v.string(),
  prepend_scheme: v.optional(v.picklist(['http', 'https'])),
});

type Debounce = v.InferOutput<typeof DebounceSchema>;
type Reading = Pick<WrapperRule, 'parameters' | 'encoding' | 'scheme'> & {
  /** The beginning of the path that the reading needs. */
  readonly prefix?: string;
};

export function translateBrave(entries: readonly unknown[]): Translation {
  const wrappers: WrapperRule[] = [];
  const cleaners: CleanerRule[] = [];
  const refused: { entry: string; rule: string }[] = [];
  for (const [index, entry] of entries.entries()) {
    const filter = v.safeParse(FilterSchema, entry);
    const debounce = v.safeParse(DebounceSchema, entry);
    try {
      if (filter.success) cleaners.push(...cleanersOf(filter.output));
      else if (debounce.success) wrappers.push(...wrappersOf(debounce.output));
      else throw untranslatable('expected include, and params or action and param');
    } catch (cause) {
      if (codeOf(cause) !== 'untranslatable' || !(cause instanceof CodedError)) throw cause;
      refused.push({ entry: `entry ${index + 1}`, rule: cause.message });
    }
  }
  return { wrappers, cleaners, refused };
}

function cleanersOf({ include, exclude, params }: v.InferOutput<typeof FilterSchema>) {
  const names = params.filter((name) => name !== '').map(nameOf);
  if (names.length === 0) throw untranslatable('names no parameter');
  return placesOf(include).map(
    ({ hosts, path }): CleanerRule => ({ hosts, path, names, except: exclude.flatMap(exceptOf) }),
  );
}

function nameOf(name: string): string {
  if (name.includes('*')) throw untranslatable('a star in a name');
  try {
    return decodeURIComponent(name);
  } catch {
    // No escape after all: it stands for itself.
    return name;
  }
}

function wrappersOf(entry: Debounce): readonly WrapperRule[] {
  const places = placesOf(entry.include);
  if (places.some(({ hosts }) => hosts.length === 0)) {
    throw untranslatable('opens addresses of any host');
  }
  const except = entry.exclude.flatMap(exceptOf);
  const rules = readingsOf(entry).flatMap(({ prefix, ...reading }) =>
    places
      .filter(({ path }) => prefix === undefined || openGlob(path)(`${prefix}x/`))
      .map(({ hosts, path }): WrapperRule => {
        const wherever = prefix === undefined ? path : `${prefix}*`;
        return { id: `brave ${hosts[0] ?? ''}`, hosts, path: wherever, ...reading, except };
      }),
  );
  if (rules.length === 0) throw untranslatable('its path is none of its places');
  return rules;
}

function readingsOf({ action, param, prepend_scheme: scheme }: Debounce): readonly Reading[] {
  const http = scheme === 'http' ? ({ scheme } as const) : {};
  switch (action) {
    case 'redirect': {
      const encoding = scheme === undefined ? 'parameter' : 'parameter-without-scheme';
      return [{ parameters: [param], encoding, ...http }];
    }
    case 'base64,redirect':
      return [{ parameters: [param], encoding: 'parameter-base64' }];
    case 'regex-path':
      return expandPattern(param).map((text) => ({ ...pathReadingOf(text, scheme), ...http }));
    default:
      throw untranslatable(`the action ${action}`);
  }
}

function pathReadingOf(text: string, scheme: string | undefined): Reading {
  const parts = partsOf(text);
  const [prefix = '', , after = ''] = parts;
  if (parts.length !== 3) throw untranslatable('captures no one part');
  const isLiteral = !prefix.includes('*');
  if (isLiteral && after === '') return { parameters: [], encoding: 'path-without-scheme', prefix };
  if (isLiteral && after === '/*') return { parameters: [], encoding: 'segment', prefix };
  if (after === '' && scheme === undefined) return { parameters: [], encoding: 'embedded' };
  throw untranslatable('captures what is no rest and no segment of a path');
}

/** By path, so that one rule stands for all hosts that share it; no host for all of them. */
function placesOf(include: readonly string[]): readonly { hosts: string[]; path: string }[] {
  const byPath = new Map<string, Set<string>>();
  for (const { hosts, path } of include.map(placeOf)) {
    const all = byPath.get(path) ?? new Set();
    for (const host of hosts) all.add(host);
    byPath.set(path, all);
  }
  return [...byPath].map(([path, hosts]) => ({ path, hosts: [...hosts] }));
}

function placeOf(pattern: string): { hosts: readonly string[]; path: string } {
  const [, any, host = '', path = ''] =
    /^(?:\*|https?):\/\/(\*$|\*(?=\/)|\*\.)?([a-z0-9.-]*)(\/.*)$/.exec(pattern) ?? [];
  if (path === '') throw untranslatable(`${pattern.slice(0, 100)}: no pattern of places`);
  if (host === '') return { hosts: [], path };
  return { hosts: any === undefined ? [host] : [host, `*.${host}`], path };
}

function exceptOf(pattern: string): readonly string[] {
  const { hosts, path } = placeOf(pattern);
  return hosts.length === 0 ? [`*${path}`] : hosts.map((host) => host + path);
}
