/**
 * The rules of this session for what was seen in a chat and is severely listed: nothing reaches it,
 * from anywhere, as whatever kind of request. A page of which only the address is listed is stopped
 * as that page, never with the host around it. Pure.
 */
import { hostOf, levelsOf } from './host-set.ts';
import { block, type DraftRule, PRIORITY } from './net-rule.ts';
import { escaped } from './page-pattern.ts';

export interface SeenFacts {
  /** The expressions that are listed: a host with a path. */
  readonly expressions: readonly string[];
  /** Hosts below seen ones that stay free. */
  readonly free: readonly string[];
  /** Every kind of request that the browser knows. */
  readonly everyType: readonly string[];
}

/** Expressions of a part of a host; each costs a rule with a regular expression. */
const PAGE_LIMIT = 100;

export function seenRules({ expressions, free, everyType }: SeenFacts): readonly DraftRule[] {
  const parts = expressions.map(partsOf);
  const hosts = parts.filter(({ path }) => path === '/').map(({ host }) => host);
  const rules = levelsOf([...new Set(hosts)], free).map(
    ({ requestDomains, excludedRequestDomains }) =>
      block(PRIORITY.seen, {
        requestDomains,
        ...(excludedRequestDomains.length > 0 ? { excludedRequestDomains } : {}),
        resourceTypes: everyType,
      }),
  );
  const pages = parts
    .filter(({ host, path }) => path !== '/' && !free.includes(host))
    .slice(-PAGE_LIMIT)
    .flatMap(({ host, path }) => pageRule(host, path, everyType));
  return [...rules, ...pages];
}

function pageRule(host: string, path: string, everyType: readonly string[]): readonly DraftRule[] {
  // As the browser writes it: an expression may name a host in a form of its own.
  const named = hostOf(`http://${host}/`);
  if (named === undefined) return [];
  return [
    block(PRIORITY.seen, {
      requestDomains: [named],
      regexFilter: `^[a-z]+://[^/]+${patternOf(path)}`,
      isUrlFilterCaseSensitive: true,
      resourceTypes: everyType,
    }),
  ];
}

/** What an expression's path stands for: all below it, or it alone with any query, or with this one. */
function patternOf(path: string): string {
  if (path.endsWith('/') && !path.includes('?')) return escaped(path);
  return `${escaped(path)}${path.includes('?') ? '(#|$)' : '([?#]|$)'}`;
}

function partsOf(expression: string): { readonly host: string; readonly path: string } {
  const slash = expression.indexOf('/');
  return { host: expression.slice(0, slash), path: expression.slice(slash) };
}
