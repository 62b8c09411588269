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
    const { lineCount, refused } = importList(text, { format, list: 'sample', violation: 'fraud' });
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

  test('gives a violation its own severity', () => {
    const severityOf = (violation: 'fraud' | 'marketing') =>
      importList('a.test\nb.test#x', { format: 'urls', list: 'sample', violation }).entries.map(
        ({ severity }) => severity,
      );
    expect(severityOf('fraud')).toEqual(['severe', 'severe']);
    expect(severityOf('marketing')).toEqual(['lesser', 'lesser']);
  });
});
