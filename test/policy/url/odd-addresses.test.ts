/** A seeded part of what `scripts/fuzz.ts` asks in millions. */
import { describe, expect, test, vi } from 'vitest';
import { canonicalize } from '../../../src/policy/url/canonicalize.ts';
import { brokenClaim, checkCanonical } from '../../support/address-claims.ts';
import { checkEngine } from '../../support/engine-claims.ts';
import { diceOf, oddAddress } from '../../support/odd-addresses.ts';
import { checkRules } from '../../support/ruleset-claims.ts';
import canonical from '../../vectors/canonicalize.json' with { type: 'json' };
import wrapped from '../../vectors/unwrap.json' with { type: 'json' };

vi.setConfig({ testTimeout: 60_000 });

const MODELS = [...canonical.vectors, ...wrapped.vectors].map(({ input }) => input);

/** The first few, so that a failure can be read. */
function findings(check: (input: string) => string | undefined, runs: number, seed: number) {
  const dice = diceOf(seed);
  const found = Array.from({ length: runs }, () => oddAddress(dice, MODELS)).flatMap((address) => {
    const claim = brokenClaim(check, address);
    return claim === undefined ? [] : [`${JSON.stringify(address)}: ${claim}`];
  });
  return found.slice(0, 5);
}

describe('odd addresses', () => {
  test('are the same for the same seed, and of many kinds', () => {
    const made = (seed: number) => {
      const dice = diceOf(seed);
      return Array.from({ length: 2000 }, () => oddAddress(dice, MODELS));
    };
    expect(made(5)).toEqual(made(5));
    const outcomes = made(5).map((address) => {
      const result = canonicalize(address);
      return result.ok ? 'ok' : result.problem;
    });
    expect([...new Set(outcomes)].sort()).toEqual(
      expect.arrayContaining(['host', 'not-a-url', 'ok', 'scheme']),
    );
  });

  test('break no claim about the canonical form', () => {
    expect(findings(checkCanonical, 30_000, 1)).toEqual([]);
  });

  test('break no claim about the whole of understanding', () => {
    expect(findings(checkEngine, 2_000, 2)).toEqual([]);
  });

  test('break no claim about the rule that is found', () => {
    expect(findings(checkRules, 10_000, 3)).toEqual([]);
  });
});

describe('claims', () => {
  test('are heard when they are broken', () => {
    expect(brokenClaim(() => JSON.parse(''), 'x')).toMatch(/^throws SyntaxError/);
    expect(brokenClaim((input) => `not ${input}`, 'x')).toBe('not x');
  });
});

/** Ten times the longest text that anybody will ever meet costs no more than reading it. */
test('the longest strings are refused or read, whatever they are made of', () => {
  const long = 1_000_000;
  const texts = [
    'a',
    '.',
    '/',
    '%',
    '%25',
    'a.',
    '/../',
    ' ',
    '\n',
    '\\',
    '@',
    ':',
    '[',
    'ü',
    '?',
    '%2e',
  ];
  for (const text of texts) {
    for (const front of ['', 'http://', 'http://a/', 'http://a/?']) {
      const address = front + text.repeat(long / text.length);
      expect(canonicalize(address).ok, text).toBe(/^\s+$/.test(text) && front.includes('a'));
    }
  }
});
