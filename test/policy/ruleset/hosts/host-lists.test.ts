import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkHosts } from '../../../../src/policy/ruleset/hosts/check-hosts.ts';
import { selectHosts } from '../../../../src/policy/ruleset/hosts/host-lists.ts';
import { hostOf, isHashed, type RuleEntry } from '../../../../src/policy/ruleset/rule.ts';
import { encodeRules, openRules } from '../../../../src/policy/ruleset/rules/rules.ts';
import { isUnder } from '../../../../src/policy/url/host.ts';
import { hashedRule, rule } from '../arbitrary-rules.ts';

const allowing = (expression: string) => rule(expression, { effect: 'allowed' });
const select = (...rules: readonly RuleEntry[]) => selectHosts(rules);

describe('selectHosts', () => {
  test('takes hosts that are listed as a whole, once', () => {
    const lists = select(
      rule('evil.test/'),
      rule('evil.test/', { list: 'two', violation: 'malware' }),
      rule('page.test/login'),
      rule('203.0.113.7/'),
      rule('[2001:db8::7]/'),
    );
    expect(lists).toEqual({ blocked: ['evil.test', '203.0.113.7', '[2001:db8::7]'], cleared: [] });
  });

  test.each(['phishing', 'malware', 'fraud', 'unlawful'] as const)('takes %s', (violation) => {
    expect(select(rule('evil.test/', { violation })).blocked).toEqual(['evil.test']);
  });

  test.each(['harassment', 'inducement', 'marketing', 'privacy'] as const)(
    'takes %s where its list holds it to be severe, and else not',
    (violation) => {
      expect(select(rule('evil.test/', { violation })).blocked).toEqual([]);
      const severe = rule('evil.test/', { violation, severity: 'severe' });
      expect(select(severe).blocked).toEqual(['evil.test']);
    },
  );

  test('leaves out what a host above is listed for already', () => {
    const lists = select(rule('a.b.evil.test/'), rule('evil.test/'), rule('notevil.test/'));
    expect(lists.blocked).toEqual(['evil.test', 'notevil.test']);
  });

  test('clears hosts below, and what is listed below those again is listed', () => {
    const lists = select(
      rule('evil.test/'),
      allowing('good.evil.test/'),
      rule('bad.good.evil.test/'),
      allowing('else.test/'),
    );
    expect(lists).toEqual({
      blocked: ['evil.test', 'bad.good.evil.test'],
      cleared: ['good.evil.test'],
    });
  });

  test('stops nothing of a host of which a rule allows anything', () => {
    expect(select(rule('evil.test/'), allowing('evil.test/'))).toEqual({
      blocked: [],
      cleared: [],
    });
    expect(select(rule('evil.test/'), allowing('evil.test/about'), rule('a.evil.test/'))).toEqual({
      blocked: ['a.evil.test'],
      cleared: [],
    });
    expect(select(rule('evil.test/'), allowing('good.evil.test/about')).cleared).toEqual([
      'good.evil.test',
    ]);
  });

  test('sees that a listed host is allowed by its hash', () => {
    const byHash = { ...hashedRule('evil.test/'), effect: 'allowed' as const };
    expect(select(rule('evil.test/'), rule('else.test/'), byHash).blocked).toEqual(['else.test']);
  });

  test('leaves out what is known by its hash alone, and what no filter takes', () => {
    expect(select(hashedRule('evil.test/'), rule('x.0x1/'))).toEqual({
      blocked: [],
      cleared: [],
    });
  });

  const anyEntry = fc
    .record({
      host: fc
        .array(fc.constantFrom('a', 'b', 'c'), { minLength: 0, maxLength: 3 })
        .map((labels) => [...labels, 'top', 'test'].join('.')),
      path: fc.constantFrom('/', '/', '/page'),
      effect: fc.constantFrom('listed' as const, 'listed' as const, 'allowed' as const),
      violation: fc.constantFrom('phishing' as const, 'marketing' as const),
    })
    .map(({ host, path, ...more }) => rule(host + path, more));

  /** What the lists say of a host: the nearest one that speaks. */
  function isBlocked(host: string, { blocked, cleared }: ReturnType<typeof selectHosts>): boolean {
    const nearest = (list: readonly string[]) =>
      Math.max(0, ...list.filter((one) => isUnder(host, one)).map(({ length }) => length));
    return nearest(blocked) > nearest(cleared);
  }

  test('stops no page that the rules do not list, and says nothing twice', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 25 }), (entries) => {
        const lists = selectHosts(entries);
        const rules = openRules(encodeRules(entries, { baseKey: new Uint8Array(16) }).rules);
        checkHosts(rules, lists);
        for (const { expression } of entries) {
          const host = hostOf(expression);
          if (isHashed(expression) || !isBlocked(host, lists)) continue;
          for (const path of ['/', '/page', '/else']) {
            expect(rules.find(`http://${host}${path}`)?.effect).toBe('listed');
          }
        }
        for (const [host, others] of [
          ...lists.blocked.map((one) => [one, lists] as const),
          ...lists.cleared.map((one) => [one, lists] as const),
        ]) {
          const isIn = lists.blocked.includes(host);
          const without = {
            blocked: others.blocked.filter((one) => one !== host),
            cleared: others.cleared.filter((one) => one !== host),
          };
          expect(isBlocked(host, without)).toBe(!isIn);
        }
      }),
    );
  });
});

describe('checkHosts', () => {
  const rules = openRules(
    encodeRules([rule('evil.test/'), rule('spam.test/', { violation: 'marketing' })], {
      baseKey: new Uint8Array(16),
    }).rules,
  );

  test('takes hosts that the rules list', () => {
    expect(() => checkHosts(rules, { blocked: ['evil.test'], cleared: [] })).not.toThrow();
  });

  test.each(['else.test', 'spam.test'])('refuses %s, which they do not list so', (host) => {
    expect(() => checkHosts(rules, { blocked: ['evil.test', host], cleared: [] })).toThrow(
      expect.objectContaining({ code: 'bad-hosts' }),
    );
  });
});
