import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { understand } from '../../../../src/policy/understand.ts';
import { carriedBy, foreignHostIn } from '../../../../src/policy/url/wrappers/carried.ts';
import { judge } from '../../../../src/policy/verdict.ts';

// Many cases, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const SOURCE = { via: 'ruleset', rulesetVersion: 1 } as const;

describe('carriedBy', () => {
  test.each([
    ['https://a.test/go?to=https%3A%2F%2Fb.test%2Fc', ['https://b.test/c']],
    ['https://a.test/go?to=https%253A%252F%252Fb.test%252Fc', ['https://b.test/c']],
    ['https://a.test/go?to=//b.test/c', ['https://b.test/c']],
    ['https://a.test/go?to=%5C%5Cb.test/c', ['https://b.test/c']],
    ['https://a.test/go?https://b.test/c', ['https://b.test/c']],
    ['https://a.test/go#to=https://b.test/c', ['https://b.test/c']],
    ['https://a.test/go/https://b.test/c?d=e', ['https://b.test/c?d=e']],
    ['https://a.test/?b=http://b.test&c=http://c.test', ['http://b.test/', 'http://c.test/']],
    ['https://a.test/?b=http://b.test&c=http://b.test', ['http://b.test/']],
    [
      'https://a.test/?to=https%3A%2F%2Fb.test%2F%3Fto%3Dhttps%253A%252F%252Fc.test%252Fd',
      ['https://b.test/?to=https://c.test/d', 'https://c.test/d'],
    ],
    ['https://a.test/#!https://b.test/c', ['https://b.test/c']],
    ['https://a.test/#/https://b.test/c', ['https://b.test/c']],
    ['https://my--shop-b-test.translate.goog/c?d=e', ['https://my-shop.b.test/c?d=e']],
    ['https://xn----e1afmkfd-test.translate.goog/', ['https://xn--e1afmkfd.test/']],
    ['https://a.test/?to=/own/page', []],
    ['https://a.test/?q=http', []],
    ['https://a.test/?to=javascript:alert(1)//https:', []],
    ['https://a.test//b/c', []],
  ])('finds in %s what it carries', (address, carried) => {
    expect(carriedBy(address)).toEqual(carried);
  });

  test('finds at most four', () => {
    const many = Array.from({ length: 9 }, (_, index) => `u${index}=http://h${index}.test/`);
    expect(carriedBy(`https://a.test/?${many.join('&')}`)).toHaveLength(4);
  });

  test('finds at most four in one another, and comes to an end', () => {
    const nested = Array.from({ length: 9 }).reduce<string>(
      (inner, _, index) => `http://h${index}.test/?u=${encodeURIComponent(inner)}`,
      'http://h.test/',
    );
    expect(carriedBy(nested)).toHaveLength(4);
    expect(carriedBy('https://a.test/?u=https://b.test/?u=//b.test/?u=//b.test')).toHaveLength(3);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (url, text) => {
        const address = new URL(`${url}?u=http:${text}&v=//${text}`).href;
        expect(carriedBy(address).length).toBeLessThanOrEqual(4);
        foreignHostIn(address);
      }),
    );
  });
});

describe('foreignHostIn', () => {
  test.each([
    ['https://www.youtube.com/signin?next=https://www.youtube.com/watch?v=1'],
    ['https://login.example.com/?back=https://www.example.com/'],
    ['https://example.com/?back=https://example.com/'],
  ])('finds none in %s', (address) => {
    expect(foreignHostIn(address)).toBeUndefined();
  });

  test.each([
    ['https://www.youtube.com/attribution?u=https://evil.test/', 'evil.test'],
    ['https://tenant.github.io/?u=https://other.github.io/', 'other.github.io'],
  ])('finds the one in %s', (address, host) => {
    expect(foreignHostIn(address)).toBe(host);
  });
});

describe('judge', () => {
  test('does not call a provider’s address clean that carries somebody else’s', () => {
    const judged = (address: string) =>
      judge(understand(address), { kind: 'not-listed', source: SOURCE }).kind;
    expect(judged('https://www.youtube.com/anything?v=1')).toBe('clean');
    expect(judged('https://www.youtube.com/anything?to=https://shop.example/')).toBe('unlisted');
    expect(
      judged('https://www.youtube.com/watch?v=1&embeds_referring_euri=https://a.example/'),
    ).toBe('clean');
  });
});
