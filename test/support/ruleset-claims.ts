/** What a ruleset holds to for every string; says what it found broken, or nothing. */

import type { RuleEntry } from '../../src/policy/ruleset/rule.ts';
import { encodeRules, openRules } from '../../src/policy/ruleset/rules/rules.ts';
import { canonicalize } from '../../src/policy/url/canonicalize.ts';
import { expressionsOf } from '../../src/policy/url/expressions.ts';

/** Hosts and paths that stand in the vectors and in what odd addresses are made of. */
const LISTED = [
  ...[
    'example.com/',
    'example.com/a',
    'www.google.com/url',
    'google.com/',
    '127.0.0.1/',
    'a.test/',
  ],
  ...['evil.test/', 'zhihu.com/', 'link.zhihu.com/?target=https://example.com/', 't.co/', '[::1]/'],
  ...['facebook.com/l.php', 'web.archive.org/web/', 'outlook.com/', 'xn--fsq.cn/'],
];

const RULES = openRules(
  encodeRules(
    LISTED.map(
      (expression): RuleEntry => ({
        expression,
        effect: 'listed',
        violation: 'phishing',
        severity: 'severe',
        list: 'claims',
      }),
    ),
    { baseKey: new Uint8Array(16) },
  ).rules,
);

/** The short way to a rule and the long one lead to the same. */
export function checkRules(input: string): string | undefined {
  const found = RULES.find(input)?.expression;
  const canonical = canonicalize(input);
  if (!canonical.ok) return found === undefined ? undefined : `${found} without a canonical form`;
  const again = RULES.find(canonical.url)?.expression;
  if (found !== again) return `${found}, but ${again} once it is canonical`;
  const expected = expressionsOf(canonical.url).filter((one) => LISTED.includes(one));
  const longest = expected.reduce((most, one) => (one.length > most.length ? one : most), '');
  return (found ?? '') === longest ? undefined : `${found}, not ${longest}`;
}
