import { describe, expect, test } from 'vitest';
import { importList, type ListFormat } from '../../../../src/policy/index.ts';
import { read } from './read-list.ts';

describe('importList', () => {
  test.each<[ListFormat, string]>([
    ['hosts', '# one\n\n0.0.0.0 a.test # two\n127.0.0.1 localhost\nb.test\n*.bad'],
    ['domains', '# one\nhost.test\nb.test # two\n\nc d\n'],
    ['urls', '! one\n# two\nhttp://a.test/\nb.test\nc d\n'],
    ['abp', '[Adblock]\n! one\n||a.test/b^\n||b.test^\n/c/\n'],
    ['csv', 'url,date\nhttp://a.test/b,2026-01-31\nc.test,\nd.test\n'],
    ['json', '["a.test", {"url": "http://b.test/c"}, 7]'],
    ['ndjson', '{"url": "http://a.test/b"}\n{"domain": "c.test"}\n{\n\n'],
    ['hashes', `# one\n${'ab'.repeat(32)}\n${'cd'.repeat(32)}\nabcdef01`],
    ['eth-phishing-detect', '{"blacklist": ["a.test", "b"], "whitelist": ["c.test"]}'],
    [
      'link-guard',
      '{"format": "link-guard", "entries": [{"address": "a.test"}, {"address": "b"}, {"address": "c.test"}]}',
    ],
  ])('counts the lines of %s that hold something', (format, text) => {
    const options = { list: 'sample', violation: 'fraud', mayAllow: true } as const;
    const { lineCount, refused } = importList(text, { format, ...options });
    expect({ lineCount, refused: refused.length }).toEqual({ lineCount: 3, refused: 1 });
  });

  test.each(['\n', '\r\n', '\r'])('numbers lines that end in %j', (end) => {
    const text = ['\u{feff}a.test', '', 'http://b.test/c', 'co.uk', '  d.test  ', ''].join(end);
    expect(read('urls', text)).toEqual({
      listed: ['a.test/', 'b.test/c', 'd.test/'],
      allowed: [],
      refused: ['4: host: a public suffix'],
    });
  });

  test.each<[ListFormat, string]>([
    ['abp', '||a.test^\n@@||b.test^\n'],
    ['csv', 'url,effect\na.test,listed\nb.test,allowed\n'],
    ['json', '["a.test", {"url": "b.test", "effect": "allowed"}]'],
    ['ndjson', '{"url": "a.test"}\n{"url": "b.test", "effect": "ALLOWED"}\n'],
    ['eth-phishing-detect', '{"blacklist": ["a.test"], "whitelist": ["b.test"]}'],
    [
      'link-guard',
      '{"format":"link-guard","entries":[{"address":"a.test"},{"address":"b.test","effect":"allowed"}]}',
    ],
  ])('takes no allowing entry of %s where the list may only list', (format, text) => {
    const options = { format, list: 'sample', violation: 'fraud' } as const;
    const { entries, refused, lineCount } = importList(text, options);
    expect(entries).toMatchObject([{ expression: 'a.test/', effect: 'listed' }]);
    expect(refused).toMatchObject([{ rule: 'allows: this list may only list' }]);
    expect(lineCount).toBe(2);
    expect(importList(text, { ...options, mayAllow: true }).entries).toMatchObject([
      { expression: 'a.test/', effect: 'listed' },
      { expression: 'b.test/', effect: 'allowed' },
    ]);
  });

  test('gives a violation its own severity', () => {
    const severityOf = (violation: 'fraud' | 'marketing') =>
      importList('a.test\nb.test#x', { format: 'urls', list: 'sample', violation }).entries.map(
        ({ severity }) => severity,
      );
    expect(severityOf('fraud')).toEqual(['severe', 'severe']);
    expect(severityOf('marketing')).toEqual(['lesser', 'lesser']);
  });
});
