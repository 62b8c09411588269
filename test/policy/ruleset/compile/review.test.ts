import { describe, expect, test } from 'vitest';
import { formatReview, parseDecisions, type ReviewItem } from '../../../../src/policy/index.ts';

const ITEM: ReviewItem = {
  ...{ list: 'feed', expression: 'www.ccb.com/', violation: 'fraud', reason: 'popular-host' },
};
const SETTLED = { decision: 'drop', by: 'Ada', why: 'a bank' };

function lines(...objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n');
}

describe('parseDecisions', () => {
  test('reads what formatReview wrote, with a decision added', () => {
    const text = formatReview([ITEM, { ...ITEM, expression: `#${'ab'.repeat(32)}` }]);
    const decided = text.replaceAll('}\n', ',"decision":"list","by":"Ada","why":"looked"}\r\n');
    expect(parseDecisions(decided)).toMatchObject([
      { ...ITEM, decision: 'list', by: 'Ada', why: 'looked' },
      { list: 'feed', decision: 'list' },
    ]);
  });

  test('reads none of nothing', () => {
    expect(parseDecisions('\n\n')).toEqual([]);
  });

  test.each([
    ['{', 'line 1: not JSON'],
    [lines({ ...ITEM, ...SETTLED }, ITEM), 'line 2: decision'],
    [lines({ ...ITEM, ...SETTLED, decision: 'ignore' }), 'line 1: decision'],
    [lines({ ...ITEM, ...SETTLED, by: ' ' }), 'line 1: by: expected words'],
    [lines({ ...ITEM, ...SETTLED, why: undefined }), 'line 1: why'],
    [lines({ ...ITEM, ...SETTLED, expression: 'ccb.com' }), 'line 1: expression'],
    [lines({ ...ITEM, ...SETTLED, whom: 'x' }), 'line 1: whom'],
    [
      lines({ ...ITEM, ...SETTLED }, { ...ITEM, ...SETTLED, decision: 'list' }),
      'www.ccb.com/: decided both ways',
    ],
  ])('throws bad-decisions for %j', (text, words) => {
    expect(() => parseDecisions(text)).toThrow(
      expect.objectContaining({ code: 'bad-decisions', message: expect.stringContaining(words) }),
    );
  });
});
