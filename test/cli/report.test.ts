import { describe, expect, test } from 'vitest';
import { conflictLines, refusedLines } from '../../src/cli/report.ts';
import type { CompileReport } from '../../src/policy/index.ts';

const EMPTY: CompileReport = { ruleCount: 0, review: [], conflicts: [], refused: [], perList: [] };

describe('the lines of a report', () => {
  test('say what of a listing is lifted', () => {
    const conflict = { listed: 'a.test/', listedBy: 'feed', allowedBy: 'ours' };
    expect(
      conflictLines([
        { ...conflict, allowed: 'a.test/' },
        { ...conflict, allowed: 'a.test/about' },
      ]),
    ).toEqual([
      'conflict: a.test/: listed by feed, allowed by ours',
      'conflict: a.test/: listed by feed, allowed by ours as a.test/about',
    ]);
  });

  test('are twenty of a kind, and say how many more there are', () => {
    const refused = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        return { list: 'feed', line: index + 1, rule: 'address: empty', text: '' };
      });
    expect(refusedLines({ ...EMPTY, refused: refused(20) })).toHaveLength(20);
    const lines = refusedLines({ ...EMPTY, refused: refused(23) });
    expect(lines.slice(19)).toEqual(['refused feed: line 20: address: empty', '3 more of these']);
  });
});
