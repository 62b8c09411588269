import { describe, expect, test } from 'vitest';
import { detectFormat, type ListFormat } from '../../../../src/policy/index.ts';

const HASH = 'ab'.repeat(32);

describe('detectFormat', () => {
  test.each<[ListFormat, string]>([
    ['hosts', '# comment\n0.0.0.0 a.test\n'],
    ['hosts', 'a.test\n127.0.0.1\tb.test'],
    ['domains', '# see http://x.test/\na.test\nB.test # why\n203.0.113.9\n'],
    ['urls', '# comment\nhttp://a.test/\nb.test\n'],
    ['urls', 'a.test/b\n'],
    ['urls', ''],
    ['abp', '! Title: some\na.test\n'],
    ['abp', '[Adblock Plus 2.0]\n||a.test^\n'],
    ['abp', 'a.test\n||b.test/c^$all\n'],
    ['csv', 'url,date\nhttp://a.test/,2026-01-31\n'],
    ['csv', 'domain\na.test\n'],
    ['csv', '# id,url\n"1","http://a.test/"\n'],
    ['hashes', `# all\n${HASH}\n`],
    ['hashes', `${Buffer.from(HASH, 'hex').toString('base64')}\nq6urqw==\n`],
    ['json', '["a.test"]'],
    ['json', '{"domains": []}'],
    ['json', '{"entries": [{"url": "http://a.test/"}]}'],
    ['ndjson', '{"url": "http://a.test/"}\n{"domain": "b.test"}\n'],
    ['ndjson', '{"url": "http://a.test/"}'],
    ['eth-phishing-detect', '{"blacklist": []}'],
    ['link-guard', ' {"format": "link-guard", "entries": []}'],
  ])('sees %s', (format, text) => {
    expect(detectFormat(text)).toBe(format);
  });

  test.each([
    ['0.0.0.0 a.test\n||b.test^\n', 'could be hosts or abp'],
    [`0.0.0.0 a.test\n${HASH}\n`, 'could be hosts or hashes'],
    ['{"blacklist": [], "domains": []}', 'could be json or eth-phishing-detect'],
    ['{"names": []}', 'no format that is known here'],
    ['{', 'is not JSON'],
  ])('throws bad-list for %j', (text, words) => {
    expect(() => detectFormat(text)).toThrow(words);
  });
});
