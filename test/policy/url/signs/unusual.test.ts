import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../../src/policy/url/signs/host-parts.ts';
import { packagedModel } from '../../../../src/policy/url/signs/packaged-model.ts';
import { weigh } from '../../../../src/policy/url/signs/unusual.ts';

function points(host: string): number {
  const address = new URL(`https://${host}/`);
  return weigh(address, partsOf(address.hostname), packagedModel()).points;
}

describe('weigh', () => {
  test.each([
    'claim-bonus-77.xyz',
    'wallet-airdrop.top',
    'token-verify.online',
    'gift-nitro-free.site',
    '203.0.113.7:4444',
  ])('%s is unusual', (host) => {
    expect(points(host)).toBeGreaterThanOrEqual(packagedModel().threshold);
  });

  test.each([
    ['only an ending', 'example.top'],
    ['an ending and an ordinary word', 'summer-academy.online'],
    ['an ending and a year', 'expo2025.site'],
    ['an ending and lucky digits', 'lucky888.top'],
    ['a tenant’s hyphens and length', 'a-very-long-name-of-a-demo-page.netlify.app'],
    ['letters at random', 'zjhzyg.com'],
    ['an address without a name', '203.0.113.7'],
    ['a number on a national ending', '4399.cn'],
    ['a bait in the path', 'example.com/account/login/verify'],
    ['an international name', 'xn--mller-kva.de'],
    ['two ordinary words', 'wealth-trade.com'],
    ['a protected name and a word on an ordinary ending', 'telegram-bots.com'],
    ['a birth year', 'xiaoming1990.com'],
    ['a public suffix', 'github.io'],
  ])('%s is not: %s', (_, host) => {
    expect(points(host)).toBeLessThan(packagedModel().threshold);
  });

  test('tells at most five features, the weightiest first', () => {
    const address = new URL('https://m.claim-bonus-wallet-9977.xyz:81/login');
    const { features } = weigh(address, partsOf(address.hostname), packagedModel());
    const worth = features.map((feature) => packagedModel().points.get(feature) ?? 0);
    expect(features).toHaveLength(5);
    expect(worth).toEqual([...worth].sort((a, b) => b - a));
  });
});
