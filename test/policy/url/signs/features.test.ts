import { describe, expect, test } from 'vitest';
import { packagedBrands } from '../../../../src/policy/url/signs/brand-index.ts';
import { featuresOf, nameBorneBy, tokensOf } from '../../../../src/policy/url/signs/features.ts';
import { partsOf } from '../../../../src/policy/url/signs/host-parts.ts';
import { packagedModel } from '../../../../src/policy/url/signs/packaged-model.ts';

function features(address: string): readonly string[] {
  const url = new URL(address);
  return featuresOf(url, partsOf(url.hostname), packagedModel());
}

describe('featuresOf', () => {
  test.each([
    ['https://example.com/', ['ending:com']],
    ['http://www.example.com/path?q=login', ['ending:com']],
    ['https://claim-bonus.xyz/', ['ending:xyz', 'word:claim', 'word:bonus', 'hyphens:1']],
    ['https://login.example.com/', ['ending:com', 'labels:1']],
    ['https://expo2025.com/', ['ending:com']],
    ['https://shop20255.com/', ['digits:5']],
    ['https://a.b.c.d.e.example.com/', ['labels:4']],
    ['https://averyveryverylongname.com/', ['length:20']],
    ['https://abc.com/', ['length:3']],
    ['https://zqxkvjwq.com/', ['random:14']],
    ['https://xn--fsqu00a.cn/', ['punycode:any']],
    ['https://demo.github.io/', ['tenant:any']],
    ['https://paypal.example.com/', ['brand:label']],
    ['https://paypal-demo.com/', ['brand:token']],
    ['https://mypaypal.com/', ['brand:part']],
    ['https://paypal.xyz/', ['brand:same']],
    ['https://kraken-markets.com/', ['brand:word']],
    ['https://cdn.shop.com.example.net/', ['labels:host', 'labels:3']],
    ['https://office365-demo.com/', ['brand:token']],
    ['http://203.0.113.7:8080/a', ['ip:public', 'port:other']],
  ])('%s has %j', (address, wanted) => {
    expect(features(address)).toEqual(expect.arrayContaining(wanted));
  });

  test.each([
    'http://192.168.0.1/',
    'http://10.1.2.3/',
    'http://172.16.0.9/',
    'http://100.64.0.1/',
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://[fd00::1]/',
  ])('takes %s for a network of one’s own', (address) => {
    expect(features(address)).toEqual([]);
  });

  test('leaves out what is ordinary on lent hosts', () => {
    expect(features('https://my-shop-of-long-words.github.io/')).toEqual(['tenant:any']);
    expect(features('https://my-wallet.github.io/')).toEqual(['tenant:any', 'word:wallet']);
  });

  test.each([
    ['the digits of a protected name', 'https://office365-demo.com/', 'digits'],
    ['a year', 'https://club1990.com/', 'digits'],
    ['hyphens that only punycode has', 'https://магазинобуви.рф/', 'hyphens'],
    ['words in a protected name', 'https://dropbox-demo.com/', 'word'],
    ['an ending as the first or the last label', 'https://com.example.net/', 'labels:host'],
  ])('does not count %s', (_, address, kind) => {
    expect(features(address).filter((feature) => feature.startsWith(kind))).toEqual([]);
  });

  test('is the same whatever the scheme, a leading www, or the path', () => {
    const plain = features('https://claim-bonus.xyz/');
    for (const other of [
      'http://claim-bonus.xyz/',
      'https://www.claim-bonus.xyz/secure/paypal.com/login.exe?c',
    ]) {
      expect(features(other)).toEqual(plain);
    }
  });
});

describe('nameBorneBy', () => {
  test('passes over names that are words', () => {
    const borne = (labels: readonly string[]) =>
      nameBorneBy(labels, tokensOf(labels), packagedBrands())?.which;
    expect(borne(['apple', 'orchard'])).toBeUndefined();
    expect(borne(['paypal', 'orchard'])).toBe('label');
  });
});
