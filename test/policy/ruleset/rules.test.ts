import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codeOf,
  encodeRules,
  type FullHashMatch,
  openFullHashes,
  openRules,
  type RuleEntry,
  VIOLATIONS,
} from '../../../src/policy/index.ts';
import { fullHashOf, toHex } from '../../../src/policy/url/hash.ts';

function rule(expression: string, more: Partial<RuleEntry> = {}): RuleEntry {
  return { expression, effect: 'listed', violation: 'phishing', list: 'one', ...more };
}

const arbitraryRule: fc.Arbitrary<RuleEntry> = fc.record({
  // Few names, so that rules and questions meet.
  expression: fc
    .tuple(fc.constantFrom('a.test', 'b.test', 'sub.a.test', '例.test'), fc.nat(3))
    .map(([host, page]) => (page === 0 ? `${host}/` : `${host}/${page}`)),
  effect: fc.constantFrom('listed', 'allowed'),
  violation: fc.constantFrom(...VIOLATIONS),
  list: fc.constantFrom('one', 'two', 'three'),
});

/** What matching means, without any cleverness. */
function matchNaively(rules: readonly RuleEntry[], expressions: readonly string[]): RuleEntry[] {
  const distinct = new Map(rules.map((one) => [JSON.stringify(sortable(one)), one]));
  return expressions.flatMap((expression) =>
    [...distinct.values()].filter((one) => one.expression === expression),
  );
}

function sortable({ expression, effect, violation, list }: RuleEntry): readonly string[] {
  return [expression, effect, violation, list];
}

function sorted(rules: readonly RuleEntry[]): string[] {
  return rules.map((one) => JSON.stringify(sortable(one))).sort();
}

function codeThrown(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

const SAMPLE = [
  rule('a.test/'),
  rule('a.test/', { effect: 'allowed', list: 'two' }),
  rule('b.test/page.html', { violation: 'malware' }),
];

describe('openRules', () => {
  test('finds every rule of an expression, in the order of the expressions', () => {
    const { rules } = encodeRules(SAMPLE);
    const found = openRules(rules).match(['b.test/page.html', 'c.test/', 'a.test/']);
    expect(found[0]).toEqual(SAMPLE[2]);
    expect(sorted(found.slice(1))).toEqual(sorted(SAMPLE.slice(0, 2)));
  });

  test('says how many rules there are, without repetitions', () => {
    expect(openRules(encodeRules([...SAMPLE, ...SAMPLE]).rules).ruleCount).toBe(3);
  });

  test('opens a set without rules, which matches nothing', () => {
    const ruleset = openRules(encodeRules([]).rules);
    expect(ruleset.ruleCount).toBe(0);
    expect(ruleset.match(['a.test/'])).toEqual([]);
  });

  test('opens bytes that stand anywhere in a larger buffer', () => {
    const { rules } = encodeRules(SAMPLE);
    const buffer = new Uint8Array(rules.length + 7);
    buffer.set(rules, 3);
    expect(openRules(buffer.subarray(3, 3 + rules.length)).match(['a.test/'])).toHaveLength(2);
  });

  test('agrees with a naive matcher', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryRule, { maxLength: 40 }),
        fc.uniqueArray(arbitraryRule.map(({ expression }) => expression)),
        (rules, expressions) => {
          const found = openRules(encodeRules(rules).rules).match(expressions);
          expect(sorted(found)).toEqual(sorted(matchNaively(rules, expressions)));
          const order = found.map(({ expression }) => expressions.indexOf(expression));
          expect(order).toEqual([...order].sort((a, b) => a - b));
        },
      ),
    );
  });

  test('refuses or answers, and never crashes, whichever byte is changed', () => {
    const { rules } = encodeRules(SAMPLE);
    const expressions = ['a.test/', 'b.test/page.html', 'c.test/'];
    const known = new Set(sorted(SAMPLE));
    let refused = 0;
    for (const place of rules.keys()) {
      for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
        const changed = Uint8Array.from(rules);
        changed[place] = (changed[place] ?? 0) ^ bit;
        const code = codeThrown(() => {
          const found = openRules(changed).match(expressions);
          expect(found.length).toBeLessThanOrEqual(known.size);
          for (const one of found) expect(expressions).toContain(one.expression);
        });
        if (code !== undefined) {
          expect(code).toBe('bad-rules');
          refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(rules.length);
  });

  test('refuses every truncation and every addition', () => {
    const { rules } = encodeRules(SAMPLE);
    for (let size = 0; size < rules.length; size += 1) {
      expect(codeThrown(() => openRules(rules.subarray(0, size)))).toBe('bad-rules');
    }
    const longer = new Uint8Array(rules.length + 1);
    longer.set(rules);
    expect(codeThrown(() => openRules(longer))).toBe('bad-rules');
  });

  test('never crashes on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(codeThrown(() => openRules(bytes))).toBe('bad-rules');
      }),
    );
  });

  test('refuses rules out of order, and a number of rules beyond the file', () => {
    const { rules } = encodeRules([rule('a.test/'), rule('b.test/')]);
    const swapped = Uint8Array.from(rules);
    const from = rules.length - 2 * (8 + 2);
    swapped.set(rules.subarray(from, from + 8), from + 8);
    swapped.set(rules.subarray(from + 8, from + 16), from);
    expect(codeThrown(() => openRules(swapped))).toBe('bad-rules');
    const many = Uint8Array.from(rules);
    many.set([255, 255, 255, 255], 12);
    expect(codeThrown(() => openRules(many))).toBe('bad-rules');
  });
});

