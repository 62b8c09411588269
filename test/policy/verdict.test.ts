import { describe, expect, test } from 'vitest';
import type { Listing } from '../../src/policy/verdict.ts';
import { judge } from '../../src/policy/verdict.ts';
import { LOOK_ALIKE, link, SHORTENER, SOURCE, shop } from './sample.ts';

const RULE = { violation: 'phishing', severity: 'severe', list: 'own' } as const;
const NOT_LISTED: Listing = { kind: 'not-listed', source: SOURCE };
const LISTED: Listing = {
  kind: 'listed',
  match: { ...RULE, expression: 'bad.example/', effect: 'listed' },
  source: SOURCE,
};
const ALLOWED: Listing = {
  kind: 'allowed',
  match: { ...RULE, expression: 'good.example/', effect: 'allowed' },
  source: SOURCE,
};
const NO_ANSWER: Listing = { kind: 'no-answer', cause: 'service-unreachable' };

describe('judge', () => {
  test('calls an address that nobody speaks of unlisted, never clean', () => {
    expect(judge(link(), NOT_LISTED)).toEqual({ kind: 'unlisted', source: SOURCE });
  });

  test("calls a provider's own address clean, and says whose it is", () => {
    expect(judge(link({ provider: shop('a') }), NOT_LISTED)).toMatchObject({
      kind: 'clean',
      because: { providerId: 'a' },
    });
  });

  test("does not call a provider's short link clean: nobody sees where it leads", () => {
    const opaque = { wrapper: 'a', host: 'a.example', owner: 'provider' } as const;
    expect(judge(link({ provider: shop('a'), opaque }), NOT_LISTED).kind).toBe('unlisted');
  });

  test('calls a listed address harmful, with its rule as evidence', () => {
    const verdict = judge(link({ signs: [LOOK_ALIKE] }), LISTED);
    expect(verdict).toMatchObject({ kind: 'harmful', match: { violation: 'phishing' } });
  });

  test('calls a look-alike suspicious, allowed or not, answered or not', () => {
    const suspicious = link({ signs: [LOOK_ALIKE], provider: shop('a') });
    for (const listing of [NOT_LISTED, ALLOWED, NO_ANSWER]) {
      expect(judge(suspicious, listing)).toMatchObject({ kind: 'suspicious', signs: [LOOK_ALIKE] });
    }
  });

  test('does not call a short link suspicious for being short', () => {
    expect(judge(link({ signs: [SHORTENER] }), NOT_LISTED).kind).toBe('unlisted');
  });

  test.each(['no-ruleset', 'stale-ruleset', 'service-unreachable'] as const)(
    'never turns %s into clean, not even for a provider',
    (cause) => {
      const verdict = judge(link({ provider: shop('a') }), { kind: 'no-answer', cause });
      expect(verdict).toEqual({ kind: 'unknown', cause });
    },
  );

  test('calls an address that does not parse unknown', () => {
    const nothing = link({ destination: undefined, problem: 'not-a-url' });
    expect(judge(nothing, NOT_LISTED)).toEqual({ kind: 'unknown', cause: 'unparsable-url' });
  });
});
