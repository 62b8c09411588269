import { describe, expect, test } from 'vitest';
import {
  diffRules,
  encodeRules,
  hashesOf,
  type RuleEntry,
  type RulesState,
  updateRules,
} from '../../../../src/policy/index.ts';
import { fullHashOf, toHex } from '../../../../src/policy/url/hash.ts';
import { keyOf, rule } from '../arbitrary-rules.ts';

const RULES = Array.from({ length: 50 }, (_, index) => rule(`host-${index}.test/`));
const KEYS = { base: keyOf('new base'), fresh: keyOf('new fresh') };

function stateOf(entries: readonly RuleEntry[]): RulesState & { hashes: Uint8Array } {
  const { rules, order } = encodeRules(entries, { baseKey: keyOf('base') });
  return { rules, hashes: hashesOf(entries, order) };
}

function hashOf(expression: string): string {
  return toHex(fullHashOf(expression));
}

describe('diffRules', () => {
  test('names what was added and removed, by kind', () => {
    const former = stateOf(RULES);
    const later = [
      ...RULES.slice(2),
      rule('new.test/'),
      rule('host-0.test/', { violation: 'marketing', list: 'two' }),
    ];
    const to = updateRules(former, later, KEYS);
    expect(diffRules(former, to)).toMatchObject({
      before: 50,
      after: 50,
      kinds: [
        {
          violation: 'phishing',
          list: 'one',
          before: 50,
          after: 49,
          added: [hashOf('new.test/')],
          removed: [hashOf('host-0.test/'), hashOf('host-1.test/')].sort(),
        },
        {
          violation: 'marketing',
          list: 'two',
          before: 0,
          after: 1,
          added: [hashOf('host-0.test/')],
          removed: [],
        },
      ],
    });
  });

  test('finds no difference between the same rules under another key, in another segment', () => {
    const former = stateOf(RULES);
    const updated = updateRules(former, [...RULES, rule('new.test/')], KEYS);
    const whole = updateRules(undefined, [...RULES, rule('new.test/')], KEYS);
    const { kinds, deltaSize, size } = diffRules(updated, whole);
    expect(kinds).toMatchObject([{ before: 51, after: 51, added: [], removed: [] }]);
    expect(deltaSize).toBeGreaterThan(size);
  });

  test('counts where the hashes of one are not known', () => {
    const { rules } = stateOf(RULES.slice(1));
    const { kinds } = diffRules(stateOf(RULES), { rules });
    expect(kinds).toHaveLength(1);
    expect(kinds[0]).toMatchObject({ before: 50, after: 49, added: undefined, removed: undefined });
  });

  test('says how much a client has to fetch', () => {
    const former = stateOf(RULES);
    expect(diffRules(former, former)).toMatchObject({ deltaSize: 0, size: former.rules.length });
    const to = updateRules(former, RULES.slice(1), KEYS);
    expect(diffRules(former, to).deltaSize).toBeLessThan(to.rules.length);
  });

  test('refuses hashes of other rules', () => {
    const { rules, hashes } = stateOf(RULES);
    const from = { rules, hashes: hashes.subarray(32) };
    expect(() => diffRules(from, { rules })).toThrow('hashes: not of the size');
  });
});
