import { describe, expect, test } from 'vitest';
import { compileRules, importList, openFullHashes, openRules } from '../../../src/policy/index.ts';

function urls(list: string, ...lines: readonly string[]) {
  return importList(lines.join('\n'), { format: 'urls', list, violation: 'fraud' });
}

describe('compileRules', () => {
  const first = urls(
    'first',
    'bad.test',
    'bad.test',
    'www.ccb.com',
    'http://www.ccb.com/bad',
    'co.uk',
  );
  const second = urls('second', 'bad.test', 'foo.github.io');
  const { rules, remainders, report } = compileRules([first, second]);
  const ruleset = openRules(rules);

  test('writes each rule of each list once', () => {
    expect(ruleset.match(['bad.test/']).map(({ list }) => list)).toEqual(['first', 'second']);
    expect(report.ruleCount).toBe(4);
    expect(openFullHashes(rules, remainders).ruleCount).toBe(4);
  });

  test('keeps a popular host out of the rules, and its page in', () => {
    expect(ruleset.match(['www.ccb.com/'])).toEqual([]);
    expect(ruleset.match(['www.ccb.com/bad'])).toHaveLength(1);
    expect(report.review).toEqual([
      { list: 'first', expression: 'www.ccb.com/', violation: 'fraud', reason: expect.any(String) },
    ]);
  });

  test('reports every line that was refused, with its list', () => {
    expect(report.refused).toEqual([
      { list: 'first', line: 5, rule: 'host: a public suffix', text: 'co.uk' },
    ]);
  });

  test('accounts for every entry of every list', () => {
    expect(report.perList).toEqual([
      { list: 'first', entries: 4, duplicates: 1, review: 1, refused: 1, rules: 2 },
      { list: 'second', entries: 2, duplicates: 0, review: 0, refused: 0, rules: 2 },
    ]);
  });

  test('makes an empty set of no lists', () => {
    const empty = compileRules([]);
    expect(openRules(empty.rules).ruleCount).toBe(0);
    expect(empty.report).toEqual({ ruleCount: 0, review: [], refused: [], perList: [] });
  });
});
