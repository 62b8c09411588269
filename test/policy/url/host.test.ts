import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hasKnownSuffix,
  isIpHost,
  isPublicSuffix,
  isUnder,
  registrableDomain,
  toUnicodeHost,
} from '../../../src/policy/url/host.ts';

describe('registrableDomain', () => {
  test.each([
    ['www.example.com', 'example.com'],
    ['example.com', 'example.com'],
    ['a.b.example.co.uk', 'example.co.uk'],
    ['item.taobao.com.', 'taobao.com'],
    ['x.someone.github.io', 'someone.github.io'],
    ['github.io', undefined],
    ['com', undefined],
    ['gov.cn', undefined],
    ['127.0.0.1', undefined],
    ['[::1]', undefined],
    ['localhost', undefined],
    ['', undefined],
    ['.', undefined],
  ])('of %j is %j', (host, domain) => {
    expect(registrableDomain(host)).toBe(domain);
  });
});

describe('isPublicSuffix', () => {
  test.each(['com', 'gov.cn', 'co.uk', 'github.io', 'com.'])('knows %s', (host) => {
    expect(isPublicSuffix(host)).toBe(true);
  });

  test.each(['example.com', 'www.gov.cn', 'localhost', '1.2.3.4', ''])('denies %j', (host) => {
    expect(isPublicSuffix(host)).toBe(false);
  });
});

describe('hasKnownSuffix', () => {
  test('needs an ending that exists and a name in front of it', () => {
    expect(hasKnownSuffix('example.com')).toBe(true);
    expect(hasKnownSuffix('com')).toBe(false);
    expect(hasKnownSuffix('node.js')).toBe(false);
    expect(hasKnownSuffix('example.com.')).toBe(true);
    expect(hasKnownSuffix('1.2.3.4')).toBe(false);
  });
});

describe('isUnder', () => {
  test('holds for the host itself and its subdomains only', () => {
    expect(isUnder('example.com', 'example.com')).toBe(true);
    expect(isUnder('a.example.com', 'example.com')).toBe(true);
    expect(isUnder('notexample.com', 'example.com')).toBe(false);
    expect(isUnder('example.com', 'a.example.com')).toBe(false);
  });

  test('is not dodged by a dot at the end', () => {
    expect(isUnder('a.example.com.', 'example.com')).toBe(true);
  });
});

describe('isIpHost', () => {
  test('knows both families as the URL parser writes them', () => {
    expect(isIpHost(new URL('http://0x7f.1/').hostname)).toBe(true);
    expect(isIpHost(new URL('http://[::1]/').hostname)).toBe(true);
    expect(isIpHost('1.2.3.4.example.com')).toBe(false);
  });
});

describe('toUnicodeHost', () => {
  test('writes punycode in letters', () => {
    expect(toUnicodeHost('www.xn--fsqu00a.cn')).toBe('www.例子.cn');
  });

  test('leaves malformed labels and never throws', () => {
    expect(toUnicodeHost('xn--\u0000.com')).toBe('xn--\u0000.com');
    fc.assert(fc.property(fc.string(), (text) => typeof toUnicodeHost(`xn--${text}`) === 'string'));
  });
});
