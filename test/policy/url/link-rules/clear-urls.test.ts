import { describe, expect, test } from 'vitest';
import { openLinkRules } from '../../../../src/policy/url/link-rules/book.ts';
import { importLinkRules } from '../../../../src/policy/url/link-rules/import-link-rules.ts';
import { clean } from '../../../../src/policy/url/parameters/clean.ts';
import { unwrap } from '../../../../src/policy/url/wrappers/unwrap.ts';

const SUBDOMAINS = '^https?:\\/\\/(?:[a-z0-9-]+\\.)*?';
const ANY_SUFFIX = '(?:\\.[a-z]{2,}){1,}';

function read(provider: Readonly<Record<string, unknown>>) {
  return importLinkRules(JSON.stringify({ providers: { p: provider } }));
}

function cleaned(provider: Readonly<Record<string, unknown>>, url: string): string {
  return clean(url, openLinkRules(read(provider).rules)).url;
}

function opened(urlPattern: string, redirection: string, url: string): string {
  const { rules } = read({ urlPattern, redirections: [redirection] });
  return unwrap(url, undefined, openLinkRules(rules)).destination;
}

describe('translateClearUrls', () => {
  test('takes a provider for its host and its subdomains, and for no host that begins so', () => {
    const provider = { urlPattern: `${SUBDOMAINS}example\\.com`, rules: ['a', '(?:%3F)?b'] };
    expect(cleaned(provider, 'https://example.com/?a=1&c=2')).toBe('https://example.com/?c=2');
    expect(cleaned(provider, 'https://x.example.com/?b=1')).toBe('https://x.example.com/');
    for (const host of ['example.com.evil.test', 'notexample.com', 'example.org']) {
      expect(cleaned(provider, `https://${host}/?a=1`)).toBe(`https://${host}/?a=1`);
    }
  });

  test('takes any suffix for a public suffix', () => {
    const provider = { urlPattern: `${SUBDOMAINS}shop${ANY_SUFFIX}\\/s\\?`, rules: ['a'] };
    expect(cleaned(provider, 'https://www.shop.co.uk/s?a=1')).toBe('https://www.shop.co.uk/s');
    expect(cleaned(provider, 'https://shop.de/t?a=1')).toBe('https://shop.de/t?a=1');
    expect(cleaned(provider, 'https://shop.evil.test/s?a=1')).toBe('https://shop.evil.test/s?a=1');
  });

  test('leaves what an exception names, and its like', () => {
    const provider = {
      urlPattern: '.*',
      rules: ['ref_?'],
      exceptions: [
        `${SUBDOMAINS}forge\\.test`,
        '^https?:\\/\\/git(lab)?\\.[^/]*\\/[^?]+\\?.*?ref=',
      ],
    };
    expect(cleaned(provider, 'https://a.test/?ref=1&ref_=2')).toBe('https://a.test/');
    for (const url of ['https://x.forge.test/?ref=1', 'https://git.a.test/b?ref=1']) {
      expect(cleaned(provider, url)).toBe(url);
    }
  });

  test.each([
    ['\\/away\\.php\\?to=([^&]*)', '/away.php?to=https%3A%2F%2Fa.test%2F&x=1'],
    ['.*(?:url|deep)=([^&]*)', '/x?y=1&deep=https://a.test/'],
    ['\\/.*?u=(https?%3A%2F%2F[^&]*)', '/l/x?u=https%3A%2F%2Fa.test%2F'],
    ['\\/\\?(http.+)', '/?https://a.test/'],
    ['\\/amp\\/s\\/([^&]+)', '/amp/s/a.test/'],
    ['\\/v1\\/.+?\\/([^&]+)', '/v1/token/https%3A%2F%2Fa.test%2F'],
    ['\\/.*\\/(https?.*?)\\/', '/L0/https:%2F%2Fa.test%2F/1'],
    ['.*\\/track\\?.*(https?:\\/\\/.*)', '/x/track?id&https://a.test/'],
  ])('opens what %s captures', (pattern, tail) => {
    const place = `${SUBDOMAINS}example\\.com`;
    expect(opened(place, place + pattern, `https://www.example.com${tail}`)).toBe(
      'https://a.test/',
    );
    const elsewhere = `https://example.org${tail}`;
    expect(opened(place, place + pattern, elsewhere)).toBe(elsewhere);
  });

  test('takes a redirection without a host for one of its provider', () => {
    const place = `${SUBDOMAINS}example\\.com`;
    const url = 'https://example.com/x?u=https://a.test/';
    expect(opened(place, '.*u=([^&]*)', url)).toBe('https://a.test/');
    expect(opened(place, 'https?:\\/\\/[^/]+\\/x\\?u=([^&]*)', url)).toBe('https://a.test/');
  });

  test.each([
    ['urlPattern', { urlPattern: '(a+)+$' }, 'names no host'],
    ['urlPattern', { urlPattern: '^https?:\\/\\/[a-z]+' }, 'names no single host'],
    ['exceptions', { urlPattern: '.*', rules: ['a'], exceptions: ['.*'] }, 'names no host'],
    ['(a+)+b', { urlPattern: '.*', rules: ['(a+)+b'] }, 'repeats a group'],
    ['[a-z]*', { urlPattern: '.*', rules: ['[a-z]*'] }, 'too little is known'],
    ['(.*)', { urlPattern: '.*', redirections: ['(.*)'] }, 'opens addresses of any host'],
    ['completeProvider', { urlPattern: '.*', completeProvider: true }, 'blocks a host'],
    ['/x', { urlPattern: '.*', rawRules: ['/x'] }, 'rewrites more than parameters'],
    ['tag', { urlPattern: '.*', referralMarketing: ['tag'] }, 'who is paid'],
  ])('refuses %s by itself', (entry, provider, rule) => {
    const { rules, refused } = read(provider);
    expect(refused).toEqual([{ entry: `p: ${entry}`, rule: expect.stringContaining(rule) }]);
    expect(rules).toEqual({ wrappers: [], cleaners: [] });
  });

  test('refuses a provider of another shape and takes the next', () => {
    const good = { urlPattern: `${SUBDOMAINS}example\\.com`, rules: ['a'] };
    const { rules, refused } = importLinkRules(
      JSON.stringify({ providers: { bad: { rules: ['a'] }, worse: 3, good } }),
    );
    expect(refused.map(({ entry }) => entry)).toEqual(['bad', 'worse']);
    expect(rules.cleaners).toHaveLength(1);
  });
});
