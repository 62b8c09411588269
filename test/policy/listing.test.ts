import { describe, expect, test } from 'vitest';
import { listingOf, listingOfRuleset } from '../../src/policy/listing.ts';
import { encodeRules, openRules } from '../../src/policy/ruleset/rules/rules.ts';
import { type CanonicalUrl, canonicalize } from '../../src/policy/url/canonicalize.ts';
import type { RuleMatch } from '../../src/policy/verdict.ts';
import { SOURCE } from './sample.ts';

function addresses(...inputs: readonly string[]): readonly CanonicalUrl[] {
  return inputs.flatMap((input) => {
    const canonical = canonicalize(input);
    return canonical.ok ? [canonical.url] : [];
  });
}

function rule(expression: string, effect: RuleMatch['effect']): RuleMatch {
  return { expression, effect, violation: 'phishing', severity: 'severe', list: 'own' };
}

function listing(urls: readonly string[], rules: Record<string, RuleMatch['effect']>) {
  const find = (address: CanonicalUrl) => {
    const effect = rules[address];
    return effect && rule(address, effect);
  };
  return listingOf({ addresses: addresses(...urls) }, find, SOURCE).kind;
}

describe('listingOf', () => {
  const page = 'http://a.example/page';
  const way = 'http://w.example/';

  test('lists a link when any address on its way is listed', () => {
    expect(listing([page], { [page]: 'listed' })).toBe('listed');
    expect(listing([page, way], { [way]: 'listed' })).toBe('listed');
    expect(listing([page, way], { [way]: 'listed', [page]: 'allowed' })).toBe('listed');
  });

  test("allows a link only by its destination's own rule", () => {
    expect(listing([page, way], { [page]: 'allowed' })).toBe('allowed');
    expect(listing([page, way], { [way]: 'allowed' })).toBe('not-listed');
  });

  test('says not listed where no rule speaks', () => {
    expect(listing([page], {})).toBe('not-listed');
    expect(listing([], {})).toBe('not-listed');
  });
});

describe('listingOfRuleset', () => {
  const rules = [rule('bad.test/', 'listed'), rule('good.test/', 'allowed')];
  const { rules: bytes } = encodeRules(rules, { baseKey: new Uint8Array(16), zones: ['test'] });
  const ruleset = openRules(bytes);
  const of = (...urls: readonly string[]) =>
    listingOfRuleset({ addresses: addresses(...urls) }, ruleset, SOURCE);

  test('says what the rules say', () => {
    expect(of('http://bad.test/')).toEqual({ kind: 'listed', match: rules[0], source: SOURCE });
    expect(of('http://good.test/')).toEqual({ kind: 'allowed', match: rules[1], source: SOURCE });
    expect(of('http://other.test/')).toEqual({ kind: 'not-listed', source: SOURCE });
  });

  test('has no answer where one address on the way is outside what it covers', () => {
    const outside = { kind: 'no-answer', cause: 'outside-coverage' };
    expect(of('http://other.example/')).toEqual(outside);
    expect(of('http://other.test/', 'http://wrapper.example/')).toEqual(outside);
    expect(of('http://other.example/', 'http://bad.test/').kind).toBe('listed');
  });
});
