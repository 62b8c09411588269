import { describe, expect, test } from 'vitest';
import { hasKnownSuffix } from '../../../../src/policy/url/host.ts';
import { brandOf, packagedNames } from '../../../../src/policy/url/signs/brands.ts';

const { brands, fronts, owned } = packagedNames();

describe('packagedNames', () => {
  test('has names of providers and of others, each as its host begins', () => {
    expect(brands.length).toBeGreaterThan(300);
    for (const { name, host } of brands) expect(host.startsWith(`${name}.`)).toBe(true);
    expect(brands).toContainEqual({
      name: 'taobao',
      host: 'taobao.com',
      providerId: 'taobao',
      isWord: false,
    });
    expect(brands).toContainEqual({
      name: 'ledger',
      host: 'ledger.com',
      providerId: undefined,
      isWord: true,
    });
  });

  test('has no name of a host that is no registrable domain', () => {
    for (const brand of brands) expect(brandOf(brand.host, brand.providerId)).toEqual([brand]);
  });

  test('names only hosts that the URL parser writes so and that can exist', () => {
    const all = [...owned, ...fronts.map(({ host }) => host)];
    const wrong = all.filter(
      (host) => new URL(`https://${host}/`).hostname !== host || !hasKnownSuffix(host),
    );
    // Suffixes themselves: below them, whole names of others stand in front.
    const carriers = wrong.filter(
      (host) => !/^(?:aka|edge|fastly|cloudfront|traffic|cdn|github|google)/.test(host),
    );
    expect(carriers).toEqual([]);
  });
});

describe('brandOf', () => {
  test.each(['www.taobao.com', 'github.io', 'jd.com', '127.0.0.1'])(
    'finds no name in %s',
    (host) => {
      expect(brandOf(host, undefined)).toEqual([]);
    },
  );
});
