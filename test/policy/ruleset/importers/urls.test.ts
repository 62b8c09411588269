import { describe, expect, test } from 'vitest';
import { importList } from '../../../../src/policy/index.ts';
import { read } from './read-list.ts';

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
    ['a,b.test', 'host: a letter that no host has'],
    ['h..example.com', 'host: an empty label'],
    ['http://u:p@h%2E.example.com:80/x', 'host: an empty label'],
    ['203.0.113.0/24', 'address: a network'],
    ['[2001:db8::]/32', 'address: a network'],
    ['203.0.113', 'host: a number that is not a full IP address'],
    ['http://3405803785/x', 'host: a number that is not a full IP address'],
    ['http://0313.0.113.9/x', 'host: a number that is not a full IP address'],
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

  test('lists a full IP address, whatever stands around it', () => {
    const lines = ['203.0.113.9', 'http://a@203.0.113.9.:8080/24', 'http://[2606:4700::1]:80/x'];
    expect(read('urls', ...lines)).toMatchObject({
      listed: ['203.0.113.9/', '203.0.113.9/24', '[2606:4700::1]/x'],
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
