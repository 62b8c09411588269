/**
 * Reads the rule format of ClearURLs: providers, each with a pattern of addresses, names of
 * parameters and redirections, all as regular expressions. Hosts are taken strictly: a pattern that
 * names "example.com" means that host and its subdomains, and a name before any suffix is taken
 * for a name before a public suffix.
 */
import * as v from 'valibot';
import { CodedError, codeOf } from '../../coded-error.ts';
import { expandPattern, partsOf, TEXT_END, untranslatable, withoutCaptures } from './expand.ts';
import type { CleanerRule, WrapperRule } from './link-rules.ts';
import type { Translation } from './translation.ts';

const Patterns = v.optional(v.array(v.string()), []);

const ProviderSchema = v.object({
  urlPattern: v.string(),
  completeProvider: v.optional(v.boolean(), false),
  rules: Patterns,
  rawRules: Patterns,
  referralMarketing: Patterns,
  exceptions: Patterns,
  redirections: Patterns,
});

export const ClearUrlsSchema = v.object({ providers: v.record(v.string(), v.unknown()) });

type Provider = v.InferOutput<typeof ProviderSchema>;

interface Places {
  /** None for every host. */
  readonly hosts: readonly string[];
  /** What follows the host in the expression. */
  readonly rest: string;
}

/** Stands in an expression for any public suffix, and is no part of a host. */
const ANY_SUFFIX = '\u0004';
const ANY_SUFFIX_PATTERN = /\(\?:\\\.\[a-z\]\{2,\}\)\{1,\}/g;
const SCHEME = /^\^?(?:https\?|https|http):(?:\\?\/){2}/;
const ANY_SUBDOMAIN = /^(?:\(\?:\[a-z0-9-\]\+\\\.\)\*\??|\(\[a-z0-9-\\?\.\]\*(?:\\\.)?\)|\.\*\?)/;
const HOST_END = /\\?\/|\.[*+]|\[\^|\\\?/;

export function translateClearUrls(document: v.InferOutput<typeof ClearUrlsSchema>): Translation {
  const all = Object.entries(document.providers).map(([name, entry]): Translation => {
    const read = v.safeParse(ProviderSchema, entry);
    if (!read.success) {
      const [issue] = read.issues;
      const rule = `${v.getDotPath(issue) ?? 'provider'}: ${issue.message}`;
      return { wrappers: [], cleaners: [], refused: [{ entry: name, rule }] };
    }
    return translateProvider(name, read.output);
  });
  return {
    wrappers: all.flatMap(({ wrappers }) => wrappers),
    cleaners: all.flatMap(({ cleaners }) => cleaners),
    refused: all.flatMap(({ refused }) => refused),
  };
}

function translateProvider(name: string, provider: Provider): Translation {
  const refused: { entry: string; rule: string }[] = [];
  const attempt = <T>(what: string, translate: () => readonly T[]): readonly T[] => {
    try {
      return translate();
    } catch (cause) {
      if (codeOf(cause) !== 'untranslatable' || !(cause instanceof CodedError)) throw cause;
      refused.push({ entry: `${name}: ${what}`, rule: cause.message });
      return [];
    }
  };
  const refuse = (what: string, rule: string) => refused.push({ entry: `${name}: ${what}`, rule });
  const [places] = attempt('urlPattern', () => [placesOf(provider.urlPattern)]);
  if (places === undefined) return { wrappers: [], cleaners: [], refused };
  const except = attempt('exceptions', () => provider.exceptions.flatMap(exceptionsOf));
  // Without its exceptions, a provider's rules would say more than they were written to say.
  if (refused.length > 0) return { wrappers: [], cleaners: [], refused };
  const wrappers = provider.redirections.flatMap((pattern) =>
    attempt(pattern, () =>
      redirectionsOf(pattern, places).map((rule) => ({
        ...rule,
        id: `clearurls ${name}`,
        except: [...except],
      })),
    ),
  );
  const names = provider.rules.flatMap((rule) => attempt(rule, () => namesOf(rule)));
  const cleaners = attempt('urlPattern', () => cleanersOf(places, names, except));
  if (provider.completeProvider)
    refuse('completeProvider', 'blocks a host: belongs in a block list');
  for (const rule of provider.rawRules) refuse(rule, 'rewrites more than parameters');
  for (const rule of provider.referralMarketing) refuse(rule, 'takes away who is paid for a sale');
  return { wrappers, cleaners, refused };
}

function placesOf(pattern: string): Places {
  if (pattern === '.*') return { hosts: [], rest: '' };
  const scheme = SCHEME.exec(pattern)?.[0];
  if (scheme === undefined) throw untranslatable('names no host');
  const text = pattern.slice(scheme.length).replace(ANY_SUFFIX_PATTERN, ANY_SUFFIX);
  const subdomains = ANY_SUBDOMAIN.exec(text)?.[0] ?? '';
  const named = text.slice(subdomains.length);
  const end = named.search(HOST_END);
  const host = end < 0 ? named : named.slice(0, end);
  const hosts = expandPattern(host).map((one) => withoutCaptures(one).replace(ANY_SUFFIX, '.*'));
  const odd = hosts.find((one) => !/^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\.\*)?$/.test(one));
  if (odd !== undefined) throw untranslatable('names no single host');
  return {
    hosts: subdomains === '' ? hosts : hosts.flatMap((one) => [one, `*.${one}`]),
    rest: end < 0 ? '' : named.slice(end),
  };
}

