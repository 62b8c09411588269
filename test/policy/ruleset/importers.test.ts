import { describe, expect, test } from 'vitest';
import { detectFormat, importList, type ListFormat } from '../../../src/policy/index.ts';

function read(format: ListFormat, ...lines: readonly string[]) {
  const { entries, refused } = importList(lines.join('\n'), {
    format,
    list: 'sample',
    violation: 'phishing',
  });
  return {
    listed: entries.filter(({ effect }) => effect === 'listed').map((entry) => entry.expression),
    allowed: entries.filter(({ effect }) => effect === 'allowed').map((entry) => entry.expression),
    refused: refused.map(({ line, rule }) => `${line}: ${rule}`),
  };
}

describe('importList of hosts', () => {
  test('reads hosts behind a sink address, and hosts alone', () => {
    const { listed, refused } = read(
      'hosts',
      '# a comment',
      '0.0.0.0 one.test',
      '127.0.0.1\ttwo.test three.test # and why',
      '::1 four.test',
      'FIVE.test',
      '0.0.0.0 203.0.113.9',
    );
    expect(listed).toEqual([
      'one.test/',
      'two.test/',
      'three.test/',
      'four.test/',
      'five.test/',
      '203.0.113.9/',
    ]);
    expect(refused).toEqual([]);
  });

  test('passes over what every hosts file begins with', () => {
    expect(
      read('hosts', '127.0.0.1 localhost', '::1 ip6-localhost ip6-loopback', '0.0.0.0 0.0.0.0'),
    ).toEqual({ listed: [], allowed: [], refused: [] });
  });

  test('refuses what is more than a host, with its line', () => {
    expect(read('hosts', '0.0.0.0 ok.test', '0.0.0.0 a.test/page', '0.0.0.0 *.b.test')).toEqual({
      listed: ['ok.test/'],
      allowed: [],
      refused: ['2: host: more than a host', '3: host: a wildcard'],
    });
  });

  test('keeps the good hosts of a line that holds a bad one', () => {
    expect(read('hosts', '0.0.0.0 good.test bad/ also.test')).toMatchObject({
      listed: ['good.test/', 'also.test/'],
      refused: ['1: host: more than a host'],
    });
  });
});

describe('importList of urls', () => {
  test('keeps a page a page, and a host a host', () => {
    const { listed } = read(
      'urls',
      'http://pages.test/scam.html',
      'https://query.test/?id=7#part',
      'http://whole.test',
      'http://whole-too.test/',
      'bare.test',
      'bare.test/with/path',
      'http://Upper.TEST:8080/Path',
    );
    expect(listed).toEqual([
      'pages.test/scam.html',
      'query.test/?id=7',
      'whole.test/',
      'whole-too.test/',
      'bare.test/',
      'bare.test/with/path',
      'upper.test/Path',
    ]);
  });

  test('passes over comments, and takes a comment off an address', () => {
    expect(read('urls', '# all', '', '  ', 'http://a.test/x # why', 'http://b.test/#x')).toEqual({
      listed: ['a.test/x', 'b.test/'],
      allowed: [],
      refused: [],
    });
  });

  test.each([
    ['github.io', 'host: a public suffix'],
    ['co.uk', 'host: a public suffix'],
    ['http://localhost/page', 'host: a single label'],
    ['http://192.168.1.1/', 'host: not on the public internet'],
    ['http://127.0.0.1/', 'host: not on the public internet'],
    ['http://[::1]/x', 'host: not on the public internet'],
    ['javascript://x.test/%0aalert(1)', 'address: not http or https'],
    ['http://a.test/* ', 'address: a wildcard'],
    ['a.test b.test', 'line: more than one address'],
    ['@a.test', 'line: begins with @'],
    ['@@||a.test^', 'line: begins with @'],
    ['http://a!b.test/', 'host: a letter that no host has'],
    ["it's.test", 'host: a letter that no host has'],
    ['a..b,c.test', 'host: a letter that no host has'],
    ['{"a.test"', 'host: a letter that no host has'],
    ['%3ca%3e.test', 'host: a letter that no host has'],
  ])('refuses %j', (line, rule) => {
    expect(read('urls', 'good.test', line)).toEqual({
      listed: ['good.test/'],
      allowed: [],
      refused: [`2: ${rule}`],
    });
  });

  test('lists hosts with underscores, hyphens and letters of the world', () => {
    expect(read('urls', 'a_b.test', '-a-.test', 'http://例え.test/')).toMatchObject({
      listed: ['a_b.test/', '-a-.test/', 'xn--r8jz45g.test/'],
      refused: [],
    });
  });

  test('refuses a line that is too long, unread', () => {
    const long = `http://a.test/${'x'.repeat(9000)}`;
    expect(read('urls', long, 'b.test')).toMatchObject({
      listed: ['b.test/'],
      refused: ['1: line: longer than 8192'],
    });
  });

  test('lists a page on a public suffix, and a tenant below one', () => {
    expect(read('urls', 'http://github.io/page', 'foo.github.io').listed).toEqual([
      'github.io/page',
      'foo.github.io/',
    ]);
  });

  test('shows the beginning of a refused line only', () => {
    const { refused } = importList(`x ${'y'.repeat(5000)}`, {
      format: 'urls',
      list: 'sample',
      violation: 'fraud',
    });
    expect(refused).toHaveLength(1);
    expect(refused[0]?.text.length).toBeLessThanOrEqual(200);
  });
});

