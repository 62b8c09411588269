import { describe, expect, test } from 'vitest';
import { read } from './read-list.ts';

describe('importList of eth-phishing-detect', () => {
  test('lists, allows, and guesses nothing', () => {
    const config = {
      version: 2,
      tolerance: 2,
      fuzzylist: ['guess.test'],
      whitelist: ['good.test'],
      blacklist: ['bad.test', 'nodots'],
    };
    expect(read('eth-phishing-detect', JSON.stringify(config))).toEqual({
      listed: ['bad.test/'],
      allowed: ['good.test/'],
      refused: ['2: blacklist: host: a single label'],
    });
  });

  test.each(['{', '[]', '{"blacklist": [1]}'])('throws bad-list for %s', (text) => {
    expect(() => read('eth-phishing-detect', text)).toThrow(
      expect.objectContaining({ code: 'bad-list' }),
    );
  });
});