/** A path and a query that begin as the expression says. */
function pathsOf(rest: string): readonly string[] {
  return expandPattern(rest).map((text) => withOneStar(withoutCaptures(text)));
}

function withOneStar(text: string): string {
  return (text.endsWith(TEXT_END) ? text.slice(0, -1) : `${text}*`).replace(/\*{2,}/g, '*');
}

function exceptionsOf(pattern: string): readonly string[] {
  if (/^\^?wss?/.test(pattern)) return [];
  const scheme = SCHEME.exec(pattern)?.[0];
  if (scheme === undefined) throw untranslatable('an exception that names no host');
  return expandPattern(pattern.slice(scheme.length), true).map(withOneStar);
}

function cleanersOf(
  { hosts, rest }: Places,
  names: readonly string[],
  except: readonly string[],
): readonly CleanerRule[] {
  if (names.length === 0) return [];
  return pathsOf(rest).map((path) => ({
    hosts: [...hosts],
    path,
    names: [...new Set(names)],
    except: [...except],
  }));
}

/** Names of parameters; one that ends in a run of characters needs three known ones before it. */
function namesOf(rule: string): readonly string[] {
  const names = expandPattern(rule.replace(/^\(\?:%3F\)\?/, '')).map((text) =>
    unescaped(withoutCaptures(text.replace(TEXT_END, ''))),
  );
  if (names.some((name) => !/^[^*]+$|^[^*]{3,}\*$/.test(name))) {
    throw untranslatable('a name of which too little is known');
  }
  return names;
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // No escape after all: it stands for itself.
    return name;
  }
}

type Redirection = Omit<WrapperRule, 'id' | 'except'>;

function redirectionsOf(pattern: string, ofProvider: Places): readonly Redirection[] {
  const { hosts, rest } = redirectionPlaces(pattern, ofProvider);
  if (hosts.length === 0) throw untranslatable('opens addresses of any host');
  return expandPattern(rest).map((text) => ({ hosts: [...hosts], ...readingOf(text) }));
}

/** Some redirections name no host, or any: they are of their provider's. */
function redirectionPlaces(pattern: string, ofProvider: Places): Places {
  const scheme = SCHEME.exec(pattern)?.[0];
  if (scheme === undefined) return { hosts: ofProvider.hosts, rest: pattern };
  const rest = pattern.slice(scheme.length);
  if (rest.startsWith('[^/]+')) return { hosts: ofProvider.hosts, rest: rest.slice(5) };
  return placesOf(pattern);
}

/** How a destination is read that an expression captures. */
function readingOf(text: string): Omit<Redirection, 'hosts'> {
  const parts = partsOf(text);
  const [before = '', inside = '', after = ''] = parts;
  if (parts.length !== 3) throw untranslatable('captures no one part');
  const isEmbedded = before.includes('*') && (before.endsWith('/') || inside.startsWith('http'));
  if (after !== '' && !(isEmbedded && after === '/')) {
    throw untranslatable('captures a part of a value');
  }
  const name = /(?:^|[?&*/])([\w.-]+)=$/.exec(before)?.[1];
  if (name !== undefined) {
    const path = before.includes('?')
      ? `${before.split('?', 1)[0]}?*`
      : `${before.slice(0, -name.length - 1)}*`;
    return { path: withOneStar(path), parameters: [name], encoding: 'parameter' };
  }
  if (before.endsWith('?')) return { path: `${before}*`, parameters: [], encoding: 'query' };
  if (isEmbedded) return { path: withOneStar(before), parameters: [], encoding: 'embedded' };
  if (/^\/[^*?]*\/$/.test(before)) {
    return { path: `${before}*`, parameters: [], encoding: 'path-without-scheme' };
  }
  throw untranslatable('captures what is no parameter and no rest of a path');
}
