import { describe, expect, test } from 'vitest';
import { importList } from '../../../../src/policy/index.ts';
import { readRows } from '../../../../src/policy/ruleset/importers/csv-row.ts';
import { read } from './read-list.ts';

describe('importList of csv', () => {
  test('reads rows under their names', () => {
    const text = [
      '# Last updated: 2026-03-02',
      'id,"url",host,Date,violation,severity,tags',
      '7,http://a.test/page,a.test,2026-01-31 10:00:00,malware,,"one, two"',
      '8,,b.test,,marketing,severe,',
      '"c-9","http://c.test/?q=""x""",,2026-02-01,,,"',
      'more"',
    ].join('\r\n');
    const { entries, refused, date } = importList(text, {
      ...{ format: 'csv', list: 'feed', violation: 'phishing' },
    });
    const listed = { effect: 'listed', list: 'feed' };
    expect(entries).toEqual([
      {
        ...{ expression: 'a.test/page', ...listed, violation: 'malware', severity: 'severe' },
        ...{ listedOn: '2026-01-31', evidence: '7' },
      },
      {
        ...{ expression: 'b.test/', ...listed, violation: 'marketing', severity: 'severe' },
        ...{ evidence: '8' },
      },
      {
        ...{ expression: 'c.test/?q="x"', ...listed, violation: 'phishing', severity: 'severe' },
        ...{ listedOn: '2026-02-01', evidence: 'c-9' },
      },
    ]);
    expect({ refused, date }).toEqual({ refused: [], date: '2026-03-02' });
  });

  test('takes the names from a comment where no row has them', () => {
    const text = '# feed\r\n# id,dateadded,url\r\n"1","2026-01-31 10:00:00","http://a.test/b"\r\n';
    expect(read('csv', text)).toEqual({ listed: ['a.test/b'], allowed: [], refused: [] });
  });

  test('passes over a byte order mark', () => {
    expect(read('csv', '\u{feff}"url",date', '"http://a.test/b",')).toEqual({
      ...{ listed: ['a.test/b'], allowed: [], refused: [] },
    });
  });

  test.each([
    ['a.test,,', '2: row: 3 fields under 2 names'],
    ['"a.test" ,x', '2: row: a quote out of place'],
    ['a"b.test,x', '2: row: a quote stays open'],
    [',2026-01-31', '2: entry: names no address'],
    ['a.test,31.1.2026', '2: date: not a day like 2026-01-31'],
    ['co.uk,', '2: host: a public suffix'],
    ['a.test/page,', '2: host: more than a host'],
  ])('refuses the row %j and no other', (row, rule) => {
    expect(read('csv', 'host,date', row, 'good.test,')).toEqual({
      listed: ['good.test/'],
      allowed: [],
      refused: [rule],
    });
  });

  test.each([
    ['name,why\na.test,x', 'no row that names its columns'],
    ['url,date,url\na.test,,', 'two columns are named url'],
  ])('throws bad-list for %j', (text, words) => {
    expect(() => read('csv', text)).toThrow(words);
  });
});

describe('readRows', () => {
  test('reads what RFC 4180 shows', () => {
    const text = 'aaa,bbb\r\n"aaa","b\r\nbb","c""c"\r\n,\r\nlast';
    expect([...readRows(text, 0)].map(({ line, fields }) => ({ line, fields }))).toEqual([
      { line: 1, fields: ['aaa', 'bbb'] },
      { line: 2, fields: ['aaa', 'b\r\nbb', 'c"c'] },
      { line: 4, fields: ['', ''] },
      { line: 5, fields: ['last'] },
    ]);
  });

  test('lets a quote that stays open spoil its own line only', () => {
    const rows = [...readRows(`"a\nb\n${'c\n'.repeat(9000)}`, 0)];
    expect(rows).toHaveLength(9002);
    expect(rows.slice(0, 2)).toMatchObject([
      { line: 1, fields: undefined, problem: 'a quote stays open' },
      { line: 2, fields: ['b'] },
    ]);
  });
});
