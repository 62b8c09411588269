/** An administrator's rules, opened: found by host, never by trying one after the other. */
import { parse } from 'tldts';
import { withoutTrailingDots } from '../host.ts';
import { namesMatcher, type Tracks } from '../parameters/tracking-parameter.ts';
import type { Wrapper } from '../wrappers/wrapper.ts';
import { type Glob, openGlob } from './glob.ts';
import type { LinkRules } from './link-rules.ts';

export interface LinkRuleBook {
  /** Whether any wrapper is on this lower-case ASCII host, whatever the path. */
  hasWrapperOn(host: string): boolean;
  wrappersOf(address: URL): readonly Wrapper[];
  cleanersOf(address: URL): readonly Tracks[];
}

/** Stands for the hosts of a rule that names none. */
const EVERYWHERE = '*';

interface Opened<T> {
  readonly rule: T;
  readonly path: Glob;
  readonly except: readonly Glob[];
}

interface ByHost<T> {
  readonly rules: ReadonlyMap<string, readonly Opened<T>[]>;
  /** Labels that stand before any public suffix in a rule. */
  readonly stems: ReadonlySet<string>;
}

export function openLinkRules(rules: LinkRules): LinkRuleBook {
  const wrappers = byHost(rules.wrappers, (rule): Wrapper => {
    const { id, hosts, path, parameters, encoding, scheme } = rule;
    const wrapper = { id, hosts, paths: [path], parameters, encoding };
    return scheme === undefined ? wrapper : { ...wrapper, scheme };
  });
  const cleaners = byHost(rules.cleaners, ({ names }) => namesMatcher(names));
  return {
    hasWrapperOn: (host) => keysOf(host, wrappers).some((key) => wrappers.rules.has(key)),
    wrappersOf: (address) => rulesOf(address, wrappers),
    cleanersOf: (address) => rulesOf(address, cleaners),
  };
}

interface Patterns {
  readonly hosts: readonly string[];
  readonly path: string;
  readonly except: readonly string[];
}

function byHost<R extends Patterns, T>(rules: readonly R[], open: (rule: R) => T): ByHost<T> {
  const opened = new Map<string, Opened<T>[]>();
  for (const rule of rules) {
    const one = {
      rule: open(rule),
      path: openGlob(rule.path),
      except: rule.except.map(openGlob),
    };
    for (const host of rule.hosts.length === 0 ? [EVERYWHERE] : rule.hosts) {
      const others = opened.get(host);
      if (others === undefined) opened.set(host, [one]);
      else others.push(one);
    }
  }
  const stems = [...opened.keys()].flatMap((key) => /([^.]+)\.\*$/.exec(key)?.[1] ?? []);
  return { rules: opened, stems: new Set(stems) };
}

function rulesOf<T>({ hostname, pathname, search }: URL, all: ByHost<T>): readonly T[] {
  const host = withoutTrailingDots(hostname);
  const pathAndQuery = pathname + search;
  return keysOf(host, all)
    .flatMap((key) => all.rules.get(key) ?? [])
    .filter(
      ({ path, except }) =>
        path(pathAndQuery) && !except.some((matches) => matches(host + pathAndQuery)),
    )
    .map(({ rule }) => rule);
}

/** Every way in which rules may name this host, the closest first. */
function keysOf(host: string, { stems }: ByHost<unknown>): readonly string[] {
  const names = host.split('.').some((label) => stems.has(label)) ? withStem(host) : [host];
  return [...names.flatMap((name) => [name, ...parentsOf(name)]), EVERYWHERE];
}

/** Without the private section: a tenant's "amazon.hosting.test" is no Amazon. */
function withStem(host: string): readonly string[] {
  const { publicSuffix, isIcann } = parse(host, {
    extractHostname: false,
    validateHostname: false,
  });
  const isUnder = isIcann === true && publicSuffix !== null && host.length > publicSuffix.length;
  return isUnder ? [host, `${host.slice(0, -publicSuffix.length)}*`] : [host];
}

function parentsOf(host: string): readonly string[] {
  const parents: string[] = [];
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    parents.push(`*${host.slice(dot)}`);
  }
  return parents;
}