describe('encodeRules', () => {
  test('gives the same bytes whatever the order of the rules', () => {
    fc.assert(
      fc.property(fc.array(arbitraryRule), (rules) => {
        expect(encodeRules([...rules].reverse())).toEqual(encodeRules(rules));
      }),
    );
  });

  test('costs ten bytes a rule', () => {
    const many = Array.from({ length: 100 }, (_, index) => rule(`host-${index}.test/`));
    const more = [...many, rule('one-more.test/')];
    expect(encodeRules(more).rules.length - encodeRules(many).rules.length).toBe(10);
  });
});

describe('openFullHashes', () => {
  const { rules, remainders } = encodeRules(SAMPLE);

  test('answers a prefix with all full hashes below it and what they stand for', () => {
    const fullHash = toHex(fullHashOf('a.test/'));
    const matches = openFullHashes(rules, remainders).withPrefix(fullHash.slice(0, 8));
    const byList = (a: FullHashMatch, b: FullHashMatch) => a.list.localeCompare(b.list);
    expect([...matches].sort(byList)).toEqual([
      { fullHash, effect: 'listed', violation: 'phishing', list: 'one' },
      { fullHash, effect: 'allowed', violation: 'phishing', list: 'two' },
    ]);
  });

  test('answers the first and the last prefix there can be', () => {
    const hashes = openFullHashes(rules, remainders);
    expect(hashes.withPrefix('00000000')).toEqual([]);
    expect(hashes.withPrefix('ffffffff')).toEqual([]);
  });

  test.each(['', '0', 'ABCDEF01', '0123456', '012345678', 'zzzzzzzz'])(
    'has no answer to %j, which is no prefix',
    (prefix) => {
      expect(openFullHashes(rules, remainders).withPrefix(prefix)).toEqual([]);
    },
  );

  test('agrees with hashing every rule', () => {
    fc.assert(
      fc.property(fc.array(arbitraryRule, { maxLength: 20 }), (list) => {
        const encoded = encodeRules(list);
        const hashes = openFullHashes(encoded.rules, encoded.remainders);
        for (const { expression, ...kind } of list) {
          const fullHash = toHex(fullHashOf(expression));
          expect(hashes.withPrefix(fullHash.slice(0, 8))).toContainEqual({ fullHash, ...kind });
        }
      }),
    );
  });

  test('refuses remainders of another size', () => {
    const shorter = remainders.subarray(24);
    expect(codeThrown(() => openFullHashes(rules, shorter))).toBe('bad-rules');
  });
});
