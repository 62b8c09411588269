import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressNamedBy } from '../../../../src/policy/url/signs/link-text.ts';

describe('addressNamedBy', () => {
  test.each([
    ['https://example.com/a', 'example.com'],
    ['see HTTP://Example.COM.', 'example.com'],
    ['www.example.com', 'www.example.com'],
    ['(www.example.com/a)', 'www.example.com'],
    ['example.com', 'example.com'],
    ['example.com/a/b…', 'example.com'],
    ['go to example.com/a now', 'example.com'],
    ['Sign in to PayPal.com now', 'paypal.com'],
    ['点击taobao.com领取', 'taobao.com'],
    ['看https://example.com快来', 'example.com'],
    ['【淘宝】https://m.tb.cn/h.abc 点击链接', 'm.tb.cn'],
    ['https://example.com，快来', 'example.com'],
    ['https://例子.cn/a', 'xn--fsqu00a.cn'],
    ['http://0x7f.1/a', '127.0.0.1'],
    ['https://paypal.com@evil.com/', 'evil.com'],
    ['example.com https://other.com', 'other.com'],
    ['exa\u200bmple.com', 'example.com'],
    ['paypal.com or https://other.com', 'paypal.com'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    ['例子.中国', 'xn--fsqu00a.xn--fiqs8s'],
    ['müller.de', 'xn--mller-kva.de'],
    ['аррӏе.com', 'apple.com'],
    ['Sign in to раураӏ.com now', 'paypal.com'],
    ['EXAMPLE.COM/LOGIN', 'example.com'],
    ['PAYPAL.COM', 'paypal.com'],
    ['网址:paypal.com', 'paypal.com'],
    ['Login:paypal.com', 'paypal.com'],
    ['（paypal.com）', 'paypal.com'],
    ['“paypal.com”', 'paypal.com'],
    ['→paypal.com', 'paypal.com'],
    ['paypal。com', 'paypal.com'],
    [`${' '.repeat(5000)}\u3164\u2800https://paypal.com`, 'paypal.com'],
    ['Deals on Amazon.com today', 'amazon.com'],
    ['Amazon.com', 'amazon.com'],
  ])('finds in %j the host %s', (text, host) => {
    expect(addressNamedBy(text)?.hostname).toBe(host);
  });

  test.each([
    '',
    'click here',
    'Node.js',
    'node.js/express',
    'readme.md',
    'docs/readme.md',
    'a.zip',
    'main.rs',
    'file.tar.gz',
    'ASP.NET docs',
    'ASP.NET/C#',
    'asp.net/core',
    'Amazon.com announces results',
    'How Booking.com works',
    'mailto:paypal.com',
    'example.com?u=paypal.com is it',
    'pаypаl.соm.ts',
    'socket.io',
    'e.g. this, i.e. that',
    'v1.2.3',
    '3.14',
    'user@paypal.com',
    'Mr.Smith',
    '你好。世界',
    'see example.com for more',
    'localhost:3000',
    'https://',
    'http://nowhere.invalidtld/',
    'src/paypal.com.ts',
    '…',
  ])('finds none in %j', (text) => {
    expect(addressNamedBy(text)).toBeUndefined();
  });

  test('never throws, on texts of any length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        addressNamedBy(text);
        addressNamedBy(`https://${text}`);
      }),
    );
    expect(addressNamedBy('a.'.repeat(500_000))).toBeUndefined();
    expect(addressNamedBy('www.'.repeat(250_000))).toBeUndefined();
  });
});
