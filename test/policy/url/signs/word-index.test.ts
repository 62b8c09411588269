import { describe, expect, test } from 'vitest';
import { indexWords, wordsIn } from '../../../../src/policy/url/signs/word-index.ts';

const index = indexWords(['pay', 'coin', 'coins', 'login', 'wallet']);

describe('wordsIn', () => {
  test.each([
    [['login'], ['login']],
    [['pay'], ['pay']],
    [['payday'], []],
    [['coinstore'], ['coins']],
    [['bitcoin'], ['coin']],
    [['loginwallet'], ['login', 'wallet']],
    [['my', 'wallet', 'walletapp'], ['wallet']],
    [['xcoinx'], []],
    [['coi'], []],
  ])('finds in %j the words %j', (tokens, words) => {
    expect(wordsIn(tokens, index)).toEqual(words);
  });
});
