import { describe, expect, test } from 'vitest';
import { compileRules, formatLinkGuard, importList, openRules } from '../../../src/policy/index.ts';
import { DAY, plus, RULINGS_LIST, rulesOf } from '../../../src/redress/index.ts';
import {
  actor,
  appealClaimed,
  complained,
  DISMISSAL,
  DRAFT,
  PAGE,
  published,
  ruled,
  START,
  type Story,
  story,
} from './sample-case.ts';

const POPULAR = 'https://www.zhihu.com/question/1';

function rulesNow(...stories: readonly Story[]) {
  const now = plus(START, 10 * DAY);
  return rulesOf(
    stories.map((told) => told.case),
    now,
  );
}

function popular(): Story {
  return story()
    .after('complain', {
      complaint: { id: 'complaint-1', kind: 'fraud', context: 'group', address: POPULAR },
    })
    .after('claim')
    .after('rule', { draft: { ...DRAFT, address: POPULAR, scope: 'host' } });
}

describe('rulesOf', () => {
  test('makes a list of what is published', () => {
    const { list, decisions, nextEnd } = rulesNow(published());
    expect(list).toMatchObject({
      list: RULINGS_LIST,
      date: '2026-03-11',
      lineCount: 1,
      refused: [],
    });
    expect(list.entries).toEqual([
      {
        expression: 'prize.example/win/now.html',
        effect: 'listed',
        violation: 'fraud',
        severity: 'severe',
        list: RULINGS_LIST,
        listedOn: '2026-03-01',
        evidence: 'ruling-1',
      },
    ]);
    expect({ decisions, nextEnd }).toEqual({ decisions: [], nextEnd: undefined });
  });

  test('makes nothing of what waits, is only ruled, is dismissed or is lifted', () => {
    const stories = [
      complained(50),
      ruled(),
      published(DISMISSAL),
      published().after('lift'),
      appealClaimed().after('decide', { outcome: 'lifted' }),
    ];
    for (const told of stories) expect(rulesNow(told).list.entries).toEqual([]);
  });

  test('goes on as long as an appeal is not decided, and when it is upheld', () => {
    expect(rulesNow(appealClaimed()).list.entries).toHaveLength(1);
    expect(rulesNow(appealClaimed().after('decide')).list.entries).toHaveLength(1);
  });

  test('ends with the ruling, and says when', () => {
    const until = plus(START, 10 * DAY);
    const later = published({ ...DRAFT, until: plus(until, 1) });
    expect(rulesNow(later).nextEnd).toBe(plus(until, 1));
    expect(rulesNow(published({ ...DRAFT, until })).list.entries).toEqual([]);
  });

  test('has the new one in the place of a changed one, once it is published', () => {
    const told = appealClaimed().after('decide', {
      outcome: 'changed',
      replacement: { rulingId: 'ruling-2', draft: { ...DRAFT, measure: { kind: 'allow' } } },
    });
    expect(rulesNow(told).list.entries).toMatchObject([{ evidence: 'ruling-1', effect: 'listed' }]);
    told.after('publish', { rulingId: 'ruling-2' });
    expect(rulesNow(told).list.entries).toMatchObject([
      { evidence: 'ruling-2', effect: 'allowed' },
    ]);
  });

  test('lets the newer of two cases speak, in whatever order they come', () => {
    const asking = { kind: 'list', violation: 'marketing', severity: 'lesser' } as const;
    const [older, newer] = [published({ ...DRAFT, measure: asking }), story().wait(DAY)];
    newer.after('complain', { caseId: 'case-2' }).after('claim');
    newer.after('rule', { rulingId: 'ruling-2' }).after('publish', { rulingId: 'ruling-2' });
    expect(rulesNow(older, newer).list.entries).toMatchObject([{ evidence: 'ruling-2' }]);
    expect(rulesNow(newer, older)).toEqual(rulesNow(older, newer));
  });

  test('tells the compiler that two people listed a popular host', () => {
    const told = popular().after('confirm').after('publish');
    const { list, decisions } = rulesNow(told);
    expect(decisions).toEqual([
      {
        list: RULINGS_LIST,
        expression: 'www.zhihu.com/',
        decision: 'list',
        by: 'ruling ruling-1',
        why: DRAFT.ground.explanation,
      },
    ]);
    expect(compile([list], decisions).find('https://www.zhihu.com/x')).toMatchObject({
      list: RULINGS_LIST,
    });
    expect(compile([list], []).find('https://www.zhihu.com/x')).toBeUndefined();
  });

  test('is a list like any other: it compiles, and reads back from its own format', () => {
    const { list } = rulesNow(published());
    expect(compile([list], []).find(PAGE)).toMatchObject({
      violation: 'fraud',
      list: RULINGS_LIST,
    });
    const text = formatLinkGuard(list.entries, list.date);
    const options = { format: 'link-guard', list: RULINGS_LIST, violation: 'fraud' } as const;
    expect(importList(text, options).entries).toEqual(list.entries);
  });
});

function compile(
  lists: Parameters<typeof compileRules>[0],
  decisions: NonNullable<Parameters<typeof compileRules>[1]['decisions']>,
) {
  const keys = { baseKey: new Uint8Array(16).fill(1), freshKey: new Uint8Array(16).fill(2) };
  return openRules(compileRules(lists, { ...keys, decisions }).rules);
}

describe('two people', () => {
  test('are asked before a popular host is listed at all', () => {
    const told = popular();
    expect(told.case.task.phase).toBe('proposed');
    expect(told.tries('publish')).toBe('no-such-ruling');
    expect(told.tries('confirm', { actor: actor('reviewer', 'ann') })).toBe('same-person');
    expect(rulesNow(told).list.entries).toEqual([]);
  });
});
