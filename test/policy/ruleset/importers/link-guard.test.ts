import { describe, expect, test } from 'vitest';
import { formatLinkGuard, importList } from '../../../../src/policy/index.ts';
import { read } from './read-list.ts';

function document(...entries: readonly object[]): string {
  return JSON.stringify({ format: 'link-guard', date: '2026-03-01', entries });
}

function ours(text: string) {
  const ours = { list: 'ours', violation: 'fraud', mayAllow: true } as const;
  return importList(text, { format: 'link-guard', ...ours });
}

const HASH = 'ab'.repeat(32);

describe('importList of link-guard', () => {
  test('lets every entry say what it is listed for, since when and by which case', () => {
    const imported = ours(
      document(
        { address: 'a.test', violation: 'marketing' },
        { address: 'http://b.test/page', date: '2026-01-31', evidence: 'case-7' },
        { address: 'c.test', effect: 'allowed', note: 'ruling 7' },
        { address: 'd.test', violation: 'privacy', severity: 'severe' },
        { sha256: HASH },
        { address: 'com' },
      ),
    );
    const fraud = { violation: 'fraud', severity: 'severe', list: 'ours' };
    expect(imported.entries).toEqual([
      {
        ...{ expression: 'a.test/', effect: 'listed', list: 'ours' },
        ...{ violation: 'marketing', severity: 'lesser' },
      },
      {
        ...{ expression: 'b.test/page', effect: 'listed', ...fraud },
        ...{ listedOn: '2026-01-31', evidence: 'case-7' },
      },
      { expression: 'c.test/', effect: 'allowed', ...fraud },
      {
        ...{ expression: 'd.test/', effect: 'listed', list: 'ours' },
        ...{ violation: 'privacy', severity: 'severe' },
      },
      { expression: `#${HASH}`, effect: 'listed', ...fraud },
    ]);
    expect(imported.date).toBe('2026-03-01');
    expect(imported.refused).toEqual([{ line: 6, rule: 'host: a single label', text: 'com' }]);
  });

  test('throws bad-list naming the place', () => {
    const wrong = (entry: object) => () => read('link-guard', document(entry));
    expect(wrong({ address: 'a.test', why: 1 })).toThrow('entries.0.why');
    expect(wrong({ address: 7 })).toThrow('entries.0.address');
    const dated = JSON.stringify({ format: 'link-guard', date: '1.3.2026', entries: [] });
    expect(() => read('link-guard', dated)).toThrow('date: expected a day');
  });
});

describe('formatLinkGuard', () => {
  test('writes entries that are read as they were', () => {
    const { entries, date } = ours(
      document(
        { address: 'a.test', violation: 'marketing', severity: 'severe', date: '2026-01-31' },
        { address: 'http://b.test/Page?x=%251', effect: 'allowed', evidence: 'a "b"' },
        { sha256: HASH },
        { address: '203.0.113.9' },
      ),
    );
    expect(entries).toHaveLength(4);
    expect(ours(formatLinkGuard(entries, date))).toMatchObject({ entries, date, refused: [] });
    expect(ours(formatLinkGuard([], null))).toMatchObject({ entries: [], date: null });
  });
});
