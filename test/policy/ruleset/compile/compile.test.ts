import { describe, expect, test } from 'vitest';
import {
  type CompileOptions,
  compileRules,
  type ImportedList,
  importList,
  openFullHashes,
  openRules,
  parseDecisions,
} from '../../../../src/policy/index.ts';

function urls(list: string, ...lines: readonly string[]) {
  return importList(lines.join('\n'), { format: 'urls', list, violation: 'fraud' });
}

function compile(lists: readonly ImportedList[], more: Partial<CompileOptions> = {}) {
  const [baseKey, freshKey] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
  return compileRules(lists, { baseKey, freshKey, ...more });
}

const FIRST = urls(
  'first',
  '# Updated: 2026-03-01',
  ...['bad.test', 'bad.test', 'www.ccb.com', 'www.ccb.com'],
  ...['http://www.ccb.com/bad', 'co.uk'],
);
const SECOND = urls('second', 'bad.test', 'foo.github.io');

describe('compileRules', () => {
  const { rules, hashes, evidence, lists, isWhole, report } = compile([FIRST, SECOND]);
  const ruleset = openRules(rules);

  test('writes each rule of each list once', () => {
    expect(ruleset.find('http://bad.test/x')).toMatchObject({ expression: 'bad.test/' });
    expect(report.ruleCount).toBe(4);
    expect(ruleset.ruleCount).toBe(4);
    expect(openFullHashes({ rules, hashes, evidence }).ruleCount).toBe(4);
    expect(isWhole).toBe(true);
  });

  test('keeps a popular host out of the rules, and its page in', () => {
    expect(ruleset.find('http://www.ccb.com/')).toBeUndefined();
    expect(ruleset.find('http://www.ccb.com/bad')).toMatchObject({ list: 'first' });
    expect(report.review).toEqual([
      { list: 'first', expression: 'www.ccb.com/', violation: 'fraud', reason: 'popular-host' },
    ]);
  });

  test('reports every line that was refused, with its list', () => {
    expect(report.refused).toEqual([
      { list: 'first', line: 7, rule: 'host: a public suffix', text: 'co.uk' },
    ]);
  });

  test('accounts for every entry of every list', () => {
    const none = { dropped: 0 };
    expect(report.perList).toEqual([
      { list: 'first', entries: 5, duplicates: 2, review: 1, refused: 1, rules: 2, ...none },
      { list: 'second', entries: 2, duplicates: 0, review: 0, refused: 0, rules: 2, ...none },
    ]);
  });

  test('names the lists with their day', () => {
    expect(lists).toEqual([
      { list: 'first', date: '2026-03-01', ruleCount: 2 },
      { list: 'second', date: null, ruleCount: 2 },
    ]);
  });

  test('takes pieces of one list for one list', () => {
    const piece = urls('first', 'bad.test', 'new.test');
    const joined = compile([FIRST, piece]);
    expect(joined.lists).toEqual([{ list: 'first', date: null, ruleCount: 3 }]);
    expect(joined.report.perList[1]).toMatchObject({ entries: 2, duplicates: 1, rules: 1 });
  });

  test('makes an empty set of no lists', () => {
    const empty = compile([]);
    expect(openRules(empty.rules).ruleCount).toBe(0);
    expect(empty.report).toEqual({
      ...{ ruleCount: 0, review: [], conflicts: [], refused: [], perList: [] },
    });
  });

  test('carries what single rules say of themselves', () => {
    const dated = importList('{"url":"http://a.test/b","date":"2026-01-31","id":"c-7"}', {
      ...{ format: 'ndjson', list: 'feed', violation: 'fraud' },
    });
    const text = new TextDecoder().decode(compile([dated, SECOND]).evidence);
    expect(text).toMatch(/^\{"place":\d,"listedOn":"2026-01-31","evidence":"c-7"\}\n$/);
  });

  test('keeps the base of the version before it', () => {
    const many = Array.from({ length: 100 }, (_, index) => `host-${index}.test`);
    const former = compile([urls('many', ...many)]);
    const next = compile([urls('many', ...many.slice(1), 'new.test')], {
      ...{ former, baseKey: new Uint8Array(16).fill(3) },
    });
    expect(next.isWhole).toBe(false);
    expect(next.report.perList[0]).toMatchObject({ rules: 100, duplicates: 0 });
    const [gone, kept] = ['http://host-0.test/', 'http://new.test/'].map(
      openRules(next.rules).find,
    );
    expect({ gone, kept }).toMatchObject({ gone: undefined, kept: { list: 'many' } });
  });
});

describe('compileRules with decisions', () => {
  const decided = (decision: string, list?: string) =>
    parseDecisions(
      JSON.stringify({ list, expression: 'www.ccb.com/', decision, by: 'Ada', why: 'seen' }),
    );

  test('lists what people decided to list', () => {
    const { rules, report } = compile([FIRST], { decisions: decided('list') });
    expect(openRules(rules).find('http://www.ccb.com/x')).toMatchObject({ list: 'first' });
    expect(report.review).toEqual([]);
    expect(report.perList[0]).toMatchObject({ rules: 3, duplicates: 2, review: 0 });
  });

  test('drops what people decided to drop, without asking again', () => {
    const { rules, report } = compile([FIRST], { decisions: decided('drop', 'first') });
    expect(openRules(rules).find('http://www.ccb.com/x')).toBeUndefined();
    expect(report.review).toEqual([]);
    expect(report.perList[0]).toMatchObject({ rules: 2, duplicates: 1, dropped: 2, review: 0 });
  });

  test('asks again where the decision was for another list', () => {
    const { report } = compile([FIRST], { decisions: decided('list', 'second') });
    expect(report.review).toHaveLength(1);
  });
});

describe('compileRules of lists that disagree', () => {
  test('reports the conflict, and the allowing rule wins', () => {
    const allowing = importList('@@||bad.test^$document\n@@||fine.test^$document', {
      ...{ format: 'abp', list: 'good', violation: 'fraud', mayAllow: true },
    });
    const { rules, report } = compile([FIRST, SECOND, allowing]);
    expect(report.conflicts).toEqual([
      { listed: 'bad.test/', listedBy: 'first', allowed: 'bad.test/', allowedBy: 'good' },
      { listed: 'bad.test/', listedBy: 'second', allowed: 'bad.test/', allowedBy: 'good' },
    ]);
    expect(openRules(rules).find('http://bad.test/')).toMatchObject({ effect: 'allowed' });
  });
});
