import { describe, expect, test } from 'vitest';
import { openLinkRules } from '../../../../src/policy/url/link-rules/book.ts';
import { importLinkRules } from '../../../../src/policy/url/link-rules/import-link-rules.ts';
import { clean } from '../../../../src/policy/url/parameters/clean.ts';
import { unwrap } from '../../../../src/policy/url/wrappers/unwrap.ts';

function read(entry: unknown) {
  return importLinkRules(JSON.stringify([entry]));
}

function opened(entry: unknown, url: string): string {
  return unwrap(url, undefined, openLinkRules(read(entry).rules)).destination;
}

describe('translateBrave', () => {
  const redirect = {
    include: ['*://*.go.test/r?*', '*://out.test/*'],
    exclude: ['*://stay.go.test/*'],
    action: 'redirect',
    param: 'url',
  };

  test.each([
    ['https://go.test/r?url=https://a.test/', 'https://a.test/'],
    ['https://x.go.test/r?y=1&url=https%3A%2F%2Fa.test%2F', 'https://a.test/'],
    ['https://out.test/?url=https://a.test/', 'https://a.test/'],
    ['https://stay.go.test/r?url=https://a.test/', 'https://stay.go.test/r?url=https://a.test/'],
    ['https://x.out.test/?url=https://a.test/', 'https://x.out.test/?url=https://a.test/'],
    ['https://go.test/s?url=https://a.test/', 'https://go.test/s?url=https://a.test/'],
  ])('reads a parameter of %s', (url, destination) => {
    expect(opened(redirect, url)).toBe(destination);
  });

  test.each([
    [{ action: 'base64,redirect', param: 'u' }, '/?u=aHR0cHM6Ly9hLnRlc3Qv', 'https://a.test/'],
    [{ action: 'redirect', param: 'u', prepend_scheme: 'http' }, '/?u=a.test', 'http://a.test/'],
    [
      { action: 'regex-path', param: '^/c/s/(.*)$', prepend_scheme: 'https' },
      '/c/s/a.test/b',
      'https://a.test/b',
    ],
    [
      { action: 'regex-path', param: '^/CL0/([^/]+)/.*$' },
      '/CL0/https:%2F%2Fa.test%2F/1/x',
      'https://a.test/',
    ],
    [
      { action: 'regex-path', param: '^/[23]t?s/([^/]+)/.*$', prepend_scheme: 'https' },
      '/3ts/a.test%2Fb/x',
      'https://a.test/b',
    ],
    [
      { action: 'regex-path', param: '^/[^/]+/(.*)$' },
      '/x/https%3A%2F%2Fa.test',
      'https://a.test/',
    ],
  ])('reads %j', (entry, tail, destination) => {
    expect(opened({ include: ['*://w.test/*'], ...entry }, `https://w.test${tail}`)).toBe(
      destination,
    );
  });

  test('reads names of parameters, escaped or not', () => {
    const { rules } = read({
      include: ['*://*/*'],
      exclude: ['*://safe.test/*'],
      params: ['a', 'b%5B0%5D', ''],
    });
    const book = openLinkRules(rules);
    expect(clean('https://x.test/?a=1&b[0]=2&b%5B0%5D=3&c=4', book).url).toBe(
      'https://x.test/?c=4',
    );
    expect(clean('https://safe.test/?a=1', book).url).toBe('https://safe.test/?a=1');
  });

  test.each([
    [3, 'expected include'],
    [{ include: ['*://a.test/*'] }, 'expected include'],
    [{ include: ['a.test'], params: ['x'] }, 'no pattern of places'],
    [{ include: ['*://a.test/*'], params: [] }, 'names no parameter'],
    [{ include: ['*://a.test/*'], params: ['x*'] }, 'a star in a name'],
    [{ include: ['*://*/*'], action: 'redirect', param: 'u' }, 'any host'],
    [{ include: ['*://a.test/*'], action: 'teleport', param: 'u' }, 'the action teleport'],
    [{ include: ['*://a.test/*'], action: 'regex-path', param: '(a+)+$' }, 'repeats a group'],
    [{ include: ['*://a.test/*'], action: 'regex-path', param: '^/(.*)/s(.*)$' }, 'no one part'],
    [{ include: ['*://a.test/b*'], action: 'regex-path', param: '^/c/(.*)$' }, 'its path is none'],
  ])('refuses %j', (entry, rule) => {
    const { rules, refused } = read(entry);
    expect(refused).toEqual([{ entry: 'entry 1', rule: expect.stringContaining(rule) }]);
    expect(rules).toEqual({ wrappers: [], cleaners: [] });
  });
});
