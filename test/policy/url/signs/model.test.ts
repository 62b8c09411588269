import { describe, expect, test } from 'vitest';
import { modelFrom } from '../../../../src/policy/url/signs/model.ts';

describe('modelFrom', () => {
  test('gives every feature its points', () => {
    const model = modelFrom({
      threshold: 9,
      letters: '0',
      points: {
        ending: { '5': 'a b', '-2': 'c' },
        word: { '4': 'gift' },
        digits: { '3': '1', '2': '2' },
      },
    });
    expect([...model.points]).toEqual([
      ['ending:a', 5],
      ['ending:b', 5],
      ['ending:c', -2],
      ['word:gift', 4],
      ['digits:2', 2],
      ['digits:1', 3],
    ]);
    expect([...model.words.whole]).toEqual(['gift']);
  });
});
