import { describe, expect, test } from 'vitest';
import { brandsOf, isOwned, packagedBrands } from '../../../../src/policy/url/signs/brand-index.ts';
import { skeletonOf } from '../../../../src/policy/url/signs/skeleton.ts';

describe('packagedBrands', () => {
  const index = packagedBrands();

  test('finds each name by what it looks like and by both its ends', () => {
    for (const [skeleton, brand] of index.bySkeleton) {
      expect(skeletonOf(brand.name.replaceAll('-', ''))).toBe(skeleton);
      expect(index.byHead.get(brand.name.slice(0, 3))).toContain(brand);
      expect(index.byTail.get(brand.name.slice(-3))).toContain(brand);
    }
  });

  test('knows long names with several slips', () => {
    const names = index.long.get('s')?.map(({ brand, slips }) => [brand.name, slips]);
    expect(names).toContainEqual(['steamcommunity', 3]);
  });
});

describe('isOwned', () => {
  test.each([
    ['paypal.com', true],
    ['www.paypal.com', true],
    ['www.apple.com.edgekey.net', true],
    ['paypal.com.evil.test', false],
    ['xpaypal.com', false],
  ])('%s: %s', (host, isTheirs) => {
    expect(isOwned(packagedBrands(), host)).toBe(isTheirs);
  });
});

describe('brandsOf', () => {
  test('is made once for a list, and holds its registrable domains', () => {
    const hosts = ['www.mybank.example', 'example'];
    const index = brandsOf(hosts);
    expect(brandsOf(hosts)).toBe(index);
    expect([...index.hosts]).toEqual(['mybank.example']);
    expect([...index.byName.keys()]).toEqual(['mybank']);
  });
});
