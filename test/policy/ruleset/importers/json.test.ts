import { describe, expect, test } from 'vitest';
import { importList } from '../../../../src/policy/index.ts';
import { read } from './read-list.ts';

describe('importList of json', () => {
  test.each([
    ['["a.test", "http://b.test/c"]', ['a.test/', 'b.test/c']],
    ['{"domains": ["a.test", "b.test/c"], "version": 2}', ['a.test/', 'b.test/c']],
    ['{"urls": ["http://b.test/c"]}', ['b.test/c']],
    ['{"entries": [{"domain": "a.test"}, {"url": "http://b.test/c"}]}', ['a.test/', 'b.test/c']],
    ['\u{feff}[]', []],
  ])('reads %s', (text, listed) => {
    expect(read('json', text)).toEqual({ listed, allowed: [], refused: [] });
  });

  test('keeps what an entry says of itself', () => {
    const entry = {
      ...{ URL: 'http://a.test/b', host: 'a.test', violation: 'Privacy', severity: 'severe' },
      ...{ first_seen: '2026-01-31T10:00:00Z', id: 77, effect: 'allowed', tags: ['x'] },
    };
    const { entries } = importList(JSON.stringify([entry]), {
      ...{ format: 'json', list: 'feed', violation: 'phishing', mayAllow: true },
    });
    expect(entries).toEqual([
      {
        ...{ expression: 'a.test/b', effect: 'allowed', violation: 'privacy', severity: 'severe' },
        ...{ list: 'feed', listedOn: '2026-01-31', evidence: '77' },
      },
    ]);
  });

  test.each([
    [7, 'entry: neither a text nor an object'],
    [null, 'entry: neither a text nor an object'],
    [['a.test'], 'entry: neither a text nor an object'],
    ['a.test b.test', 'address: a space'],
    ['http://*.a.test/', 'address: a wildcard'],
    ['co.uk', 'host: a public suffix'],
    [{}, 'entry: names no address'],
    [{ url: 7 }, 'url: not a text'],
    [{ domain: 'a.test/b' }, 'host: more than a host'],
    [{ sha256: 'abcdef01' }, 'hash: 4 bytes of 32, too short to decide'],
    [{ url: 'a.test', effect: 'maybe' }, 'effect: neither listed nor allowed'],
    [{ url: 'a.test', violation: 'rude' }, 'violation: none that is known here'],
    [{ url: 'a.test', severity: 'grave' }, 'severity: neither severe nor lesser'],
    [
      { url: 'a.test', violation: 'fraud', severity: 'lesser' },
      'severity: a severe violation cannot be lesser',
    ],
    [{ url: 'a.test', date: '1.2.2026' }, 'date: not a day like 2026-01-31'],
    [{ url: 'a.test', id: 'x'.repeat(129) }, 'evidence: not 1 to 128 printable characters'],
    [{ url: 'a.test', id: 'a\nb' }, 'evidence: not 1 to 128 printable characters'],
  ])('refuses %j', (entry, rule) => {
    expect(read('json', JSON.stringify(['good.test', entry]))).toEqual({
      listed: ['good.test/'],
      allowed: [],
      refused: [`2: ${rule}`],
    });
  });

  test.each([
    ['{', 'document: not JSON'],
    ['7', 'neither an array nor an object'],
    ['{"domains": "a.test"}', 'neither an array nor an object'],
    ['{"domains": [], "urls": []}', 'several arrays: domains, urls'],
  ])('throws bad-list for %s', (text, words) => {
    expect(() => read('json', text)).toThrow(words);
  });
});

describe('importList of ndjson', () => {
  test('reads an entry a line, and refuses a bad one alone', () => {
    expect(
      read('ndjson', '{"url": "http://a.test/b"}', '', '{"url": ', '"c.test"', '{"domain": "d"}'),
    ).toEqual({
      listed: ['a.test/b', 'c.test/'],
      allowed: [],
      refused: ['3: entry: not JSON', '5: host: a single label'],
    });
  });
});
