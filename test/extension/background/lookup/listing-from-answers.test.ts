import { describe, expect, test } from 'vitest';
import type {
  FullHashMatch,
  PrefixAnswer,
} from '../../../../src/extension/background/lookup/answer-cache.ts';
import {
  hasher,
  listingFromAnswers,
  prefixesOf,
} from '../../../../src/extension/background/lookup/listing-from-answers.ts';
import { understand } from '../../../../src/policy/index.ts';

const link = understand('https://www.bad.test/page?q');
const hash = hasher(1000);
const LISTED = { effect: 'listed', violation: 'marketing', severity: 'lesser', list: 'b' } as const;

type Rule = Omit<FullHashMatch, 'fullHash'> & { readonly expression: string };

/** An answer for every prefix, with these rules under theirs. */
function answersWith(...rules: readonly Rule[]): Map<string, PrefixAnswer> {
  return new Map(
    link.addresses.flatMap(hash).map(({ expression, fullHash, prefix }) => {
      const found = rules.filter((rule) => rule.expression === expression);
      const matches = found.map(({ expression: _, ...rule }) => ({ ...rule, fullHash }));
      return [prefix, { matches, rulesetVersion: 7 }];
    }),
  );
}

const listing = (answers: ReadonlyMap<string, PrefixAnswer>) =>
  listingFromAnswers(link, hash, answers);

describe('listingFromAnswers', () => {
  test('says not listed only where every prefix was answered', () => {
    const answers = answersWith();
    expect(listing(answers)).toMatchObject({ kind: 'not-listed' });
    answers.delete([...answers.keys()][1] ?? '');
    expect(listing(answers)).toBeUndefined();
    expect(listing(new Map())).toBeUndefined();
  });

  test('lets a listing hold where an answer is missing', () => {
    const answers = answersWith({ ...LISTED, expression: 'bad.test/' });
    answers.delete(prefixesOf(link, hash)[0] ?? '');
    expect(listing(answers)).toMatchObject({ kind: 'listed' });
  });

  test('lets the longest expression speak, with what the service knows of the rule', () => {
    const known = { listedOn: '2026-11-01', evidence: 'case-7' };
    const answers = answersWith(
      { ...LISTED, expression: 'bad.test/' },
      { ...LISTED, ...known, expression: 'www.bad.test/page' },
    );
    const match = { ...LISTED, ...known, expression: 'www.bad.test/page' };
    expect(listing(answers)).toMatchObject({ kind: 'listed', match });
  });

  test('of one expression, lets an allowing rule speak, then a severe one', () => {
    const lesser = { ...LISTED, expression: 'bad.test/' };
    const severe = { ...lesser, severity: 'severe', list: 'c' } as const;
    const allowing = { ...lesser, effect: 'allowed', list: 'd' } as const;
    expect(listing(answersWith(lesser, severe))).toMatchObject({ match: { list: 'c' } });
    expect(listing(answersWith(lesser, severe, allowing))).toMatchObject({ kind: 'allowed' });
  });

  test('takes nothing for a match that only has the prefix', () => {
    const answers = answersWith({ ...LISTED, expression: 'bad.test/' });
    for (const [prefix, { matches, rulesetVersion }] of answers) {
      const others = matches.map((match) => ({ ...match, fullHash: prefix.padEnd(64, '0') }));
      answers.set(prefix, { matches: others, rulesetVersion });
    }
    expect(listing(answers)).toMatchObject({ kind: 'not-listed' });
  });
});