describe('importList', () => {
  test.each<[ListFormat, string]>([
    ['hosts', '# one\n\n0.0.0.0 a.test # two\n127.0.0.1 localhost\n*.bad'],
    ['urls', '! one\n# two\nhttp://a.test/\nb.test\nc d\n'],
    ['abp', '[Adblock]\n! one\n||a.test/b^\n||b.test^\n/c/\n'],
    ['eth-phishing-detect', '{"blacklist": ["a.test", "b"], "whitelist": ["c.test"]}'],
    [
      'link-guard',
      '{"format": "link-guard", "entries": [{"address": "a.test"}, {"address": "b"}, {"address": "c.test"}]}',
    ],
  ])('counts the lines of %s that hold something', (format, text) => {
    const { lineCount, refused } = importList(text, { format, list: 'sample', violation: 'fraud' });
    expect({ lineCount, refused: refused.length }).toEqual({ lineCount: 3, refused: 1 });
  });
});

describe('importList of abp', () => {
  test('reads hosts, pages, exact addresses and exceptions', () => {
    expect(
      read(
        'abp',
        '[Adblock Plus 2.0]',
        '! comment',
        '||host.test^',
        '||all.test^$all',
        '||doc.test^$document,popup',
        'plain-host.test',
        '|http://exact.test/page|',
        '@@||good.test^$document',
        '@@||host.test/fine^',
      ),
    ).toEqual({
      listed: ['host.test/', 'all.test/', 'doc.test/', 'plain-host.test/', 'exact.test/page'],
      allowed: ['good.test/', 'host.test/fine', 'host.test/fine/'],
      refused: [],
    });
  });

  test('lists a page with what is below it, and never its host', () => {
    expect(
      read(
        'abp',
        '||big.test/a/b^$all',
        '||big.test/folder/',
        '||big.test/get?id=1^$all',
        '||big.test/1/2/3/4.exe^',
      ).listed,
    ).toEqual([
      'big.test/a/b',
      'big.test/a/b/',
      'big.test/folder/',
      'big.test/get?id=1',
      'big.test/1/2/3/4.exe',
    ]);
  });

  test.each([
    ['||a.test^$third-party', 'option: restricts the rule'],
    ['||a.test^$script', 'option: restricts the rule'],
    ['||a.test^$document,domain=b.test', 'option: restricts the rule'],
    ['||a.*/x^', 'filter: a wildcard'],
    ['||a.test^x', 'filter: a wildcard'],
    ['/banner/', 'filter: not anchored at a host'],
    ['&ad=1', 'filter: not anchored at a host'],
    ['a.test##.ad', 'filter: speaks of elements, not of addresses'],
    ['||com^', 'host: a single label'],
    ['||co.uk^', 'host: a public suffix'],
  ])('refuses %s', (line, rule) => {
    expect(read('abp', line)).toEqual({ listed: [], allowed: [], refused: [`1: ${rule}`] });
  });
});

describe('importList of eth-phishing-detect', () => {
  test('lists, allows, and guesses nothing', () => {
    const config = {
      version: 2,
      tolerance: 2,
      fuzzylist: ['guess.test'],
      whitelist: ['good.test'],
      blacklist: ['bad.test', 'nodots'],
    };
    expect(read('eth-phishing-detect', JSON.stringify(config))).toEqual({
      listed: ['bad.test/'],
      allowed: ['good.test/'],
      refused: ['2: blacklist: host: a single label'],
    });
  });

  test.each(['{', '[]', '{"blacklist": [1]}'])('throws bad-list for %s', (text) => {
    expect(() => read('eth-phishing-detect', text)).toThrow(
      expect.objectContaining({ code: 'bad-list' }),
    );
  });
});

describe('importList of link-guard', () => {
  test('lets every entry say what it is listed for', () => {
    const { entries, refused } = importList(
      JSON.stringify({
        format: 'link-guard',
        entries: [
          { address: 'a.test', violation: 'marketing' },
          { address: 'http://b.test/page' },
          { address: 'c.test', effect: 'allowed', note: 'ruling 7' },
          { address: 'com' },
        ],
      }),
      { format: 'link-guard', list: 'ours', violation: 'fraud' },
    );
    expect(entries).toEqual([
      { expression: 'a.test/', effect: 'listed', violation: 'marketing', list: 'ours' },
      { expression: 'b.test/page', effect: 'listed', violation: 'fraud', list: 'ours' },
      { expression: 'c.test/', effect: 'allowed', violation: 'fraud', list: 'ours' },
    ]);
    expect(refused).toEqual([{ line: 4, rule: 'host: a single label', text: 'com' }]);
  });

  test('throws bad-list naming the place', () => {
    const text = JSON.stringify({ format: 'link-guard', entries: [{ address: 'a.test', why: 1 }] });
    expect(() => read('link-guard', text)).toThrow('entries.0.why');
  });
});

describe('detectFormat', () => {
  test.each<[ListFormat, string]>([
    ['hosts', '# comment\n0.0.0.0 a.test\n'],
    ['urls', '# comment\nhttp://a.test/\nb.test\n'],
    ['urls', ''],
    ['abp', '! Title: some\na.test\n'],
    ['abp', '[Adblock Plus 2.0]\n||a.test^\n'],
    ['abp', 'a.test\n||b.test/c^$all\n'],
    ['eth-phishing-detect', '{"blacklist": []}'],
    ['link-guard', ' {"format": "link-guard", "entries": []}'],
  ])('sees %s', (format, text) => {
    expect(detectFormat(text)).toBe(format);
  });

  test.each(['{"domains": []}', '{', '[1]'])('throws bad-list for %s', (text) => {
    expect(() => detectFormat(text)).toThrow(expect.objectContaining({ code: 'bad-list' }));
  });
});
