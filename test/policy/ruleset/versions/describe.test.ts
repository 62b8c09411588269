import { describe, expect, test } from 'vitest';
import { describeRules, encodeRules, updateRules } from '../../../../src/policy/index.ts';
import { hashesOf } from '../../../../src/policy/ruleset/hashes/hashes.ts';
import { toHex } from '../../../../src/policy/url/hash.ts';
import { hashedRule, keyOf, rule } from '../arbitrary-rules.ts';

const RULES = Array.from({ length: 40 }, (_, index) => rule(`host-${index}.test/`));

describe('describeRules', () => {
  test('tells size, coverage, and kinds by segment', () => {
    const { rules, order } = encodeRules(RULES, { baseKey: keyOf('base') });
    const former = { rules, hashes: hashesOf(RULES, order) };
    const entries = [...RULES, hashedRule('new.test/'), rule('b.test/', { violation: 'privacy' })];
    const keys = { base: keyOf('new base'), fresh: keyOf('fresh'), zones: ['test'] };
    const updated = updateRules(former, entries, keys);
    const kind = { effect: 'listed', violation: 'phishing', severity: 'severe', list: 'one' };
    expect(describeRules(updated.rules)).toEqual({
      ruleCount: 42,
      size: updated.rules.length,
      zones: ['test'],
      segments: [
        {
          name: 'base',
          key: toHex(keyOf('base')),
          hasHashed: false,
          ruleCount: 40,
          kinds: [{ ...kind, ruleCount: 40 }],
        },
        {
          name: 'fresh',
          key: toHex(keyOf('fresh')),
          hasHashed: true,
          ruleCount: 2,
          kinds: [
            { ...kind, ruleCount: 1 },
            { ...kind, violation: 'privacy', severity: 'lesser', ruleCount: 1 },
          ],
        },
      ],
    });
  });

  test('tells of a file without rules that it holds none', () => {
    const { rules } = encodeRules([], { baseKey: keyOf('base') });
    expect(describeRules(rules)).toMatchObject({ ruleCount: 0, zones: null, segments: [] });
  });

  test('refuses what is no file of rules', () => {
    expect(() => describeRules(Uint8Array.of(1))).toThrow('rules: file');
  });
});
