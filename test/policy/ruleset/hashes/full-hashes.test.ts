import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codeOf,
  encodeRules,
  evidenceOf,
  type FullHashMatch,
  type FullHashParts,
  hashesOf,
  openFullHashes,
  type RuleEntry,
} from '../../../../src/policy/index.ts';
import { fullHashOf, toHex } from '../../../../src/policy/url/hash.ts';
import { anyKey, anyRules, hashedRule, keyOf, rule } from '../arbitrary-rules.ts';

fc.configureGlobal({ seed: 20_261_120 });

function partsOf(entries: readonly RuleEntry[], baseKey = keyOf('base')): FullHashParts {
  const { rules, order } = encodeRules(entries, { baseKey });
  return { rules, hashes: hashesOf(entries, order), evidence: evidenceOf(entries, order) };
}

function hashOf(expression: string): string {
  return expression.startsWith('#') ? expression.slice(1) : toHex(fullHashOf(expression));
}

/** The first 32 bits of a hash in hex. */
function prefixOf(fullHash: string): number {
  return Number.parseInt(fullHash.slice(0, 8), 16);
}

function codeThrown(parts: FullHashParts): string | undefined {
  try {
    openFullHashes(parts);
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

const SAMPLE = [
  rule('a.test/', { listedOn: '2026-03-01', evidence: 'case-7' }),
  rule('a.test/', { effect: 'allowed', list: 'two' }),
  rule('b.test/page.html', { violation: 'marketing' }),
];

describe('openFullHashes', () => {
  test('answers a prefix with all full hashes below it, what they stand for and why', () => {
    const fullHash = hashOf('a.test/');
    const matches = openFullHashes(partsOf(SAMPLE)).withPrefix(prefixOf(fullHash));
    const byList = (a: FullHashMatch, b: FullHashMatch) => a.list.localeCompare(b.list);
    const severe = { fullHash, violation: 'phishing', severity: 'severe' };
    expect([...matches].sort(byList)).toEqual([
      { ...severe, effect: 'listed', list: 'one', listedOn: '2026-03-01', evidence: 'case-7' },
      { ...severe, effect: 'allowed', list: 'two' },
    ]);
  });

  test('answers with a hash of which nothing else is known', () => {
    const hashes = openFullHashes(partsOf([...SAMPLE, hashedRule('c.test/')]));
    const fullHash = hashOf('c.test/');
    expect(hashes.withPrefix(prefixOf(fullHash))).toMatchObject([{ fullHash, list: 'one' }]);
  });

  test.each([0, 1, 0xffff, 0x1_0000, 0xabcd_ef01, 0xffff_ffff])('has no answer to %j', (prefix) => {
    expect(openFullHashes(partsOf(SAMPLE)).withPrefix(prefix)).toEqual([]);
  });

  test('agrees with hashing every rule', () => {
    fc.assert(
      fc.property(anyRules, anyKey, (entries, key) => {
        const hashes = openFullHashes(partsOf(entries, key));
        expect(hashes.ruleCount).toBe(entries.length);
        for (const { expression, ...kind } of entries) {
          const fullHash = hashOf(expression);
          expect(hashes.withPrefix(prefixOf(fullHash))).toContainEqual({ fullHash, ...kind });
        }
      }),
      { numRuns: 30 },
    );
  });

  test('refuses parts that do not belong together, and malformed ones', () => {
    const parts = partsOf(SAMPLE);
    const { hashes } = parts;
    const lines = '{"place":7,"evidence":"of another set"}\n';
    expect(codeThrown(parts)).toBeUndefined();
    expect(codeThrown({ ...parts, hashes: hashes.subarray(32) })).toBe('bad-rules');
    expect(codeThrown({ ...parts, hashes: hashes.subarray(1) })).toBe('bad-rules');
    expect(codeThrown({ ...parts, rules: hashes })).toBe('bad-rules');
    expect(codeThrown({ ...parts, evidence: new TextEncoder().encode(lines) })).toBe('bad-rules');
  });
});
