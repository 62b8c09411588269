import { describe, expect, test } from 'vitest';
import { findPopularHit, type RuleMatch, type Ruleset } from '../../../../src/policy/index.ts';

function rulesWith(hosts: Readonly<Record<string, RuleMatch['effect']>>): Ruleset {
  return {
    ruleCount: 1,
    covers: () => true,
    find(address) {
      const { hostname } = new URL(address);
      const effect = hosts[hostname];
      if (effect === undefined) return undefined;
      const expression = `${hostname}/`;
      return { expression, effect, violation: 'fraud', severity: 'severe', list: 'a' };
    },
  };
}

describe('findPopularHit', () => {
  test('finds what everybody uses, also by its own tables alone', () => {
    expect(findPopularHit(rulesWith({ 'google.com': 'listed' }))).toBe('google.com');
    expect(findPopularHit(rulesWith({ 'github.io': 'listed' }))).toBe('github.io');
    expect(findPopularHit(rulesWith({ 'bad.test': 'listed' }))).toBeUndefined();
  });

  test('does not mind what is allowed, or what somebody decided', () => {
    expect(findPopularHit(rulesWith({ 'google.com': 'allowed' }))).toBeUndefined();
    const both = rulesWith({ 'google.com': 'listed', 'github.io': 'listed' });
    expect(findPopularHit(both, new Set(['google.com/']))).toBe('github.io');
    expect(findPopularHit(both, new Set(['google.com/', 'github.io/']))).toBeUndefined();
  });
});
