import { describe, expect, test } from 'vitest';
import { listingOf } from '../../src/policy/listing.ts';
import type { RuleMatch } from '../../src/policy/verdict.ts';
import { SOURCE } from './sample.ts';

function listing(expressions: string[][], rules: Record<string, RuleMatch['effect']>) {
  const match = (asked: readonly string[]): RuleMatch[] =>
    asked.flatMap((expression) => {
      const effect = rules[expression];
      return effect === undefined
        ? []
        : [{ expression, effect, violation: 'phishing' as const, list: 'own' }];
    });
  return listingOf({ expressions }, match, SOURCE).kind;
}

describe('listingOf', () => {
  const page = ['a.example/page', 'a.example/'];

  test('lets the longest expression speak', () => {
    expect(listing([page], { 'a.example/': 'listed', 'a.example/page': 'allowed' })).toBe(
      'allowed',
    );
    expect(listing([page], { 'a.example/': 'allowed', 'a.example/page': 'listed' })).toBe('listed');
  });

  test('lists a link when any address on its way is listed', () => {
    expect(listing([page, ['w.example/']], { 'w.example/': 'listed' })).toBe('listed');
    expect(
      listing([page, ['w.example/']], { 'w.example/': 'listed', 'a.example/': 'allowed' }),
    ).toBe('listed');
  });

  test("allows a link only by its destination's own rule", () => {
    expect(listing([page, ['w.example/']], { 'w.example/': 'allowed' })).toBe('not-listed');
  });

  test('says not listed where no rule speaks', () => {
    expect(listing([page], {})).toBe('not-listed');
    expect(listing([], {})).toBe('not-listed');
  });
});
