import { describe, expect, test } from 'vitest';
import {
  AnswerCache,
  answersFrom,
  type FullHashMatch,
} from '../../../../src/extension/background/lookup/answer-cache.ts';

const NOTHING = { matches: [], rulesetVersion: 7 };

function match(fullHash: string): FullHashMatch {
  return { fullHash, effect: 'listed', violation: 'phishing', severity: 'severe', list: 'test' };
}

describe('AnswerCache', () => {
  test('keeps "nothing known" as an answer, for its time and no longer', () => {
    const cache = new AnswerCache(10);
    cache.set('aaaaaaaa', NOTHING, { now: 1000, ttl: 500 });
    expect(cache.get('aaaaaaaa', 1499)).toMatchObject(NOTHING);
    expect(cache.get('aaaaaaaa', 1500)).toBeUndefined();
  });

  test('does not know what was never answered', () => {
    expect(new AnswerCache(10).get('aaaaaaaa', 0)).toBeUndefined();
  });

  test('does not trust an answer from the future', () => {
    const cache = new AnswerCache(10);
    cache.set('aaaaaaaa', NOTHING, { now: 1000, ttl: 500 });
    expect(cache.get('aaaaaaaa', 999)).toBeUndefined();
  });

  test('drops what was used the longest ago', () => {
    const cache = new AnswerCache(2);
    cache.set('aaaaaaaa', NOTHING, { now: 0, ttl: 10 });
    cache.set('bbbbbbbb', NOTHING, { now: 0, ttl: 10 });
    cache.get('aaaaaaaa', 1);
    cache.set('cccccccc', NOTHING, { now: 1, ttl: 10 });
    expect(cache.get('bbbbbbbb', 2)).toBeUndefined();
    expect(cache.get('aaaaaaaa', 2)).toBeDefined();
  });
});

describe('answersFrom', () => {
  const listed = match(`aaaaaaaa${'0'.repeat(56)}`);
  const response = {
    rulesetVersion: 7,
    negativeTtl: 100,
    positiveTtl: 20,
    matches: [listed, match(`dddddddd${'0'.repeat(56)}`)],
    padding: '',
  };

  test('answers every asked prefix, each with its time to live in milliseconds', () => {
    expect(answersFrom(response, ['aaaaaaaa', 'bbbbbbbb'])).toEqual([
      { prefix: 'aaaaaaaa', answer: { matches: [listed], rulesetVersion: 7 }, ttl: 20_000 },
      { prefix: 'bbbbbbbb', answer: NOTHING, ttl: 100_000 },
    ]);
  });

  test('leaves out what was not asked', () => {
    expect(answersFrom(response, ['bbbbbbbb']).map(({ prefix }) => prefix)).toEqual(['bbbbbbbb']);
  });
});
