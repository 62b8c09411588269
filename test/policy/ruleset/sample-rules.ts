/** Keys, rules and addresses for the tests of this folder. */
import fc from 'fast-check';
import type { RuleEntry } from '../../../src/policy/ruleset/rule.ts';
import { severityOf } from '../../../src/policy/ruleset/rule.ts';

/** As good as any other: sixteen bytes that were not chosen with a rule in mind. */
export const KEY = Uint8Array.from({ length: 16 }, (_, index) => (index * 73 + 41) % 256);
export const OTHER_KEY = KEY.toReversed();

export function rule(expression: string, overrides: Partial<RuleEntry> = {}): RuleEntry {
  const violation = overrides.violation ?? 'phishing';
  const severity = severityOf(violation);
  return { expression, effect: 'listed', violation, severity, list: 'one', ...overrides };
}

/** Few hosts and paths, so that rules and addresses meet. */
const label = fc.constantFrom('a', 'b', 'c-d', 'e1');
export const host = fc
  .array(label, { minLength: 1, maxLength: 11 })
  .map((labels) => [...labels, 'test'].join('.'));
const shortHost = fc
  .array(label, { minLength: 1, maxLength: 2 })
  .map((labels) => [...labels, 'test'].join('.'));
const segments = fc.array(fc.constantFrom('x', 'y.html', '.z'), { maxLength: 6 });
const path = fc
  .tuple(segments, fc.constantFrom('', '/'))
  .map(([all, end]) => (all.length === 0 ? '/' : `/${all.join('/')}${end}`));
const query = fc.constantFrom('', '?', '?q', '?q=/&r=http://a.test/', '?q?');

export const expression = fc
  .tuple(fc.oneof(shortHost, host), path, query)
  .map(([name, where, what]) => `${name}${where}${what === '?' ? '' : what}`);

export const entry: fc.Arbitrary<RuleEntry> = fc
  .record({
    expression,
    effect: fc.constantFrom('listed' as const, 'allowed' as const),
    violation: fc.constantFrom('phishing' as const, 'marketing' as const, 'privacy' as const),
    list: fc.constantFrom('one', 'two'),
    isRaised: fc.boolean(),
  })
  .map(({ isRaised, ...rest }) => ({
    ...rest,
    severity: isRaised ? 'severe' : severityOf(rest.violation),
  }));

/** As a page may write them: plain ones, and every oddity that canonicalisation knows. */
export const address = fc
  .tuple(
    fc.constantFrom(
      'http://',
      'https://',
      'https://',
      'HTTP://',
      '',
      ' http://',
      'http:/',
      'ftp://',
    ),
    fc.constantFrom('', '', '', 'user@', 'user:pass@'),
    fc.oneof(
      host,
      shortHost,
      fc.constantFrom('1.2.3.4', '[::1]', '0x7f.1', 'a..test', '.a.test', 'a.test.', 'xn--a.test'),
      fc.constantFrom(
        'A.test',
        'a_b.test',
        'a-.test',
        '-a.test',
        'a.1',
        'a.1a',
        'ü.test',
        '12',
        '',
      ),
    ),
    fc.constantFrom('', '', '', ':80', ':8080'),
    fc.oneof(
      path,
      fc.constantFrom('', '//', '/x//y', '/./x', '/x/../y', '/x/..', '/.z', '/%78', '/x%', '\\x'),
      fc.constantFrom(
        '/x y',
        '/ü',
        '/%2e%2e/',
        '/X',
        '/x%2Fy',
        '/\t',
        '/\'"<>^`{}|',
        '/%23',
        '/...',
      ),
    ),
    fc.oneof(query, fc.constantFrom('?%71', '?ü', '? ', '?\\', "?'")),
    fc.constantFrom('', '', '#', '#x', '#/x?q', '#%ü'),
  )
  .map((parts) => parts.join(''));
